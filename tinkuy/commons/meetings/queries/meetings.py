from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format

from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.spaces.models import Space
from tinkuy.foundation.spaces.queries import visible_to

from ..enums import TAKES_REGISTRATIONS, Modality
from ..models import Meeting
from ..refusals import MeetingRefusal
from ..rules import Notice, notice_of
from .rules import notice_days, rules_of


def visible_meetings(viewer: object) -> QuerySet[Meeting]:
    """Those that were called, of an entity or of a space that this person may see."""
    rows = Meeting.objects.filter(dossier__published_at__isnull=False)
    rows = rows.filter(Q(space__isnull=True) | Q(space__in=visible_to(viewer)))
    return rows.select_related("space", "space__dossier", "space__body", "public_body", "dossier")


def meeting_of(code: str) -> Meeting | None:
    """By its code, whatever its state: for the desk."""
    rows = Meeting.objects.select_related("space", "space__dossier", "space__body", "public_body", "dossier")
    return rows.filter(code=code.upper()[:8]).first()


def meetings_of(space: Space) -> QuerySet[Meeting]:
    """Every meeting of a space, called or not, the latest first."""
    return Meeting.objects.filter(space=space).select_related("public_body", "dossier").order_by("-starts_at", "-id")


def next_meetings(space: Space, at: datetime, *, limit: int = 3) -> list[Meeting]:
    """Called meetings that are still to end."""
    rows = Meeting.objects.filter(space=space, state__in=TAKES_REGISTRATIONS, ends_at__gt=at)
    return list(rows.order_by("starts_at", "id")[:limit])


def notice_for(meeting: Meeting, at: datetime) -> Notice:
    days = notice_days(meeting.kind, rules_of(meeting))
    return notice_of(timezone.localdate(at), timezone.localdate(meeting.starts_at), days)


def why_not_call(meeting: Meeting, at: datetime) -> Refused | None:
    """What keeps a meeting from being called now, with its facts."""
    if not _says_where(meeting):
        return Refused(MeetingRefusal.PLACE_MISSING)
    if not meeting.agenda.exists():
        return Refused(MeetingRefusal.AGENDA_EMPTY)
    if meeting.starts_at <= at:
        return Refused(MeetingRefusal.ALREADY_STARTED)
    notice = notice_for(meeting, at)
    if notice.is_enough:
        return None
    return Refused(
        MeetingRefusal.NOTICE_TOO_SHORT,
        called=date_format(notice.called_on, "DATE_FORMAT"),
        starts=date_format(notice.starts_on, "DATE_FORMAT"),
        days=notice.days,
        first=date_format(notice.first, "DATE_FORMAT"),
    )


def _says_where(meeting: Meeting) -> bool:
    """In person needs a place, on line a link, hybrid both."""
    place_is_told = bool(meeting.place.strip()) or meeting.modality == Modality.ONLINE
    link_is_told = bool(meeting.link.strip()) or meeting.modality == Modality.IN_PERSON
    return place_is_told and link_is_told
