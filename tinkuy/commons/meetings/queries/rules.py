from typing import Any

from tinkuy.foundation.spaces.models import Space

from ..enums import MeetingKind
from ..models import Meeting, MeetingRules
from ..rules import Quorum, quorum_of

COLUMNS = (
    "workshop_notice_days", "hearing_notice_days", "topic_days", "summary_working_days", "speaking_minutes",
    "followup_minutes", "first_quorum_percent", "second_quorum_percent", "quorum_plus_one", "second_call_minutes",
)  # fmt: skip


def rules_of(meeting: Meeting) -> MeetingRules:
    """The rules of its space; the defaults (not stored) for an entity's own meetings and while nobody set them."""
    return rules_of_space(meeting.space)


def rules_of_space(space: Space | None) -> MeetingRules:
    row = MeetingRules.objects.filter(space=space).first() if space else None
    return row or MeetingRules(space=space)


def notice_days(kind: str, rules: MeetingRules) -> int:
    """Hearings have a term of their own; every other meeting is called as a workshop is."""
    return rules.hearing_notice_days if kind == MeetingKind.HEARING else rules.workshop_notice_days


def read_settings(space: Space) -> dict[str, Any]:
    rules = rules_of_space(space)
    return {f"meetings.{name}": getattr(rules, name) for name in COLUMNS}


def quorum_now(meeting: Meeting, *, call: int) -> Quorum:
    """With who is inside at this moment."""
    rules = rules_of(meeting)
    present = meeting.attendances.filter(attendee__is_entitled=True).count()
    percent = rules.first_quorum_percent if call == 1 else rules.second_quorum_percent
    return quorum_of(
        call=call, entitled=meeting.entitled or 0, present=present, percent=percent, plus_one=rules.quorum_plus_one
    )
