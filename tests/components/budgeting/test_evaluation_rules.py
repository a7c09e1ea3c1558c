"""The technical score: mean of sheets, blocked by what is missing, sent back by distance. No database."""

from decimal import Decimal

import pytest

from tinkuy.components.budgeting.rules.evaluation import SheetFacts, assess

WEIGHTS = {"C1": Decimal(60), "C2": Decimal(40)}


def sheet(number: int, first: str, second: str) -> SheetFacts:
    return SheetFacts(number, {"C1": Decimal(first), "C2": Decimal(second)})


def judged(*sheets: SheetFacts, minimum: int = 2):
    return assess(WEIGHTS, sheets, minimum_evaluators=minimum, spread_threshold=20)


def test_the_score_is_the_mean_of_the_sheets() -> None:
    assert judged(sheet(1, "60", "40"), sheet(2, "45", "40")).score == Decimal("92.5000")


def test_weights_that_are_not_one_hundred_are_brought_to_it() -> None:
    thirds = {"C1": Decimal(2), "C2": Decimal(1)}
    found = assess(thirds, [sheet(1, "1", "1")], minimum_evaluators=1, spread_threshold=20)
    assert found.score == Decimal("66.6667")


@pytest.mark.parametrize("count", [0, 1])
def test_fewer_evaluators_than_asked_give_no_score(count: int) -> None:
    found = judged(*[sheet(1, "60", "40")][:count])
    assert (found.status, found.score) == ("too_few", None)


def test_a_missing_criterion_blocks_and_is_never_zero() -> None:
    found = judged(sheet(1, "60", "40"), SheetFacts(2, {"C1": Decimal(60)}))
    assert (found.status, found.score, found.missing) == ("missing", None, ("C2",))


@pytest.mark.parametrize(("lowest", "status"), [("20", "scored"), ("19.99", "spread")])
def test_more_than_twenty_points_apart_goes_back(lowest: str, status: str) -> None:
    assert judged(sheet(1, "60", "40"), sheet(2, "60", lowest)).status == status


def test_points_over_the_weight_are_impossible() -> None:
    with pytest.raises(ValueError, match="C1"):
        judged(sheet(1, "60.01", "40"), sheet(2, "60", "40"))
