"""Impact by law: DS 097-2009-EF art. 3, as amended by DS 132-2010-EF (docs/law/ds-097-2009-ef.md).

Regional impact: total amount of at least M, **and** at least D districts in at least P provinces; optionally also a
target population of at least C % of the region. Of what is left after giving out the money, a balance under M may
finance projects by coverage alone; if the whole allocation is under M, only coverage applies from the start.
Viability is asked always (art. 6). The numbers are arguments: rows of a dated rule set, never constants.
"""

from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from ..enums import ProjectState, ReachOperator, RuleOutcome
from ..text import NOT_APPLIED, SENTENCES, UNKNOWN_VALUE


@dataclass(frozen=True)
class Thresholds:
    """One rule set. None switches a rule off. Amounts in soles, coverage in percent."""

    minimum_amount: Decimal | None
    minimum_districts: int | None
    minimum_provinces: int | None
    minimum_coverage: Decimal | None
    coverage_is_required: bool
    remainder_below: Decimal | None
    requires_viable: bool = True
    reach: str = ReachOperator.ALL
    source: str = ""


@dataclass(frozen=True)
class ImpactFacts:
    """What the frozen portfolio and the territory say. None is unknown, never zero. `places_are_exact` is false when
    a place is given above the district: then the counts are the least there can be."""

    is_viable: bool | None
    total_cost: Decimal | None
    districts: int
    provinces: int
    places_are_exact: bool
    beneficiaries: int | None
    population: int | None


@dataclass(frozen=True)
class Finding:
    rule: str
    value: str
    threshold: str
    outcome: RuleOutcome
    decides: bool
    sentence: str
    source: str


@dataclass(frozen=True)
class Verdict:
    """`state` is eligible, remainder (only for the balance), not_eligible or unverified."""

    state: ProjectState
    findings: tuple[Finding, ...]
    meets_coverage: bool


def judge(facts: ImpactFacts, thresholds: Thresholds, *, allocation: Decimal) -> Verdict:
    """Every rule of the set on one project. `allocation` is the money of the whole process, in soles."""
    only_coverage = thresholds.remainder_below is not None and allocation < thresholds.remainder_below
    findings = tuple(
        finding
        for finding in (
            _viable(facts, thresholds),
            _amount(facts, thresholds, applies=not only_coverage),
            _places("districts", facts.districts, thresholds.minimum_districts, facts, thresholds, not only_coverage),
            _places("provinces", facts.provinces, thresholds.minimum_provinces, facts, thresholds, not only_coverage),
            _coverage(facts, thresholds, decides=only_coverage or thresholds.coverage_is_required),
        )
        if finding is not None
    )
    outcomes = {finding.rule: finding.outcome for finding in findings}
    meets_coverage = outcomes.get("coverage") == RuleOutcome.MEETS
    regular = _combined(_deciding(findings, thresholds))
    is_viable = outcomes.get("viable", RuleOutcome.MEETS) == RuleOutcome.MEETS
    if regular is not ProjectState.ELIGIBLE and is_viable and meets_coverage and thresholds.remainder_below:
        return Verdict(ProjectState.REMAINDER, findings, meets_coverage)
    return Verdict(regular, findings, meets_coverage)


def _deciding(findings: tuple[Finding, ...], thresholds: Thresholds) -> list[RuleOutcome]:
    """Outcomes that decide; where either reach suffices the better of the two speaks for both."""
    deciding = [finding for finding in findings if finding.decides]
    reach = [finding.outcome for finding in deciding if finding.rule in ("districts", "provinces")]
    if thresholds.reach == ReachOperator.ALL or not reach:
        return [finding.outcome for finding in deciding]
    order = (RuleOutcome.MEETS, RuleOutcome.CANNOT_BE_VERIFIED, RuleOutcome.DOES_NOT)
    best = min(reach, key=order.index)
    return [finding.outcome for finding in deciding if finding.rule not in ("districts", "provinces")] + [best]


def _combined(outcomes: list[RuleOutcome]) -> ProjectState:
    if RuleOutcome.DOES_NOT in outcomes:
        return ProjectState.NOT_ELIGIBLE
    return ProjectState.UNVERIFIED if RuleOutcome.CANNOT_BE_VERIFIED in outcomes else ProjectState.ELIGIBLE


def _viable(facts: ImpactFacts, thresholds: Thresholds) -> Finding | None:
    if not thresholds.requires_viable:
        return None
    words = {True: "sí", False: "no", None: str(UNKNOWN_VALUE)}
    return _finding("viable", words[facts.is_viable], "sí", _outcome(facts.is_viable), thresholds)


def _amount(facts: ImpactFacts, thresholds: Thresholds, *, applies: bool) -> Finding | None:
    minimum = thresholds.minimum_amount
    if minimum is None:
        return None
    cost = facts.total_cost
    value = str(UNKNOWN_VALUE) if cost is None else _soles(cost)
    outcome = _outcome(None if cost is None else cost >= minimum)
    return _finding("amount", value, _soles(minimum), outcome, thresholds, applies=applies)


def _places(
    rule: str, count: int, minimum: int | None, facts: ImpactFacts, thresholds: Thresholds, applies: bool
) -> Finding | None:
    if minimum is None:
        return None
    reached = count >= minimum
    outcome = _outcome(True if reached else (False if facts.places_are_exact else None))
    value = str(count) if facts.places_are_exact else f"≥ {count}"
    return _finding(rule, value, str(minimum), outcome, thresholds, applies=applies)


def _coverage(facts: ImpactFacts, thresholds: Thresholds, *, decides: bool) -> Finding | None:
    minimum = thresholds.minimum_coverage
    if minimum is None:
        return None
    share = coverage(facts.beneficiaries, facts.population)
    if share is None or facts.beneficiaries is None or facts.population is None:
        return _finding("coverage", str(UNKNOWN_VALUE), f"{minimum} %", _outcome(None), thresholds, decides=decides)
    reached = facts.beneficiaries * 100 >= minimum * facts.population
    return _finding("coverage", f"{share} %", f"{minimum} %", _outcome(reached), thresholds, decides=decides)


def coverage(beneficiaries: int | None, population: int | None) -> Decimal | None:
    """Percent with two decimals, rounded down: 4.999 % is not shown as 5 %."""
    if beneficiaries is None or not population:
        return None
    return (Decimal(beneficiaries) * 100 / population).quantize(Decimal("0.01"), ROUND_DOWN)


def _finding(
    rule: str,
    value: str,
    threshold: str,
    outcome: RuleOutcome,
    thresholds: Thresholds,
    *,
    applies: bool = True,
    decides: bool = True,
) -> Finding:
    if not applies:
        remainder = _soles(thresholds.remainder_below or Decimal(0))
        sentence = str(NOT_APPLIED) % {"threshold": remainder}
        return Finding(rule, value, threshold, RuleOutcome.NOT_APPLIED, False, sentence, thresholds.source)
    sentence = str(SENTENCES[rule, outcome.value]) % {"value": value, "threshold": threshold}
    return Finding(rule, value, threshold, outcome, decides, sentence, thresholds.source)


def _outcome(reached: bool | None) -> RuleOutcome:
    if reached is None:
        return RuleOutcome.CANNOT_BE_VERIFIED
    return RuleOutcome.MEETS if reached else RuleOutcome.DOES_NOT


def _soles(amount: Decimal) -> str:
    return f"S/ {amount:,.2f}"
