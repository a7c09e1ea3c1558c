"""What is allowed and what it comes to. No database, no clock."""

from .counts import Group, merge_small
from .door import FLAG_EARLY, FLAG_FUTURE, clock_of
from .hands import Count, decided
from .notice import (
    HEARING_MONTHS,
    Notice,
    Term,
    last_summary_day,
    missing_months,
    notice_of,
    topics_until,
    working_days_between,
)
from .quorum import Quorum, quorum_of

__all__ = [
    "FLAG_EARLY",
    "FLAG_FUTURE",
    "HEARING_MONTHS",
    "Count",
    "Group",
    "Notice",
    "Quorum",
    "Term",
    "clock_of",
    "decided",
    "last_summary_day",
    "merge_small",
    "missing_months",
    "notice_of",
    "quorum_of",
    "topics_until",
    "working_days_between",
]
