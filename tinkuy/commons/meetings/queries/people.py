from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.spaces.registry import RequestRow

from ..enums import TAKES_REGISTRATIONS, AttendeeState
from ..models import Attendee, Meeting
from ..refusals import MeetingRefusal

MAX_PEOPLE = 2000
_LOOKS = {"registered": "done", "waiting": "ongoing", "cancelled": "neutral"}


def registration_of(user: object, meeting: Meeting) -> Attendee | None:
    """The live registration of an account; nothing for who is not signed in."""
    pk = getattr(user, "pk", None)
    if pk is None:
        return None
    return meeting.attendees.filter(user_id=pk).exclude(state=AttendeeState.CANCELLED).first()


def why_not_register(meeting: Meeting, at: datetime) -> MeetingRefusal | None:
    """Open from the call until the meeting ends: «hasta el mismo día» (RSD 015-2024-PCM/SD). Capacity never refuses."""
    if meeting.state not in TAKES_REGISTRATIONS or at >= meeting.ends_at:
        return MeetingRefusal.REGISTRATION_CLOSED
    return None


def my_registrations(user: User) -> QuerySet[Attendee]:
    return Attendee.objects.filter(user=user).select_related("meeting").order_by("-registered_at", "-id")


def requests_of(user: User) -> list[RequestRow]:
    """The person's registrations as «Mis trámites» shows them."""
    return [
        RequestRow(
            title=row.meeting.title,
            look=_LOOKS[row.state],
            state=row.get_state_display(),
            detail=_("Es el %(when)s.") % {"when": date_format(localtime(row.meeting.starts_at), "DATETIME_FORMAT")},
            url=reverse("meetings:registration", args=[row.meeting.code]),
            at=row.registered_at,
        )
        for row in my_registrations(user)[:50]
    ]


def waiting_line(meeting: Meeting) -> QuerySet[Attendee]:
    return meeting.attendees.filter(state=AttendeeState.WAITING).order_by("number")
