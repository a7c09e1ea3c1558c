"""What anybody reads: the meetings of a space, one of them, an entity's hearings, minutes, certificates."""

from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tinkuy.foundation.documents.actions import render_pdf
from tinkuy.foundation.documents.calendars import CalendarEvent, render_calendar
from tinkuy.foundation.files.queries import file_response
from tinkuy.foundation.organizations.models import PublicBody
from tinkuy.foundation.shared.paging import keyset_page
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.shared.routes import public
from tinkuy.foundation.spaces.access import public_space
from tinkuy.foundation.spaces.models import Space

from .. import queries
from ..enums import DocumentKind, MeetingState
from ..forms import TopicForm
from ..models import Meeting
from .words import look_of, map_of_terms

PAGE = 20
CALENDAR = 200


@public_space
@require_GET
def space_meetings(request: HttpRequest, space: Space) -> HttpResponse:
    rows = queries.visible_meetings(request.user).filter(space=space)
    page = keyset_page(rows, cursor=request.GET.get("cursor", ""), size=PAGE, order=("-starts_at", "-id"))
    context = {"space": space, "page": page, "rows": [(row, look_of(row)) for row in page.rows]}
    return render(request, "meetings/space.html", context)


@public_space
@require_GET
def space_calendar(request: HttpRequest, space: Space) -> HttpResponse:
    """The feed to subscribe to: each meeting keeps its address, so that a change moves it."""
    rows = queries.visible_meetings(request.user).filter(space=space).order_by("-starts_at")[:CALENDAR]
    return _ics([event_of(row) for row in rows], name=space.title, file=f"reuniones-{space.slug}")


@public
@require_GET
def calendar(request: HttpRequest, code: str) -> HttpResponse:
    row = _visible(request, code)
    return _ics([event_of(row)], name=row.title, file=f"reunion-{row.code}")


@public
@require_GET
def hearings(request: HttpRequest, entity: str) -> HttpResponse:
    """An entity's hearings, and the months of May and September that passed without theirs."""
    body = get_object_or_404(PublicBody, slug=entity)
    rows = queries.hearings_of(body)
    page = keyset_page(rows, cursor=request.GET.get("cursor", ""), size=PAGE, order=("-starts_at", "-id"))
    context = {
        "body": body,
        "page": page,
        "rows": [(row, look_of(row)) for row in page.rows],
        "notices": queries.hearing_notices(body, timezone.localdate()),
    }
    return render(request, "meetings/hearings.html", context)


@public
@require_GET
def meeting(request: HttpRequest, code: str) -> HttpResponse:
    """What, when, where, how to get in; then what was said, agreed and owed."""
    return render(request, "meetings/meeting.html", page_of(request, _visible(request, code)))


def page_of(request: HttpRequest, row: Meeting, **more: Any) -> dict[str, Any]:
    now = timezone.now()
    refusal = queries.why_not_register(row, now)
    minutes = queries.published_minutes(row)
    address = f"{settings.BASE_URL}{reverse('meetings:meeting', args=[row.code])}"
    when = date_format(timezone.localtime(row.starts_at), "DATETIME_FORMAT")
    return {
        "meeting": row,
        "space": row.space,
        "look": look_of(row),
        "agenda": row.agenda.all(),
        "documents": row.documents.select_related("file"),
        "summary": row.documents.filter(kind=DocumentKind.SUMMARY).first(),
        "terms": map_of_terms(row, timezone.localdate(now)),
        "registration": queries.registration_of(request.user, row),
        "shut": Refused(refusal) if refusal else None,
        "topics": row.topics.all()[:100] if row.is_hearing else [],
        "carried": row.topics_carried.all()[:100] if row.is_hearing else [],
        "topic_form": TopicForm(),
        "takes_topics": row.is_hearing and row.state == MeetingState.CALLED,
        "topics_late": bool(row.topics_until and timezone.localdate(now) > row.topics_until),
        "pledges": queries.pledges_before(row) if row.is_hearing else [],
        "minutes": minutes,
        "agreements": row.agreements.all() if minutes else [],
        "questions": row.questions.all() if minutes else [],
        "assessment": _published_assessment(row),
        "address": address,
        "whatsapp": "https://wa.me/?text=" + quote(f"{row.title}, {when}. {address}"),
        **more,
    }


@public
@require_GET
def document_file(request: HttpRequest, code: str, pk: int) -> FileResponse:
    row = get_object_or_404(_visible(request, code).documents.select_related("file"), pk=pk)
    return file_response(row.file)


@public
@require_GET
def minutes_file(request: HttpRequest, code: str, number: int) -> FileResponse:
    return file_response(_version(request, code, number).file, as_attachment=False)


@public
@require_GET
def signed_file(request: HttpRequest, code: str, number: int) -> FileResponse:
    version = _version(request, code, number)
    if version.signed_file is None:
        raise Http404
    return file_response(version.signed_file)


@public
@require_GET
def certificate(request: HttpRequest, code: str) -> HttpResponse:
    """Name, meeting and date: nothing else is asked or shown."""
    found = queries.certificate(code)
    if found is None:
        raise Http404
    return render(request, "meetings/certificate.html", {"attendee": found, "meeting": found.meeting})


@public
@require_GET
def certificate_file(request: HttpRequest, code: str) -> HttpResponse:
    found = queries.certificate(code)
    if found is None:
        raise Http404
    meeting = found.meeting
    address = f"{settings.BASE_URL}{reverse('meetings:certificate', args=[found.certificate_code])}"
    held_on = timezone.localdate(meeting.started_at or meeting.starts_at)
    data = {
        "issuer": meeting.public_body.name,
        "process": meeting.space.title if meeting.space else "",
        "name": found.name,
        "meeting": meeting.title,
        "kind": meeting.get_kind_display(),
        "day": date_format(held_on, "DATE_FORMAT"),
        "code": found.certificate_code,
        "address": address,
        "demo": meeting.public_body.is_demo,
    }
    title = _("Constancia de asistencia")
    pdf = render_pdf(
        "meetings/certificate.typ", data, title=title, on=held_on, code=meeting.code, qr={"verify": address}
    )
    return _download(pdf, "application/pdf", f"constancia-{found.certificate_code}.pdf")


def event_of(meeting: Meeting) -> CalendarEvent:
    address = f"{settings.BASE_URL}{reverse('meetings:meeting', args=[meeting.code])}"
    return CalendarEvent(
        uid=f"reunion-{meeting.code}@tinkuy",
        title=meeting.title,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        changed_at=meeting.changed_at,
        place=meeting.place or meeting.link,
        text=meeting.purpose,
        url=address,
        sequence=meeting.revision,
        is_cancelled=meeting.state in (MeetingState.POSTPONED, MeetingState.NO_QUORUM),
    )


def _published_assessment(meeting: Meeting) -> Any:
    made = getattr(meeting, "assessment", None) if meeting.is_hearing else None
    return made if made and made.published_at else None


def _visible(request: HttpRequest, code: str) -> Meeting:
    return get_object_or_404(queries.visible_meetings(request.user), code=code.upper()[:8])


def _version(request: HttpRequest, code: str, number: int) -> Any:
    versions = _visible(request, code).minutes_versions.filter(published_at__isnull=False)
    return get_object_or_404(versions.select_related("file", "signed_file"), number=number)


def _ics(events: list[CalendarEvent], *, name: str, file: str) -> HttpResponse:
    return _download(render_calendar(events, name=name), "text/calendar; charset=utf-8", f"{file}.ics")


def _download(content: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
