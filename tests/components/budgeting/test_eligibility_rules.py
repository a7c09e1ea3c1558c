"""DS 097-2009-EF art. 3, both sides of every edge. No database."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tinkuy.components.budgeting.enums import ProjectState, RuleOutcome
from tinkuy.components.budgeting.rules.eligibility import ImpactFacts, Thresholds, coverage, judge

ART_3 = Thresholds(
    minimum_amount=Decimal("3000000.00"),
    minimum_districts=3,
    minimum_provinces=2,
    minimum_coverage=Decimal("5.00"),
    coverage_is_required=False,
    remainder_below=Decimal("3000000.00"),
    source="DS 097-2009-EF, art. 3",
)
ALLOCATION = Decimal("20000000.00")
BIG = ImpactFacts(
    is_viable=True,
    total_cost=Decimal("3000000.00"),
    districts=3,
    provinces=2,
    places_are_exact=True,
    beneficiaries=10_000,
    population=1_600_000,
)
MEETS, NOT, UNKNOWN = RuleOutcome.MEETS, RuleOutcome.DOES_NOT, RuleOutcome.CANNOT_BE_VERIFIED


def outcome(facts: ImpactFacts, rule: str) -> str:
    return next(f.outcome for f in judge(facts, ART_3, allocation=ALLOCATION).findings if f.rule == rule)


@pytest.mark.parametrize(
    ("rule", "change", "expected"),
    [
        ("amount", {"total_cost": Decimal("2999999.99")}, NOT),
        ("amount", {"total_cost": Decimal("3000000.00")}, MEETS),
        ("amount", {"total_cost": None}, UNKNOWN),
        ("districts", {"districts": 2}, NOT),
        ("districts", {"districts": 3}, MEETS),
        ("districts", {"districts": 2, "places_are_exact": False}, UNKNOWN),
        ("districts", {"districts": 3, "places_are_exact": False}, MEETS),
        ("provinces", {"provinces": 1}, NOT),
        ("provinces", {"provinces": 2}, MEETS),
        ("coverage", {"beneficiaries": 79_999}, NOT),
        ("coverage", {"beneficiaries": 80_000}, MEETS),
        ("coverage", {"beneficiaries": None}, UNKNOWN),
        ("coverage", {"population": None}, UNKNOWN),
        ("viable", {"is_viable": True}, MEETS),
        ("viable", {"is_viable": False}, NOT),
        ("viable", {"is_viable": None}, UNKNOWN),
    ],
)
def test_each_rule_on_both_sides_of_its_edge(rule: str, change: dict[str, object], expected: str) -> None:
    assert outcome(replace(BIG, **change), rule) == expected


@pytest.mark.parametrize(
    ("change", "state"),
    [
        ({}, ProjectState.ELIGIBLE),
        ({"total_cost": Decimal("2999999.99")}, ProjectState.NOT_ELIGIBLE),
        ({"total_cost": Decimal("2999999.99"), "beneficiaries": 80_000}, ProjectState.REMAINDER),
        ({"provinces": 1, "beneficiaries": 80_000}, ProjectState.REMAINDER),
        ({"provinces": 1, "beneficiaries": 80_000, "is_viable": False}, ProjectState.NOT_ELIGIBLE),
        ({"total_cost": None}, ProjectState.UNVERIFIED),
        ({"total_cost": None, "beneficiaries": 80_000}, ProjectState.REMAINDER),
        ({"is_viable": None}, ProjectState.UNVERIFIED),
        ({"beneficiaries": None}, ProjectState.ELIGIBLE),
    ],
)
def test_the_verdict_follows_from_the_rules_that_decide(change: dict[str, object], state: ProjectState) -> None:
    assert judge(replace(BIG, **change), ART_3, allocation=ALLOCATION).state == state


@pytest.mark.parametrize(
    ("allocation", "beneficiaries", "state"),
    [
        ("2999999.99", 80_000, ProjectState.ELIGIBLE),
        ("2999999.99", 79_999, ProjectState.NOT_ELIGIBLE),
        ("3000000.00", 80_000, ProjectState.REMAINDER),
        ("3000000.00", 79_999, ProjectState.NOT_ELIGIBLE),
    ],
)
def test_an_allocation_under_the_remainder_asks_only_for_coverage(allocation, beneficiaries, state) -> None:
    small = replace(BIG, total_cost=Decimal("500000.00"), districts=1, provinces=1, beneficiaries=beneficiaries)
    assert judge(small, ART_3, allocation=Decimal(allocation)).state == state


def test_coverage_decides_when_the_set_requires_it() -> None:
    required = replace(ART_3, coverage_is_required=True, remainder_below=None)
    assert judge(BIG, required, allocation=ALLOCATION).state == ProjectState.NOT_ELIGIBLE
    assert judge(replace(BIG, beneficiaries=80_000), required, allocation=ALLOCATION).state == ProjectState.ELIGIBLE


@pytest.mark.parametrize(
    ("districts", "provinces", "state"),
    [
        (3, 1, ProjectState.ELIGIBLE),
        (2, 2, ProjectState.ELIGIBLE),
        (2, 1, ProjectState.NOT_ELIGIBLE),
    ],
)
def test_an_ordinance_may_ask_for_either_reach(districts: int, provinces: int, state: ProjectState) -> None:
    either = replace(ART_3, reach="any")
    facts = replace(BIG, districts=districts, provinces=provinces)
    assert judge(facts, either, allocation=ALLOCATION).state == state


def test_coverage_is_never_rounded_up_to_the_threshold() -> None:
    assert coverage(79_999, 1_600_000) == Decimal("4.99")
    assert coverage(80_000, 1_600_000) == Decimal("5.00")
    assert coverage(None, 1_600_000) is None
    assert coverage(5, 0) is None


def test_a_project_that_stays_out_gets_the_number_the_threshold_and_the_source() -> None:
    findings = judge(replace(BIG, total_cost=Decimal("2999999.99")), ART_3, allocation=ALLOCATION).findings
    amount = next(finding for finding in findings if finding.rule == "amount")
    assert (amount.value, amount.threshold, amount.source) == (
        "S/ 2,999,999.99",
        "S/ 3,000,000.00",
        "DS 097-2009-EF, art. 3",
    )
    assert amount.sentence == "Cuesta S/ 2,999,999.99 en total: no llega al mínimo de S/ 3,000,000.00."
