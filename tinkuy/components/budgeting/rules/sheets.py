"""What a sheet must be to be handed in: declared, complete, grounded, inside the weights."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..enums import CriterionKind
from ..refusals import EvaluationRefusal

Refusing = tuple[EvaluationRefusal, dict[str, object]] | None


@dataclass(frozen=True)
class CriterionFacts:
    code: str
    name: str
    weight: Decimal
    kind: str
    requires_ground: bool
    option_points: Mapping[int, Decimal]


@dataclass(frozen=True)
class Entry:
    """What an evaluator says on a criterion: an option of the list by its number, or points; and why."""

    points: Decimal | None = None
    option: int | None = None
    ground: str = ""


def points_of(criterion: CriterionFacts, entry: Entry) -> Decimal | None:
    """An option gives its points; nothing chosen is nothing, not zero."""
    if criterion.kind == CriterionKind.MANUAL:
        return entry.points
    return criterion.option_points.get(entry.option) if entry.option is not None else None


def why_not_keep(criteria: Sequence[CriterionFacts], entries: Mapping[str, Entry]) -> Refusing:
    """What not even a half-filled sheet may hold."""
    for criterion in criteria:
        entry = entries.get(criterion.code, Entry())
        if entry.option is not None and entry.option not in criterion.option_points:
            return EvaluationRefusal.NOT_AN_OPTION, {"criterion": criterion.name}
        points = points_of(criterion, entry)
        if points is not None and not 0 <= points <= criterion.weight:
            return EvaluationRefusal.POINTS_OVER_WEIGHT, {"criterion": criterion.name, "weight": criterion.weight}
    return None


def why_not_hand_in(
    criteria: Sequence[CriterionFacts],
    points: Mapping[str, Decimal],
    grounds: Mapping[str, str],
    *,
    conflict: bool | None,
) -> Refusing:
    """A declared conflict hands in an empty sheet that does not count; otherwise every criterion, with its ground."""
    if conflict is None:
        return EvaluationRefusal.CONFLICT_UNDECLARED, {}
    if conflict:
        return None
    missing = [criterion.name for criterion in criteria if criterion.code not in points]
    if missing:
        return EvaluationRefusal.MISSING_CRITERIA, {"missing": ", ".join(missing)}
    bare = [c.name for c in criteria if c.requires_ground and not grounds.get(c.code, "").strip()]
    if bare:
        return EvaluationRefusal.MISSING_GROUNDS, {"missing": ", ".join(bare)}
    return None
