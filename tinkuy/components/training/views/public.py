"""What anybody reads of the courses; enrolling, saying «I am here», and the certificate that verifies."""

from urllib.parse import quote

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tinkuy.commons.accreditation.queries import accreditation_of
from tinkuy.foundation.documents.actions import render_pdf
from tinkuy.foundation.documents.calendars import CalendarEvent, render_calendar
from tinkuy.foundation.files.queries import file_response
from tinkuy.foundation.shared.paging import keyset_page
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.shared.routes import public
from tinkuy.foundation.spaces.access import public_space, signed_in_space
from tinkuy.foundation.spaces.models import Space

from .. import actions, queries
from ..enums import CourseState
from ..forms import CodeForm, PeopleForm
from ..models import Course
from ..refusals import TrainingRefusal

PAGE = 30


@public
@require_GET
def everywhere(request: HttpRequest) -> HttpResponse:
    """Every course of every process, the open ones first."""
    page = keyset_page(
        queries.catalogue(request.user), cursor=request.GET.get("cursor", ""), size=PAGE, order=("-state", "-pk")
    )
    return render(request, "training/everywhere.html", {"page": page})


@public_space
@require_GET
def catalogue(request: HttpRequest, space: Space) -> HttpResponse:
    found = queries.catalogue(request.user, space=space)[:PAGE]
    upcoming = queries.next_session(space, timezone.now())
    return render(request, "training/catalogue.html", {"space": space, "courses": found, "upcoming": upcoming})


@public_space
@require_GET
def course(request: HttpRequest, space: Space, code: str) -> HttpResponse:
    return _page(request, _one(request, space, code))


@public_space
@require_GET
def calendar(request: HttpRequest, space: Space, code: str) -> HttpResponse:
    found = _one(request, space, code)
    events = [
        CalendarEvent(
            uid=f"training-{one.pk}@tinkuy",
            title=found.title,
            starts_at=one.starts_at,
            ends_at=one.ends_at,
            changed_at=found.created_at,
            place=one.place or one.channel,
            url=_address(found),
        )
        for one in found.sessions.all()
    ]
    response = HttpResponse(render_calendar(events, name=found.title), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="curso-{found.code}.ics"'
    return response


@signed_in_space
def enrol(request: HttpRequest, space: Space, code: str) -> HttpResponse:
    """A GET is somebody who comes back from signing in: to the page with the button."""
    found = _one(request, space, code)
    if request.method != "POST":
        return redirect("training:course", space.slug, found.code)
    try:
        actions.enrol(course=found, actor=request.user, at=timezone.now())
    except Refused as refused:
        return _page(request, found, refused=refused)
    messages.success(request, _("Quedaste en la lista del curso. Guarda las fechas en tu calendario."))
    return redirect("training:course", space.slug, found.code)


@signed_in_space
def enrol_people(request: HttpRequest, space: Space, code: str) -> HttpResponse:
    """For whoever holds a credential of an organisation: its people, a name on each line."""
    found = _one(request, space, code)
    held = accreditation_of(request.user, space)
    form, refused = PeopleForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        names = form.cleaned_data["names"].splitlines()
        try:
            made = actions.enrol_people(course=found, names=names, actor=request.user, at=timezone.now())
            messages.success(request, _("%(n)s personas quedaron en la lista del curso.") % {"n": len(made)})
            return redirect("training:course", space.slug, found.code)
        except Refused as refusal:
            refused = refusal
    may = bool(held and held.organization_id)
    shut = None if may else Refused(TrainingRefusal.NO_ORGANIZATION)
    context = {"space": space, "course": found, "form": form, "held": held, "may": may, "refused": refused or shut}
    status = refused.status if refused else 422 if form.errors else 200
    return render(request, "training/enrol_people.html", context, status=status)


@signed_in_space
def check_in(request: HttpRequest, space: Space, code: str, number: int) -> HttpResponse:
    """The page that the QR of the door opens; the code may be typed too."""
    found = _one(request, space, code)
    session = get_object_or_404(found.sessions.select_related("course__space"), number=number)
    form, refused = CodeForm(request.POST or None, initial={"code": request.GET.get("codigo", "")[:12]}), None
    if request.method == "POST" and form.is_valid():
        try:
            actions.check_in(session=session, code=form.cleaned_data["code"], actor=request.user, at=timezone.now())
            messages.success(request, _("Tu asistencia quedó anotada."))
            return redirect("training:mine", space.slug)
        except Refused as refusal:
            refused = refusal
    context = {"space": space, "course": found, "session": session, "form": form, "refused": refused}
    status = refused.status if refused else 422 if form.errors else 200
    return render(request, "training/check_in.html", context, status=status)


@signed_in_space
@require_GET
def mine(request: HttpRequest, space: Space) -> HttpResponse:
    """What is missing to vote, when the next date is, what one attended."""
    standing = queries.standing_of(request.user, space, timezone.now())  # type: ignore[arg-type]
    return render(request, "training/mine.html", {"space": space, "standing": standing})


@public_space
@require_GET
def material(request: HttpRequest, space: Space, code: str, pk: int) -> FileResponse:
    return file_response(get_object_or_404(_one(request, space, code).materials.select_related("file"), pk=pk).file)


@public
@require_GET
def certificate(request: HttpRequest, code: str) -> HttpResponse:
    """Whoever has the paper in hand compares it with this page: name, course, day."""
    found = queries.certificate(code)
    if found is None:
        raise Http404
    return render(request, "training/certificate.html", {"certificate": found, "course": found.enrolment.course})


@public
@require_GET
def certificate_pdf(request: HttpRequest, code: str) -> HttpResponse:
    found = queries.certificate(code)
    if found is None:
        raise Http404
    of, day = found.enrolment.course, timezone.localdate(found.issued_at)
    address = f"{settings.BASE_URL}{reverse('training:certificate', args=[found.code])}"
    content = render_pdf(
        "training/certificate.typ",
        {
            "issuer": of.space.body.name,
            "process": of.space.title,
            "name": found.enrolment.name,
            "course": of.title,
            "day": date_format(day, "DATE_FORMAT"),
            "code": found.code,
            "address": address,
            "demo": of.space.is_demo,
        },
        title=_("Constancia de capacitación"),
        on=day,
        code=of.space.dossier.code,
        qr={"verify": address},
    )
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="constancia-{found.code}.pdf"'
    return response


def _one(request: HttpRequest, space: Space, code: str) -> Course:
    found = queries.published_course(space, code, request.user)
    if found is None:
        raise Http404
    return found


def _address(found: Course) -> str:
    return f"{settings.BASE_URL}{reverse('training:course', args=[found.space.slug, found.code])}"


def _speaks_for_some(request: HttpRequest, space: Space) -> bool:
    held = accreditation_of(request.user, space)
    return held is not None and held.organization_id is not None


def _page(request: HttpRequest, found: Course, *, refused: Refused | None = None) -> HttpResponse:
    words = _("Curso «%(title)s»: %(address)s") % {"title": found.title, "address": _address(found)}
    context = {
        "space": found.space,
        "course": found,
        "sessions": found.sessions.all(),
        "materials": found.materials.all(),
        "mine": queries.enrolment_of(found, request.user),
        "room": queries.room_left(found),
        "needed": queries.needed(found),
        "results": queries.results_of(found) if found.state == "closed" else None,
        "whatsapp": f"https://wa.me/?text={quote(words)}",
        "refused": refused,
        "for_organization": found.state == CourseState.PUBLISHED and _speaks_for_some(request, found.space),
    }
    return render(request, "training/course.html", context, status=refused.status if refused else 200)
