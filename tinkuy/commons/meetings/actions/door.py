"""The door. A phone that was off the network brings what it kept: every entry has a number that the phone made, so that
sending it twice is sending it once; whoever comes in at three doors came in once, at the first hour."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from tinkuy.foundation.accounts.actions import seal_number
from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.shared.refusals import Refused

from .. import queries
from ..enums import TAKES_DOOR, AttendeeChannel, AttendeeState, EntryFlag, EntryKind, EntryOutcome
from ..models import Attendance, Attendee, DoorEntry, Meeting
from ..refusals import MeetingRefusal
from ..rules import clock_of
from ..signals import attendance_recorded
from .people import PersonSpec, add_person
from .steps import lock_meeting, tell_log

MAX_ENTRIES = 500


@dataclass(frozen=True)
class Entry:
    """What a source at the door says: somebody of the list (`typed`: number, code, QR), or a person not on it."""

    number: UUID
    said_at: datetime
    typed: str = ""
    person: PersonSpec | None = None


@dataclass
class Answer:
    """What became of an entry, for the phone that sent it. `state`: new, merged, repeated or refused."""

    number: str
    state: str
    attendee_number: int | None = None
    name: str = ""
    flag: str = ""
    sentence: str = ""


@dataclass
class _Sync:
    meeting: Meeting
    source: str
    actor: User | None
    at: datetime
    known: dict[UUID, DoorEntry] = field(default_factory=dict)
    arrived: list[Attendee] = field(default_factory=list)
    kept: int = 0


@transaction.atomic
def sync_entries(
    *, meeting: Meeting, entries: Sequence[Entry], source: str, actor: User | None, at: datetime
) -> list[Answer]:
    """Takes in what a phone kept, in any order, any number of times. One entry refused does not stop the others."""
    if len(entries) > MAX_ENTRIES:
        raise Refused(MeetingRefusal.TOO_MANY_ENTRIES, limit=MAX_ENTRIES)
    row = lock_meeting(meeting)
    _refuse_closed_door(row)
    rows = DoorEntry.objects.filter(meeting=row, client_number__in={entry.number for entry in entries})
    known = {entry.client_number: entry for entry in rows.select_related("attendee")}
    sync = _Sync(row, source.strip()[:40] or "puerta", actor, at, known)
    answers = [_take_in(sync, entry) for entry in entries]
    if sync.kept:
        _finish(sync)
    return answers


def check_in(*, meeting: Meeting, typed: str, actor: User | None, at: datetime, source: str = "mesa") -> Answer:
    """One person by number, code or QR: the plain form of the door."""
    entry = Entry(uuid4(), at, typed=typed)
    return _only(sync_entries(meeting=meeting, entries=[entry], source=source, actor=actor, at=at), meeting, typed)


def walk_in(*, meeting: Meeting, person: PersonSpec, actor: User | None, at: datetime, source: str = "mesa") -> Answer:
    """Somebody who came without registering: on the list and inside at once, whatever the capacity."""
    entry = Entry(uuid4(), at, person=person)
    return _only(sync_entries(meeting=meeting, entries=[entry], source=source, actor=actor, at=at), meeting, "")


def _only(answers: Iterable[Answer], meeting: Meeting, typed: str) -> Answer:
    """The one answer; what a phone is told in a line, the form is told as a refusal."""
    [answer] = answers
    if answer.state != "refused":
        return answer
    found = queries.find_attendee(meeting, typed)
    if found:
        raise Refused(MeetingRefusal.ATTENDEE_CANCELLED, number=found.number)
    raise Refused(MeetingRefusal.ATTENDEE_UNKNOWN, typed=typed[:40])


def _refuse_closed_door(meeting: Meeting) -> None:
    if meeting.state not in TAKES_DOOR:
        raise Refused(MeetingRefusal.DOOR_CLOSED)


def _take_in(sync: _Sync, entry: Entry) -> Answer:
    before = sync.known.get(entry.number)
    if before:
        return Answer(str(entry.number), "repeated", before.attendee.number, before.attendee.name, before.flag)
    try:
        attendee, flag = _who(sync, entry)
    except Refused as refused:
        return Answer(str(entry.number), "refused", sentence=f"{refused.sentence} {refused.next_step}".strip())
    moment, clock_flag = clock_of(said=entry.said_at, received=sync.at, starts_at=sync.meeting.starts_at)
    is_new = _let_in(sync, attendee, moment)
    row = DoorEntry.objects.create(
        meeting=sync.meeting,
        attendee=attendee,
        client_number=entry.number,
        kind=EntryKind.WALK_IN if entry.person else EntryKind.CHECK_IN,
        source=sync.source,
        said_at=entry.said_at,
        received_at=sync.at,
        entered_by=sync.actor,
        outcome=EntryOutcome.NEW if is_new else EntryOutcome.MERGED,
        flag=clock_flag or flag,
    )
    sync.known[entry.number] = row
    sync.kept += 1
    sentence = str(EntryFlag(row.flag).label) if row.flag else ""
    return Answer(str(entry.number), row.outcome, attendee.number, attendee.name, row.flag, sentence)


def _who(sync: _Sync, entry: Entry) -> tuple[Attendee, str]:
    if entry.person:
        return _newcomer(sync, entry.person)
    found = queries.find_attendee(sync.meeting, entry.typed)
    if found is None:
        raise Refused(MeetingRefusal.ATTENDEE_UNKNOWN, typed=entry.typed[:40])
    if found.state == AttendeeState.CANCELLED:
        raise Refused(MeetingRefusal.ATTENDEE_CANCELLED, number=found.number)
    return found, ""


def _newcomer(sync: _Sync, person: PersonSpec) -> tuple[Attendee, str]:
    """The same document is the same person. The same name is only a reason to look: two people may share it."""
    from_roll = replace(person, roll_key="", user=None)
    same = _with_document(sync.meeting, from_roll)
    if same:
        return same, ""
    attendee = add_person(sync.meeting, from_roll, channel=AttendeeChannel.DOOR, at=sync.at)
    twins = sync.meeting.attendees.filter(folded_name=attendee.folded_name).exclude(pk=attendee.pk)
    twins = twins.exclude(state=AttendeeState.CANCELLED)
    return attendee, EntryFlag.TWIN if twins.exists() else ""


def _with_document(meeting: Meeting, person: PersonSpec) -> Attendee | None:
    if not person.document_number:
        return None
    sealed = seal_number(kind=person.document_kind, number=person.document_number)
    live = meeting.attendees.exclude(state=AttendeeState.CANCELLED)
    return live.filter(document_fingerprint=sealed.fingerprint).first()


def _let_in(sync: _Sync, attendee: Attendee, moment: datetime) -> bool:
    """True the first time. Later sources may only bring the hour forward."""
    inside, is_new = Attendance.objects.get_or_create(
        attendee=attendee, defaults={"meeting": sync.meeting, "first_at": moment, "source": sync.source}
    )
    if is_new:
        sync.arrived.append(attendee)
    elif moment < inside.first_at:
        inside.first_at, inside.source = moment, sync.source
        inside.save(update_fields=["first_at", "source"])
    return is_new


def _finish(sync: _Sync) -> None:
    """The counter, the act with figures and no names, and the news for the storeys above once it is all stored."""
    meeting = sync.meeting
    meeting.attended_count += len(sync.arrived)
    meeting.save(update_fields=["attended_count"])
    tell_log(
        meeting, "recorded_entries", actor=sync.actor, at=sync.at, entries=sync.kept, new=len(sync.arrived),
        inside=meeting.attended_count,
    )  # fmt: skip
    for attendee in sync.arrived:
        transaction.on_commit(lambda who=attendee: _announce(meeting, who, sync.at))  # type: ignore[misc]


def _announce(meeting: Meeting, attendee: Attendee, at: datetime) -> None:
    first_at: Any = Attendance.objects.filter(attendee=attendee).values_list("first_at", flat=True).first()
    attendance_recorded.send(sender=Meeting, meeting=meeting, attendee=attendee, at=first_at or at)
