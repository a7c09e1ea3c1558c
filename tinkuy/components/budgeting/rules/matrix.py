"""What a scoring matrix must be before an act approves it (law.md 1.11), and how data suggests points."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..enums import CriterionKind
from ..refusals import EvaluationRefusal


@dataclass(frozen=True)
class OptionSpec:
    """A choice, or a range [lower, upper); points between 0 and the weight of its criterion."""

    label: str
    points: Decimal
    lower: Decimal | None = None
    upper: Decimal | None = None


@dataclass(frozen=True)
class CriterionSpec:
    code: str
    name: str
    weight: Decimal
    kind: str = CriterionKind.LIST
    variable: str = "other"
    description: str = ""
    data_source: str = ""
    requires_ground: bool = True
    options: tuple[OptionSpec, ...] = ()


Refusing = tuple[EvaluationRefusal, dict[str, object]] | None


def why_not_save(criteria: Sequence[CriterionSpec]) -> Refusing:
    """What no draft may hold."""
    codes = [criterion.code for criterion in criteria]
    repeated = next((code for code in codes if codes.count(code) > 1), None)
    if repeated:
        return EvaluationRefusal.CODE_REPEATED, {"code": repeated}
    for criterion in criteria:
        for option in criterion.options:
            if not 0 <= option.points <= criterion.weight:
                facts = {"criterion": criterion.name, "points": option.points, "weight": criterion.weight}
                return EvaluationRefusal.OPTION_OVER_WEIGHT, facts
    return None


def why_not_approve(criteria: Sequence[CriterionSpec], *, document: str, organ: str) -> Refusing:
    """What an approved matrix must have: criteria that sum 100, options where it chooses, and its act."""
    if not criteria:
        return EvaluationRefusal.MATRIX_EMPTY, {}
    if refused := why_not_save(criteria):
        return refused
    total = sum(criterion.weight for criterion in criteria)
    if total != 100:
        return EvaluationRefusal.MATRIX_WEIGHTS, {"total": total}
    empty = next((c for c in criteria if c.kind != CriterionKind.MANUAL and not c.options), None)
    if empty:
        return EvaluationRefusal.NO_OPTIONS, {"criterion": empty.name}
    if not document.strip() or not organ.strip():
        return EvaluationRefusal.NO_APPROVAL_ACT, {}
    return None


def option_for(value: Decimal, options: Sequence[OptionSpec]) -> int | None:
    """The place of the range that holds the value; lower end inside, upper end outside."""
    for place, option in enumerate(options):
        above = option.lower is None or value >= option.lower
        if above and (option.upper is None or value < option.upper):
            return place
    return None
