"""What settings, matrices and sheets must be before they decide anything: tables of cases, no database."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tinkuy.components.budgeting.refusals import EvaluationRefusal, ProcessRefusal
from tinkuy.components.budgeting.rules.matrix import CriterionSpec, OptionSpec, why_not_approve, why_not_save
from tinkuy.components.budgeting.rules.settings import ListSpec, Settings, why_not_configure, why_not_lists
from tinkuy.components.budgeting.rules.sheets import CriterionFacts, Entry, why_not_hand_in, why_not_keep

SETTINGS = Settings(fiscal_year=2027, ceiling=Decimal("12000000.00"))
HIGH = OptionSpec("Alto", Decimal(60))
FIRST = CriterionSpec("C1", "Impacto", Decimal(60), options=(HIGH, OptionSpec("Bajo", Decimal(0))))
SECOND = CriterionSpec("C2", "Sostenibilidad", Decimal(40), kind="manual")


def named(found) -> object:
    return found and found[0]


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({}, None),
        ({"technical_weight": Decimal("1.01")}, ProcessRefusal.WEIGHT_OUT_OF_RANGE),
        ({"technical_weight": Decimal("0.805"), "vote_weight": Decimal("0.195")}, ProcessRefusal.WEIGHT_OUT_OF_RANGE),
        ({"vote_weight": Decimal("0.30")}, ProcessRefusal.WEIGHTS),
        ({"ceiling": Decimal(0)}, ProcessRefusal.CEILING),
        ({"institutional_share": Decimal("100.01")}, ProcessRefusal.SHARE),
        ({"max_choices": 0}, ProcessRefusal.NOT_POSITIVE),
        ({"minimum_evaluators": 0}, ProcessRefusal.NOT_POSITIVE),
        ({"tie_order": ("technical",)}, ProcessRefusal.TIE_ORDER),
        ({"tie_order": ("technical", "technical", "draw")}, ProcessRefusal.TIE_ORDER),
        ({"tie_order": ()}, ProcessRefusal.TIE_ORDER),
    ],
)
def test_what_settings_must_be(change, refusal) -> None:
    assert named(why_not_configure(replace(SETTINGS, **change))) is refusal


@pytest.mark.parametrize(
    ("lists", "refusal"),
    [
        ([], None),
        ([ListSpec("0601", "Cajamarca", Decimal("6.00")), ListSpec("MULTI", "Multi", Decimal("4.00"))], None),
        ([ListSpec("0601", "Cajamarca"), ListSpec("0601", "Otra vez")], ProcessRefusal.LIST_REPEATED),
        (
            [ListSpec("0601", "Cajamarca", Decimal("6.00")), ListSpec("MULTI", "Multi", Decimal("4.01"))],
            ProcessRefusal.LIST_CEILINGS,
        ),
    ],
)
def test_lists_stand_once_and_fit_in_the_ceiling(lists, refusal) -> None:
    assert named(why_not_lists(lists, Decimal("10.00"))) is refusal


@pytest.mark.parametrize(
    ("criteria", "refusal"),
    [
        ([FIRST, SECOND], None),
        ([FIRST, replace(SECOND, code="C1")], EvaluationRefusal.CODE_REPEATED),
        ([replace(FIRST, weight=Decimal("59.99")), SECOND], EvaluationRefusal.OPTION_OVER_WEIGHT),
        ([replace(FIRST, options=(OptionSpec("Menos", Decimal(-1)),))], EvaluationRefusal.OPTION_OVER_WEIGHT),
    ],
)
def test_what_no_draft_of_a_matrix_holds(criteria, refusal) -> None:
    assert named(why_not_save(criteria)) is refusal


@pytest.mark.parametrize(
    ("criteria", "organ", "refusal"),
    [
        ([FIRST, SECOND], "Equipo técnico", None),
        ([], "Equipo técnico", EvaluationRefusal.MATRIX_EMPTY),
        ([FIRST, FIRST], "Equipo técnico", EvaluationRefusal.CODE_REPEATED),
        ([FIRST], "Equipo técnico", EvaluationRefusal.MATRIX_WEIGHTS),
        ([replace(FIRST, options=()), SECOND], "Equipo técnico", EvaluationRefusal.NO_OPTIONS),
        ([FIRST, SECOND], " ", EvaluationRefusal.NO_APPROVAL_ACT),
    ],
)
def test_what_an_approved_matrix_has(criteria, organ, refusal) -> None:
    assert named(why_not_approve(criteria, document="Acta 003", organ=organ)) is refusal


CHOSEN = CriterionFacts("C1", "Impacto", Decimal(60), "list", True, {7: Decimal(60), 8: Decimal(0)})
WRITTEN = CriterionFacts("C2", "Sostenibilidad", Decimal(40), "manual", False, {})


@pytest.mark.parametrize(
    ("entries", "refusal"),
    [
        ({}, None),
        ({"C1": Entry(option=7), "C2": Entry(points=Decimal(40))}, None),
        ({"C1": Entry(option=9)}, EvaluationRefusal.NOT_AN_OPTION),
        ({"C2": Entry(points=Decimal("40.01"))}, EvaluationRefusal.POINTS_OVER_WEIGHT),
        ({"C2": Entry(points=Decimal("-0.01"))}, EvaluationRefusal.POINTS_OVER_WEIGHT),
    ],
)
def test_what_not_even_a_half_filled_sheet_holds(entries, refusal) -> None:
    assert named(why_not_keep([CHOSEN, WRITTEN], entries)) is refusal


@pytest.mark.parametrize(
    ("points", "grounds", "conflict", "refusal"),
    [
        ({"C1": Decimal(60), "C2": Decimal(0)}, {"C1": "Estudio, p. 4"}, False, None),
        ({}, {}, True, None),
        ({}, {}, None, EvaluationRefusal.CONFLICT_UNDECLARED),
        ({"C1": Decimal(60)}, {"C1": "Estudio, p. 4"}, False, EvaluationRefusal.MISSING_CRITERIA),
        ({"C1": Decimal(60), "C2": Decimal(0)}, {"C1": " "}, False, EvaluationRefusal.MISSING_GROUNDS),
    ],
)
def test_what_a_sheet_must_be_to_be_handed_in(points, grounds, conflict, refusal) -> None:
    assert named(why_not_hand_in([CHOSEN, WRITTEN], points, grounds, conflict=conflict)) is refusal
