"""What the database itself freezes, and from when: rules after the vote is prepared, sheets once handed in, results."""

from typing import Any

# Once a project has its score, what the ranking reads of it stays; its state goes on.
_FACTS = (
    "technical_score",
    "amount",
    "list_id",
    "province_count",
    "beneficiaries",
    "viable_on",
    "meets_coverage",
    "is_remainder_only",
)
_SCORED_FACTS_CHANGE = "OLD.technical_score IS NOT NULL AND ({})".format(
    " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in _FACTS)
)

FROZEN: dict[str, dict[str, Any]] = {
    "budgeting_budgetprocess": {"when": "OLD.frozen_at IS NOT NULL"},
    "budgeting_budgetproject": {"when": _SCORED_FACTS_CHANGE, "operations": ("UPDATE",)},
    "budgeting_scoringmatrix": {"when": "OLD.frozen_at IS NOT NULL"},
    "budgeting_criterion": {"when": "OLD.is_frozen"},
    "budgeting_criterionoption": {"when": "OLD.is_frozen"},
    "budgeting_evaluationsheet": {"when": "OLD.submitted_at IS NOT NULL"},
    "budgeting_criterionscore": {"when": "OLD.is_final"},
    "budgeting_sheetannulment": {},
    "budgeting_prioritization": {"when": "OLD.published_at IS NOT NULL"},
    "budgeting_prioritizedrow": {},
}
