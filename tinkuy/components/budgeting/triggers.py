"""What the database itself freezes, and from when: rules after the vote is prepared, sheets once handed in, results."""

from typing import Any

FROZEN: dict[str, dict[str, Any]] = {
    "budgeting_budgetprocess": {"when": "OLD.frozen_at IS NOT NULL"},
    "budgeting_scoringmatrix": {"when": "OLD.frozen_at IS NOT NULL"},
    "budgeting_criterion": {"when": "OLD.is_frozen"},
    "budgeting_criterionoption": {"when": "OLD.is_frozen"},
    "budgeting_evaluationsheet": {"when": "OLD.submitted_at IS NOT NULL"},
    "budgeting_criterionscore": {"when": "OLD.is_final"},
    "budgeting_sheetannulment": {},
    "budgeting_prioritization": {"when": "OLD.published_at IS NOT NULL"},
    "budgeting_prioritizedrow": {},
}
