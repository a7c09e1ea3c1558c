"""Who comes: registrations with a place or in line, those entitled by a roll, cancellations."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from tinkuy.foundation.accounts.actions import seal_number
from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.mailing.actions import queue_message
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.shared.text import fold, short_code

from .. import queries
from ..enums import AttendeeChannel, AttendeeState, MeetingState
from ..models import Attendance, Attendee, Meeting
from ..queries.people import MAX_PEOPLE, waiting_line
from ..refusals import MeetingRefusal
from .steps import lock_meeting, need_state, tell_log

CODE_LENGTH = 10
TAKES_ROLL = frozenset({MeetingState.PLANNED, MeetingState.POSTPONED, MeetingState.CALLED, MeetingState.OPEN})


@dataclass(frozen=True)
class PersonSpec:
    """What a registration says. The number of the document is sealed at once; `roll_key` names a row of a roll."""

    name: str
    organization: str = ""
    document_kind: str = ""
    document_number: str = ""
    email: str = ""
    sex: str = ""
    ubigeo: str = ""
    language: str = ""
    adjustments: str = ""
    roll_key: str = ""
    user: User | None = None


@transaction.atomic
def register(
    *, meeting: Meeting, person: PersonSpec, actor: User | None, at: datetime, channel: str = AttendeeChannel.WEB
) -> Attendee:
    """A place, or a number in the waiting list once they are all taken: nobody is refused for want of room."""
    row = lock_meeting(meeting)
    refusal = queries.why_not_register(row, at)
    if refusal:
        raise Refused(refusal)
    attendee = add_person(row, person, channel=channel, at=at)
    role = "person" if channel == AttendeeChannel.WEB else "meeting_staff"
    tell_log(row, "registered_person", actor=actor, at=at, role=role, number=attendee.number, state=attendee.state)
    _confirm(row, attendee, at)
    return attendee


@transaction.atomic
def load_entitled(
    *, meeting: Meeting, people: Sequence[PersonSpec], source: str, actor: User | None, at: datetime
) -> int:
    """Who has the right to vote and counts for the quorum, from a roll. Loading the same roll again adds only what is
    new (by `roll_key`); it changes nobody's registration but their right. Returns how many are entitled."""
    row = lock_meeting(meeting)
    need_state(row, TAKES_ROLL)
    if len(people) > MAX_PEOPLE or row.last_number + len(people) > MAX_PEOPLE * 2:
        raise Refused(MeetingRefusal.TOO_MANY_PEOPLE, limit=MAX_PEOPLE)
    known = set(row.attendees.exclude(roll_key="").values_list("roll_key", flat=True))
    fresh = [person for person in people if person.roll_key not in known]
    for person in fresh:
        _entitle(row, person, at)
    row.entitled = row.attendees.filter(is_entitled=True).exclude(state=AttendeeState.CANCELLED).count()
    row.entitled_source = source[:200]
    row.save(update_fields=["entitled", "entitled_source", "last_number", "registered_count", "waiting_count"])
    tell_log(row, "loaded_roll", actor=actor, at=at, source=row.entitled_source, entitled=row.entitled, new=len(fresh))
    return row.entitled


@transaction.atomic
def state_entitled(*, meeting: Meeting, entitled: int, source: str, actor: User | None, at: datetime) -> Meeting:
    """How many are entitled, when the roll is kept elsewhere: a figure with its source."""
    row = lock_meeting(meeting)
    need_state(row, TAKES_ROLL)
    if not source.strip() or entitled < 1:
        raise Refused(MeetingRefusal.ENTITLED_MISSING)
    row.entitled, row.entitled_source = entitled, source.strip()[:200]
    row.save(update_fields=["entitled", "entitled_source"])
    tell_log(row, "stated_entitled", actor=actor, at=at, entitled=entitled, source=row.entitled_source)
    return row


@transaction.atomic
def cancel_registration(*, attendee: Attendee, actor: User | None, at: datetime, by_staff: bool = False) -> Attendee:
    """Gives the place back: the first in line takes it and is told."""
    meeting = lock_meeting(attendee.meeting)
    row = Attendee.objects.select_for_update().get(pk=attendee.pk)
    if Attendance.objects.filter(attendee=row).exists():
        raise Refused(MeetingRefusal.ALREADY_INSIDE)
    if row.state == AttendeeState.CANCELLED:
        return row
    had_place = row.state == AttendeeState.REGISTERED
    row.state, row.cancelled_at, row.roll_key = AttendeeState.CANCELLED, at, ""
    row.save(update_fields=["state", "cancelled_at", "roll_key"])
    _count(meeting, registered=-had_place, waiting=-(not had_place))
    role = "meeting_staff" if by_staff else "person"
    tell_log(meeting, "cancelled_registration", actor=actor, at=at, role=role, number=row.number)
    if had_place:
        _move_up(meeting, at)
    return row


def add_person(meeting: Meeting, person: PersonSpec, *, channel: str, at: datetime, entitled: bool = False) -> Attendee:
    """The row of a person on a locked meeting; its number, its place, its sealed document. The counters follow."""
    if meeting.last_number >= MAX_PEOPLE * 2:
        raise Refused(MeetingRefusal.TOO_MANY_PEOPLE, limit=MAX_PEOPLE)
    sealed = _sealed(person)
    if _is_registered(meeting, person, sealed.get("document_fingerprint", "")):
        raise Refused(MeetingRefusal.ALREADY_REGISTERED)
    full = meeting.capacity is not None and meeting.registered_count >= meeting.capacity
    meeting.last_number += 1
    attendee = Attendee.objects.create(
        meeting=meeting,
        number=meeting.last_number,
        code=short_code(CODE_LENGTH),
        user=person.user,
        name=person.name.strip()[:200],
        folded_name=fold(person.name)[:200],
        organization=person.organization.strip()[:200],
        email=person.email,
        sex=person.sex,
        ubigeo=person.ubigeo,
        language=person.language,
        adjustments=person.adjustments.strip()[:300],
        channel=channel,
        state=AttendeeState.WAITING if full else AttendeeState.REGISTERED,
        is_entitled=entitled,
        roll_key=person.roll_key,
        registered_at=at,
        **sealed,
    )
    _count(meeting, registered=not full, waiting=full)
    return attendee


def _entitle(meeting: Meeting, person: PersonSpec, at: datetime) -> None:
    """Somebody of the roll who had already registered keeps their number and gains the right."""
    mine = meeting.attendees.exclude(state=AttendeeState.CANCELLED)
    already = mine.filter(user=person.user).first() if person.user else None
    if already:
        already.is_entitled, already.roll_key = True, person.roll_key
        already.save(update_fields=["is_entitled", "roll_key"])
        return
    add_person(meeting, person, channel=AttendeeChannel.ROLL, at=at, entitled=True)


def _sealed(person: PersonSpec) -> dict[str, Any]:
    if not person.document_number:
        return {}
    sealed = seal_number(kind=person.document_kind, number=person.document_number)
    return {
        "document_kind": person.document_kind,
        "document_fingerprint": sealed.fingerprint,
        "document_cipher": sealed.cipher,
        "document_last_four": sealed.last_four,
    }


def _is_registered(meeting: Meeting, person: PersonSpec, fingerprint: str) -> bool:
    who = Q(user=person.user) if person.user else Q(pk__in=[])
    if fingerprint:
        who |= Q(document_fingerprint=fingerprint)
    return meeting.attendees.exclude(state=AttendeeState.CANCELLED).filter(who).exists()


def _count(meeting: Meeting, *, registered: int, waiting: int) -> None:
    meeting.registered_count += int(registered)
    meeting.waiting_count += int(waiting)
    meeting.save(update_fields=["registered_count", "waiting_count", "last_number"])


def _move_up(meeting: Meeting, at: datetime) -> None:
    first = waiting_line(meeting).first()
    if first is None:
        return
    first.state = AttendeeState.REGISTERED
    first.save(update_fields=["state"])
    _count(meeting, registered=1, waiting=-1)
    tell_log(meeting, "moved_up", actor=None, at=at, role="system", number=first.number)
    _confirm(meeting, first, at)


def _confirm(meeting: Meeting, attendee: Attendee, at: datetime) -> None:
    """The confirmation by mail, one per state: number, place, and the page with the QR."""
    recipient = attendee.user.email if attendee.user else attendee.email
    if not recipient:
        return
    has_place = attendee.state == AttendeeState.REGISTERED
    when = date_format(localtime(meeting.starts_at), "DATETIME_FORMAT")
    lines = [
        _("Hola, %(name)s:") % {"name": attendee.name},
        _("Tienes un lugar en «%(title)s», el %(when)s. Tu número es el %(number)s.")
        if has_place
        else _("«%(title)s», el %(when)s, ya no tiene lugares: estás en la lista de espera con el número %(number)s."),
        _("Dónde: %(where)s") % {"where": meeting.place or meeting.link},
        _("En la puerta muestra tu número o el código %(code)s.") % {"code": attendee.code},
        f"{settings.BASE_URL}{reverse('meetings:meeting', args=[meeting.code])}",
    ]
    lines[1] = lines[1] % {"title": meeting.title, "when": when, "number": attendee.number}
    queue_message(
        recipient=recipient,
        subject=_("Tu inscripción: %(title)s") % {"title": meeting.title},
        body="\n\n".join([*lines, meeting.public_body.name]),
        kind="meetings",
        key=f"meetings:{meeting.pk}:{attendee.pk}:{attendee.state}",
        at=at,
    )
