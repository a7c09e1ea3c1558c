"""What the settings of a process must be before they decide anything."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..enums import TieCriterionKey
from ..refusals import ProcessRefusal

_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True)
class ListSpec:
    """A list: province code or MULTI. `ceiling` in soles, None shares the process's."""

    key: str
    title: str
    ceiling: Decimal | None = None


@dataclass(frozen=True)
class Settings:
    """Everything that decides the result. Money in soles, weights as shares of one, spread in points."""

    fiscal_year: int
    ceiling: Decimal
    institutional_share: Decimal | None = None
    technical_weight: Decimal = Decimal("0.80")
    vote_weight: Decimal = Decimal("0.20")
    normalization: str = "highest"
    fill_rule: str = "skip"
    max_choices: int = 3
    minimum_evaluators: int = 2
    spread_threshold: int = 20
    matrix_approved_by: str = "technical_team"
    order_method: str = "technical_and_vote"
    max_viability_months: int | None = None
    tie_order: tuple[str, ...] = tuple(str(criterion) for criterion in TieCriterionKey)


def why_not_configure(settings: Settings) -> tuple[ProcessRefusal, dict[str, object]] | None:
    """The first setting that does not hold, with the facts its sentence needs."""
    weights = (settings.technical_weight, settings.vote_weight)
    if any(not 0 <= weight <= 1 or weight != weight.quantize(_HUNDREDTH) for weight in weights):
        return ProcessRefusal.WEIGHT_OUT_OF_RANGE, {}
    if sum(weights) != 1:
        return ProcessRefusal.WEIGHTS, {"total": str(sum(weights))}
    if settings.ceiling <= 0:
        return ProcessRefusal.CEILING, {}
    share = settings.institutional_share
    if share is not None and not _HUNDREDTH <= share <= 100:
        return ProcessRefusal.SHARE, {}
    if min(settings.max_choices, settings.minimum_evaluators, settings.spread_threshold) < 1:
        return ProcessRefusal.NOT_POSITIVE, {}
    if settings.max_viability_months is not None and settings.max_viability_months < 1:
        return ProcessRefusal.NOT_POSITIVE, {}
    order = settings.tie_order
    if not order or order[-1] != TieCriterionKey.DRAW or len(set(order)) != len(order):
        return ProcessRefusal.TIE_ORDER, {}
    return None


def why_not_lists(lists: Sequence[ListSpec], ceiling: Decimal) -> tuple[ProcessRefusal, dict[str, object]] | None:
    keys = [spec.key for spec in lists]
    repeated = next((key for key in keys if keys.count(key) > 1), None)
    if repeated:
        return ProcessRefusal.LIST_REPEATED, {"key": repeated}
    total = sum((spec.ceiling or Decimal(0) for spec in lists), Decimal(0))
    if total > ceiling:
        return ProcessRefusal.LIST_CEILINGS, {"total": f"S/ {total:,.2f}", "ceiling": f"S/ {ceiling:,.2f}"}
    return None
