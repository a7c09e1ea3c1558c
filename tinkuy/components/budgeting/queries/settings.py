"""The rules of the budget by their key, from the columns of the process."""

from decimal import Decimal

from tinkuy.foundation.spaces.models import Space

from ..models import BudgetProcess
from ..rules.settings import Settings

COLUMNS = (
    "order_method",
    "technical_weight",
    "vote_weight",
    "normalization",
    "fill_rule",
    "max_choices",
    "minimum_evaluators",
    "spread_threshold",
    "matrix_approved_by",
    "max_viability_months",
)
IMPACT = "budgeting.impact_rule_set"
DEFAULT_IMPACT = "regional-ds-097"


def read_settings(space: Space) -> dict[str, object]:
    """What the process says, or the defaults while there is none."""
    process = BudgetProcess.objects.filter(space=space).select_related("rule_set").first()
    source: object = process or Settings(fiscal_year=0, ceiling=Decimal(0))
    values = {f"budgeting.{name}": getattr(source, name) for name in COLUMNS}
    rule_set = process.rule_set if process else None
    return {**values, IMPACT: rule_set.key if rule_set else DEFAULT_IMPACT}
