"""What every act does: lock the meeting, check where it stands, write, record."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.audit.actions import record
from tinkuy.foundation.dossiers.actions import refresh_dossier
from tinkuy.foundation.shared.refusals import Refused

from ..enums import TRANSITIONS, MeetingState
from ..models import Meeting
from ..refusals import MeetingRefusal

STAFF = "meeting_staff"


def lock_meeting(meeting: Meeting) -> Meeting:
    """The row as it is now. Capacity, the door, the counts and the minutes go through it one at a time."""
    rows = Meeting.objects.select_for_update(of=("self",)).select_related("space", "public_body", "dossier")
    return rows.get(pk=meeting.pk)


def need_state(meeting: Meeting, states: Collection[str]) -> None:
    if meeting.state not in states:
        raise Refused(MeetingRefusal.NOT_FROM_THIS_STATE, state=meeting.get_state_display().lower())


def move(meeting: Meeting, to: MeetingState, *, at: datetime, fields: dict[str, Any] | None = None) -> None:
    """Changes the state by the table of transitions, with the fields that change with it."""
    if to not in TRANSITIONS[meeting.state]:
        raise Refused(MeetingRefusal.NOT_FROM_THIS_STATE, state=meeting.get_state_display().lower())
    meeting.state, meeting.changed_at = to, at
    meeting.revision += 1
    for name, value in (fields or {}).items():
        setattr(meeting, name, value)
    meeting.save(update_fields=["state", "changed_at", "revision", *(fields or {})])
    refresh_dossier(dossier=meeting.dossier, state=str(to))


def tell_log(
    meeting: Meeting, verb: str, *, actor: User | None, at: datetime, role: str = STAFF, **payload: object
) -> None:
    """The public act. Its payload never has personal data."""
    record(
        chain=meeting.chain,
        kind=f"meetings.{verb}",
        at=at,
        actor_role=role,
        actor_number=actor.pk if actor else None,
        subject_kind="meeting",
        subject_number=meeting.pk,
        subject_label=f"{meeting.code} {meeting.title}",
        payload={"code": meeting.code, **payload},
    )


def reason_or_refuse(reason: str) -> str:
    if not reason.strip():
        raise Refused(MeetingRefusal.REASON_MISSING)
    return " ".join(reason.split())[:300]
