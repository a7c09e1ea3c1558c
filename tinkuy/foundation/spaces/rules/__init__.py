"""What a space allows: when a stage is open, what its calendar and its rules may say."""

from .calendars import PREFIX, Window, is_window, next_working_day, next_year, on_working_days, proposed, windows_of
from .stages import (
    StageFacts,
    why_not_change_status,
    why_not_grant_role,
    why_not_open,
    why_not_publish,
    why_not_revoke_role,
    why_not_schedule,
)
from .values import NotAValue, parse_value, written

__all__ = [
    "PREFIX",
    "NotAValue",
    "StageFacts",
    "Window",
    "is_window",
    "next_working_day",
    "next_year",
    "on_working_days",
    "parse_value",
    "proposed",
    "why_not_change_status",
    "why_not_grant_role",
    "why_not_open",
    "why_not_publish",
    "why_not_revoke_role",
    "why_not_schedule",
    "windows_of",
    "written",
]
