"""From scores and votes to an order, from the order to the money. Tables of cases; no database."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from tinkuy.components.budgeting.rules.prioritization import (
    Candidate,
    ListFacts,
    PriorityRules,
    draw_number,
    prioritize,
)
from tinkuy.components.budgeting.rules.scores import rounded

ORDER = ("technical", "provinces", "beneficiaries", "viable_on", "draw")
RULES = PriorityRules(
    ceiling=Decimal("10000000.00"),
    technical_weight=Decimal("0.80"),
    vote_weight=Decimal("0.20"),
    normalization="highest",
    tie_order=ORDER,
    fill_rule="skip",
    remainder_below=Decimal("3000000.00"),
    draw_seed="semilla",
)
LISTS = (ListFacts("0601", None, valid_ballots=40, roll=50), ListFacts("MULTI", None, valid_ballots=80, roll=100))


def candidate(key: str, technical: str = "70", votes: int = 0, amount: str = "1000000", **fields: object) -> Candidate:
    values = {"list_key": "0601", "provinces": 1, **fields}
    return Candidate(key, technical_score=Decimal(technical), votes=votes, amount=Decimal(amount), **values)


def test_the_parts_are_weighted_after_both_are_on_one_hundred() -> None:
    """Seed 003 showed 85 under a column that gives at most 80: with no votes, 85 is worth 68."""
    row = prioritize([candidate("A", "85")], LISTS, RULES).rows[0]
    assert (row.technical_part, row.vote_part, row.total) == (Decimal("68.0000"), Decimal("0.0000"), Decimal("68.0000"))


@pytest.mark.parametrize("technical", ["0", "33.3333", "85", "100"])
@pytest.mark.parametrize("votes", [0, 1, 40])
def test_no_part_passes_its_weight_and_no_total_passes_one_hundred(technical: str, votes: int) -> None:
    for row in prioritize([candidate("A", technical, votes), candidate("B", "50", 40)], LISTS, RULES).rows:
        assert row.technical_part <= 80
        assert row.vote_part <= 20
        assert row.total <= 100


def test_a_technical_score_over_one_hundred_is_impossible() -> None:
    with pytest.raises(ValueError, match="over 100"):
        prioritize([candidate("A", "100.0001")], LISTS, RULES)


@pytest.mark.parametrize(("technical", "vote"), [("0.80", "0.30"), ("0.70", "0.20")])
def test_weights_that_do_not_sum_to_one_are_refused(technical: str, vote: str) -> None:
    rules = replace(RULES, technical_weight=Decimal(technical), vote_weight=Decimal(vote))
    with pytest.raises(ValueError, match="sum to 1"):
        prioritize([candidate("A")], LISTS, rules)


@pytest.mark.parametrize(
    ("normalization", "base", "score"),
    [("highest", 30, "50.0000"), ("valid_votes", 40, "37.5000"), ("roll", 50, "30.0000")],
)
def test_votes_become_points_by_the_frozen_rule_inside_their_list(normalization: str, base: int, score: str) -> None:
    rules = replace(RULES, normalization=normalization)
    candidates = [candidate("A", votes=15), candidate("B", votes=30), candidate("M", votes=80, list_key="MULTI")]
    row = next(row for row in prioritize(candidates, LISTS, rules).rows if row.candidate.key == "A")
    assert (row.vote_base, row.vote_score) == (base, Decimal(score))


def test_a_list_without_votes_gets_zero_and_is_named() -> None:
    ranking = prioritize([candidate("A"), candidate("M", votes=3, list_key="MULTI")], LISTS, RULES)
    assert ranking.silent_lists == ("0601",)
    assert [row.vote_score for row in ranking.rows if row.candidate.list_key == "0601"] == [Decimal("0.0000")]


@pytest.mark.parametrize(
    ("first", "second", "criterion"),
    [
        (candidate("B", "75", votes=0), candidate("A", "70", votes=20), "technical"),
        (candidate("B", votes=0, provinces=3), candidate("A", votes=0, provinces=2), "provinces"),
        (candidate("B", beneficiaries=9), candidate("A", beneficiaries=8), "beneficiaries"),
        (candidate("B", beneficiaries=0), candidate("A"), "beneficiaries"),
        (candidate("B", viable_on=date(2020, 1, 1)), candidate("A", viable_on=date(2020, 1, 2)), "viable_on"),
        (candidate("B", viable_on=date(2020, 1, 1)), candidate("A"), "viable_on"),
    ],
)
def test_equal_totals_break_by_the_named_criteria_in_order(first: Candidate, second: Candidate, criterion: str) -> None:
    top = candidate("Z", "100", votes=100)
    lists = (replace(LISTS[0], valid_ballots=100), LISTS[1])
    rows = prioritize([second, first, top], lists, RULES).rows[1:]
    assert [row.candidate.key for row in rows] == [first.key, second.key]
    assert rows[0].total == rows[1].total
    assert [(row.tie_criterion, row.tied_with) for row in rows] == [(criterion, ("A",)), (criterion, ("B",))]


def test_what_nothing_separates_is_drawn_with_the_public_seed() -> None:
    rows = prioritize([candidate("A"), candidate("B"), candidate("C")], LISTS, RULES).rows
    assert [row.candidate.key for row in rows] == sorted("ABC", key=lambda key: draw_number("semilla", key))
    assert {row.tie_criterion for row in rows} == {"draw"}
    assert [row.position for row in rows] == [1, 2, 3]


def test_a_tie_order_without_a_draw_is_an_error_not_a_coin() -> None:
    with pytest.raises(ValueError, match="draw"):
        prioritize([candidate("A")], LISTS, replace(RULES, tie_order=("technical",)))


def outcomes(candidates: list[Candidate], **changes: object) -> dict[str, str]:
    return {
        row.candidate.key: str(row.outcome) for row in prioritize(candidates, LISTS, replace(RULES, **changes)).rows
    }


FILL = [
    candidate("A", "90", amount="6000000"),
    candidate("B", "80", amount="5000000"),
    candidate("C", "70", amount="1000000"),
]


def test_skip_goes_on_with_the_next_that_fits() -> None:
    assert outcomes(FILL) == {"A": "prioritized", "B": "reserve", "C": "prioritized"}


def test_stop_ends_at_the_first_that_does_not_fit() -> None:
    assert outcomes(FILL, fill_rule="stop") == {"A": "prioritized", "B": "reserve", "C": "reserve"}


@pytest.mark.parametrize(("amount", "outcome"), [("10000000.00", "prioritized"), ("10000000.01", "reserve")])
def test_a_project_takes_the_last_cent_and_not_one_more(amount: str, outcome: str) -> None:
    assert outcomes([candidate("A", amount=amount)]) == {"A": outcome}


def test_a_list_with_its_own_ceiling_spends_only_its_own() -> None:
    lists = (replace(LISTS[0], ceiling=Decimal("2000000")), LISTS[1])
    candidates = [
        candidate("A", "90", amount="2000000"),
        candidate("B", "85", amount="1000000"),
        candidate("M", "60", amount="8000000", list_key="MULTI"),
    ]
    ranking = prioritize(candidates, lists, RULES)
    assert {row.candidate.key: str(row.outcome) for row in ranking.rows} == {
        "A": "prioritized",
        "B": "reserve",
        "M": "prioritized",
    }
    assert (ranking.assigned, ranking.balance) == (Decimal("10000000.00"), Decimal("0.00"))


@pytest.mark.parametrize(
    ("spent", "opened", "outcome"),
    [
        ("7000000.00", False, "not_prioritized"),
        ("7000000.01", True, "prioritized"),
        ("10000000.00", False, "not_prioritized"),
    ],
)
def test_a_balance_under_three_million_goes_to_coverage_alone(spent: str, opened: bool, outcome: str) -> None:
    small = candidate("S", "50", amount="900000", meets_coverage=True, remainder_only=True)
    ranking = prioritize([candidate("A", "90", amount=spent), small], LISTS, RULES)
    row = next(row for row in ranking.rows if row.candidate.key == "S")
    assert (ranking.remainder_opened, str(row.outcome), row.by_remainder) == (opened, outcome, opened)


def test_the_remainder_goes_in_order_while_it_fits() -> None:
    cover = {"meets_coverage": True, "remainder_only": True}
    candidates = [
        candidate("A", "90", amount="8000000"),
        candidate("P", "80", amount="2500000", **cover),
        candidate("Q", "70", amount="1500000", **cover),
        candidate("R", "60", amount="600000", **cover),
        candidate("T", "50", amount="500000", **cover),
    ]
    assert outcomes(candidates) == {
        "A": "prioritized",
        "P": "reserve",
        "Q": "prioritized",
        "R": "reserve",
        "T": "prioritized",
    }


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Fraction(1, 3), "0.3333"),
        (Fraction(2, 3), "0.6667"),
        (Fraction("61.00005"), "61.0001"),
        (Fraction("61.00004"), "61.0000"),
    ],
)
def test_scores_round_half_up_once_to_four_decimals(value: Fraction, expected: str) -> None:
    assert str(rounded(value)) == expected
