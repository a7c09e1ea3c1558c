"""The day itself: the door opens, quorum is verified at first or second call, the session closes."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localtime

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.shared.text import short_code

from .. import queries
from ..enums import MeetingState
from ..models import Attendee, Meeting
from ..refusals import MeetingRefusal
from ..rules import Quorum
from .steps import lock_meeting, move, need_state, reason_or_refuse, tell_log

DOOR_OPENS_BEFORE = timedelta(hours=2)
_CALLS = {1: MeetingState.FIRST_CALL, 2: MeetingState.SECOND_CALL}
_CALL_WORDS = {1: "primera convocatoria", 2: "segunda convocatoria"}


@transaction.atomic
def open_door(*, meeting: Meeting, actor: User | None, at: datetime) -> Meeting:
    """From two hours before the start: the list takes people in."""
    row = lock_meeting(meeting)
    need_state(row, {MeetingState.CALLED})
    if at < row.starts_at - DOOR_OPENS_BEFORE:
        starts = date_format(localtime(row.starts_at), "DATETIME_FORMAT")
        raise Refused(MeetingRefusal.TOO_EARLY_TO_OPEN, starts=starts)
    move(row, MeetingState.OPEN, at=at, fields={"opened_at": at})
    tell_log(row, "opened_door", actor=actor, at=at)
    return row


@transaction.atomic
def start_session(*, meeting: Meeting, call: int, actor: User | None, at: datetime) -> Quorum:
    """Verifies the quorum of that call with who is inside, and starts. The working is kept, met or not it is shown."""
    row = lock_meeting(meeting)
    need_state(row, {MeetingState.OPEN})
    _refuse_early_second_call(row, call, at)
    quorum = _quorum(row, call)
    if not quorum.is_met:
        raise Refused(
            MeetingRefusal.QUORUM_NOT_MET,
            call=_CALL_WORDS[call], needed=quorum.needed, entitled=quorum.entitled, present=quorum.present,
        )  # fmt: skip
    fields = {"started_at": at, "quorum_working": [*row.quorum_working, quorum.as_working()]}
    move(row, _CALLS[call], at=at, fields=fields)
    tell_log(row, "started_session", actor=actor, at=at, quorum=quorum.as_working(), source=row.entitled_source)
    return quorum


@transaction.atomic
def declare_no_quorum(*, meeting: Meeting, actor: User | None, at: datetime) -> Meeting:
    """At the second call too few came: the meeting says so, with both counts, and may be called again."""
    row = lock_meeting(meeting)
    need_state(row, {MeetingState.OPEN})
    _refuse_early_second_call(row, 2, at)
    counts = [_quorum(row, 1), _quorum(row, 2)]
    if counts[1].is_met:
        raise Refused(MeetingRefusal.QUORUM_IS_MET, present=counts[1].present, needed=counts[1].needed)
    working = [*row.quorum_working, *(count.as_working() for count in counts)]
    move(row, MeetingState.NO_QUORUM, at=at, fields={"quorum_working": working})
    tell_log(row, "declared_no_quorum", actor=actor, at=at, quorum=[count.as_working() for count in counts])
    return row


@transaction.atomic
def close_session(*, meeting: Meeting, actor: User | None, at: datetime, note: str = "") -> Meeting:
    """Ends the session; whoever came in has a certificate from now on."""
    row = lock_meeting(meeting)
    if row.state == MeetingState.OPEN and row.needs_quorum:
        raise Refused(MeetingRefusal.QUORUM_PENDING)
    reason = reason_or_refuse(note) if note else ""
    move(row, MeetingState.CLOSED, at=at, fields={"closed_at": at, "reason": reason})
    issued = give_certificates(row)
    tell_log(row, "closed_session", actor=actor, at=at, attendance=row.attended_count, certificates=issued)
    return row


def give_certificates(meeting: Meeting) -> int:
    """A code for everybody inside who has none; phones that sync late bring more, and this runs again then."""
    rows = list(meeting.attendees.filter(attendance__isnull=False, certificate_code__isnull=True))
    for row in rows:
        row.certificate_code = short_code(12)
    Attendee.objects.bulk_update(rows, ["certificate_code"], batch_size=500)
    return len(rows)


def _quorum(meeting: Meeting, call: int) -> Quorum:
    if not meeting.entitled:
        raise Refused(MeetingRefusal.ENTITLED_MISSING)
    return queries.quorum_now(meeting, call=call)


def _refuse_early_second_call(meeting: Meeting, call: int, at: datetime) -> None:
    second = meeting.starts_at + timedelta(minutes=queries.rules_of(meeting).second_call_minutes)
    if call == 2 and at < second:
        raise Refused(MeetingRefusal.SECOND_CALL_TOO_EARLY, hour=localtime(second).strftime("%H:%M"))
