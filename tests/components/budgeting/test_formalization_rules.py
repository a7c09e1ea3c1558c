"""The opening budget, the next of the reserve, accountability, progress: the rules as tables."""

from datetime import date
from decimal import Decimal

import pytest

from tinkuy.components.budgeting.refusals import AccountabilityRefusal, FormalizationRefusal, HandoverRefusal
from tinkuy.components.budgeting.rules import columns
from tinkuy.components.budgeting.rules.columns import Column
from tinkuy.components.budgeting.rules.formalization import (
    Reserve,
    Update,
    next_in_reserve,
    why_not_account,
    why_not_incorporate,
    why_not_line,
    why_not_replace,
    why_not_update,
)

TEN = Decimal("10.00")


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({}, None),
        ({"years": [(2027, Decimal(6)), (2028, Decimal(4))]}, None),
        ({"years": [(2027, Decimal(9))]}, FormalizationRefusal.DIFFERENCE_UNEXPLAINED),
        ({"years": [(2027, Decimal(11))]}, FormalizationRefusal.DIFFERENCE_UNEXPLAINED),
        ({"years": [(2027, Decimal(11))], "reason": "Subió el costo"}, None),
        ({"years": []}, FormalizationRefusal.NO_AMOUNT),
        ({"years": [(2027, Decimal(5)), (2027, Decimal(5))]}, FormalizationRefusal.YEAR_REPEATED),
        ({"years": [(2026, TEN)]}, FormalizationRefusal.YEAR_BEFORE),
        ({"state": "in_pmi", "years": [(2028, TEN)]}, None),
        ({"state": "not_incorporated", "years": []}, FormalizationRefusal.NO_NORM),
        ({"state": "not_incorporated", "reason": "Sin saldo"}, FormalizationRefusal.NO_NORM),
        ({"state": "not_incorporated", "reason": "Sin saldo", "norm": "Informe 3"}, None),
    ],
)
def test_what_differs_from_the_agreement_is_explained(changes, refusal):
    """Ley 28056 art. 6, phase 4: what was agreed goes into the opening budget."""
    given = {"state": "in_pia", "agreed": TEN, "years": [(2027, TEN)], "first_year": 2027, "reason": "", "norm": ""}
    assert why_not_incorporate(**{**given, **changes}) == refusal


def reserve(*amounts, **changes):
    return [
        Reserve(f"P{place}", place, Decimal(amount), "", **changes) for place, amount in enumerate(amounts, start=1)
    ]


@pytest.mark.parametrize(
    ("amounts", "fill_rule", "chosen", "outcomes", "remainder"),
    [
        ((4, 3), "skip", "P1", ["takes"], 6),
        ((12, 10), "skip", "P2", ["too_big", "takes"], 0),
        ((12, 10), "stop", "", ["too_big"], 10),
        ((10,), "stop", "P1", ["takes"], 0),
        ((11,), "skip", "", ["too_big"], 10),
        ((), "skip", "", [], 10),
    ],
)
def test_the_next_of_the_reserve_that_fits_takes_the_place(amounts, fill_rule, chosen, outcomes, remainder):
    found = next_in_reserve(reserve(*amounts), available=TEN, fill_rule=fill_rule)
    assert (found.chosen, [step.outcome for step in found.steps]) == (chosen, outcomes)
    assert found.remainder == remainder


def test_the_order_is_that_of_the_result_and_not_of_the_list():
    rows = [Reserve("B", 7, TEN, ""), Reserve("A", 5, TEN, "")]
    assert next_in_reserve(rows, available=TEN, fill_rule="skip").chosen == "A"


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"is_taken": True}, FormalizationRefusal.EMPTY_RESERVE),
        ({"remainder_only": True}, FormalizationRefusal.NOTHING_FITS),
    ],
)
def test_who_is_taken_or_only_takes_remainders_does_not_replace(changes, refusal):
    assert next_in_reserve(reserve(5, **changes), available=TEN, fill_rule="skip").refusal == refusal


@pytest.mark.parametrize(("below", "chosen"), [(Decimal("10.01"), "P1"), (TEN, ""), (None, "")])
def test_a_remainder_is_strictly_below_the_minimum_of_the_norm(below, chosen):
    rows = reserve(5, remainder_only=True)
    assert next_in_reserve(rows, available=TEN, fill_rule="skip", remainder_below=below).chosen == chosen


def test_money_of_a_list_with_its_own_ceiling_stays_in_it():
    rows = [Reserve("A", 1, TEN, "0601"), Reserve("B", 2, TEN, "0604")]
    found = next_in_reserve(rows, available=TEN, fill_rule="stop", group="0604")
    assert [(step.key, step.outcome) for step in found.steps] == [("A", "other_list"), ("B", "takes")]
    assert next_in_reserve(rows[:1], available=TEN, fill_rule="skip").refusal == FormalizationRefusal.EMPTY_RESERVE


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({}, None),
        ({"is_replaced": True}, FormalizationRefusal.ALREADY_REPLACED),
        ({"is_standing": False}, FormalizationRefusal.NOT_STANDING),
        ({"reason": " "}, FormalizationRefusal.NO_REASON),
        ({"act": ""}, FormalizationRefusal.NO_ACT),
        ({"has_document": False}, FormalizationRefusal.NO_ACT),
    ],
)
def test_a_replacement_has_its_act_and_its_reason(changes, refusal):
    given = {"is_standing": True, "is_replaced": False, "reason": "Sin terreno", "act": "RER 1", "has_document": True}
    assert why_not_replace(**{**given, **changes}) == refusal


@pytest.mark.parametrize(
    ("state", "reason", "pim", "spent", "refusal"),
    [
        ("executing", "", "10", "10", None),
        ("executing", "", "10", "10.01", AccountabilityRefusal.SPENT_OVER_BUDGET),
        ("executing", "", None, "5", None),
        ("paralysed", "", None, None, AccountabilityRefusal.REASON_MISSING),
        ("dropped", " ", None, None, AccountabilityRefusal.REASON_MISSING),
        ("replaced", "Sin terreno", None, None, None),
    ],
)
def test_a_line_says_why_it_stopped_and_spends_what_it_has(state, reason, pim, spent, refusal):
    numbers = {"pim": pim and Decimal(pim), "spent": spent and Decimal(spent)}
    assert why_not_line(state=state, reason=reason, **numbers) == refusal


@pytest.mark.parametrize(
    ("lines", "without", "has_share", "refusal"),
    [
        (3, 0, True, None),
        (0, 0, True, AccountabilityRefusal.NO_LINES),
        (3, 1, True, AccountabilityRefusal.STATE_MISSING),
        (3, 0, False, AccountabilityRefusal.SHARE_MISSING),
    ],
)
def test_a_report_says_everything_before_it_is_published(lines, without, has_share, refusal):
    """Ley 28056 arts. 7 and 11."""
    assert why_not_account(lines=lines, without_state=without, has_share=has_share) == refusal


@pytest.mark.parametrize(
    ("changes", "before", "refusal"),
    [
        ({}, ("executing", 40), None),
        ({"progress": 39}, ("executing", 40), AccountabilityRefusal.GOES_BACKWARDS),
        ({"progress": 39, "text": "Corrección: era otro metrado"}, ("executing", 40), None),
        ({"evidence": " "}, ("executing", 0), AccountabilityRefusal.NO_EVIDENCE),
        ({"happened_on": date(2027, 3, 2)}, ("executing", 0), AccountabilityRefusal.IN_THE_FUTURE),
        ({}, ("finished", 100), AccountabilityRefusal.IS_OVER),
        ({}, ("replaced", 0), AccountabilityRefusal.IS_OVER),
        ({}, ("paralysed", 10), None),
    ],
)
def test_news_have_evidence_and_nothing_goes_backwards_in_silence(changes, before, refusal):
    given = {"state": "executing", "progress": 40, "text": "Va", "evidence": "Foto", "happened_on": date(2027, 3, 1)}
    found = why_not_update(Update(**{**given, **changes}), state=before[0], progress=before[1], today=date(2027, 3, 1))
    assert found == refusal


def test_every_sheet_has_stable_columns_with_different_headers():
    for sheet, found in columns.DEFAULTS.items():
        assert len({column.header for column in found}) == len(found) == len({c.source for c in found}), sheet
    assert [column.source for column in columns.DEFAULTS["agents"]][:2] == ["document_kind", "document"]
    assert {key for keys in columns.PHASES.values() for key in keys} == set(columns.DEFAULTS)


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ([Column("order", "N"), Column("result", "R")], None),
        ([Column("order", "N"), Column("result", "n ")], (HandoverRefusal.HEADER_REPEATED, "n")),
        ([Column("order", "N", is_shown=False)], (HandoverRefusal.NOTHING_SHOWN, "")),
        ([Column("dni", "N")], (HandoverRefusal.UNKNOWN_COLUMN, "dni")),
    ],
)
def test_columns_can_be_arranged_but_not_made_up(given, refusal):
    assert columns.why_not_arrange("results", given) == refusal


def test_a_column_born_after_the_arrangement_comes_last():
    found = columns.columns_of("results", [Column("result", "Resultado"), Column("gone", "Ya no existe")])
    assert [column.source for column in found] == ["result", "order"]


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (Decimal("1234.5"), "amount", "1234.50"),
        (date(2026, 6, 8), "date", "08/06/2026"),
        ("dni", "upper", "DNI"),
        (None, "number", ""),
        (0, "number", "0"),
    ],
)
def test_cells_are_written_alike_on_every_machine(value, form, text):
    assert columns.written(value, form) == text
