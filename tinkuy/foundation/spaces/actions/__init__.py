"""The only writers of spaces, by what they write."""

from .presets import (
    apply_preset,
    change_rules,
    create_preset,
    explain_contradiction,
    finish_preset,
    import_preset,
    save_answers,
)
from .spaces import (
    change_status,
    create_space,
    describe_space,
    finish_space,
    grant_role,
    publish_document,
    publish_space,
    revoke_role,
)
from .stages import StageDates, schedule_all, schedule_stage, tell_of_move, warn_of_missing_documents

__all__ = [
    "StageDates",
    "apply_preset",
    "change_rules",
    "change_status",
    "create_preset",
    "create_space",
    "describe_space",
    "explain_contradiction",
    "finish_preset",
    "finish_space",
    "grant_role",
    "import_preset",
    "publish_document",
    "publish_space",
    "revoke_role",
    "save_answers",
    "schedule_all",
    "schedule_stage",
    "tell_of_move",
    "warn_of_missing_documents",
]
