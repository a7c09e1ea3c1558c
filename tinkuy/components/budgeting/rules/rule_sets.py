"""What a set of impact rules must be before anybody applies it. Which numbers it has is for the norm to say."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ..refusals import RuleSetRefusal


@dataclass(frozen=True)
class RuleSetValues:
    """A set as it is written at the desk. None switches a rule off; amounts in soles, coverage in percent."""

    title: str
    level: str
    norm: str
    source: str
    confidence: str
    valid_from: date
    valid_to: date | None = None
    article: str = ""
    note: str = ""
    requires_viable: bool = True
    minimum_amount: Decimal | None = None
    minimum_districts: int | None = None
    minimum_provinces: int | None = None
    reach: str = "all"
    minimum_coverage: Decimal | None = None
    coverage_is_required: bool = False
    remainder_below: Decimal | None = None


def why_not_rule_set(values: RuleSetValues) -> RuleSetRefusal | None:
    if values.valid_to and values.valid_to < values.valid_from:
        return RuleSetRefusal.ENDS_BEFORE_IT_STARTS
    numbers = (values.minimum_amount, values.minimum_districts, values.minimum_provinces, values.minimum_coverage)
    if not values.requires_viable and all(number is None for number in numbers):
        return RuleSetRefusal.NO_RULE
    if values.minimum_coverage is None and (values.coverage_is_required or values.remainder_below is not None):
        return RuleSetRefusal.REMAINDER_NEEDS_COVERAGE
    return None


def why_not_change(*, is_own: bool, is_used: bool) -> RuleSetRefusal | None:
    """A set that some project was judged with stays as it was: what changes is another version."""
    if not is_own:
        return RuleSetRefusal.NOT_YOURS
    return RuleSetRefusal.IN_USE if is_used else None
