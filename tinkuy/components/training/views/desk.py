"""The desk of the courses: preparing, publishing, enrolling people, marking who came."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tinkuy.foundation.shared.paging import keyset_page
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.spaces.access import space_role
from tinkuy.foundation.spaces.models import Space

from .. import actions, queries
from ..enums import MarkedBy
from ..forms import CourseForm, MaterialForm, PersonForm, SessionForm
from ..models import Course, TrainingAttendance

PAGE = 60
at_the_desk = space_role("desk", "coordinator", "technical_team")


@at_the_desk
def courses(request: HttpRequest, space: Space) -> HttpResponse:
    form = CourseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = actions.create_course(space=space, actor=request.user, at=timezone.now(), **form.cleaned_data)
        return redirect("training:desk_course", space.slug, made.code)
    context = {"space": space, "form": form, "courses": Course.objects.filter(space=space)}
    return render(request, "training/desk/courses.html", context, status=422 if form.errors else 200)


@at_the_desk
@require_GET
def course(request: HttpRequest, space: Space, code: str) -> HttpResponse:
    return _page(request, _one(space, code))


@at_the_desk
@require_POST
def add_session(request: HttpRequest, space: Space, code: str) -> HttpResponse:
    row, form = _one(space, code), SessionForm(request.POST)
    if not form.is_valid():
        return _page(request, row, session_form=form)
    return _act(request, row, actions.add_session, _("La sesión quedó fijada."), **form.cleaned_data)


@at_the_desk
@require_POST
def add_material(request: HttpRequest, space: Space, code: str) -> HttpResponse:
    row, form = _one(space, code), MaterialForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, row, material_form=form)
    data = form.cleaned_data
    done = _("El material quedó en el curso.")
    return _act(request, row, actions.add_material, done, title=data["title"], upload=data["file"])


@at_the_desk
@require_POST
def enrol(request: HttpRequest, space: Space, code: str) -> HttpResponse:
    row, form = _one(space, code), PersonForm(request.POST)
    if not form.is_valid():
        return _page(request, row, person_form=form)
    return _act(request, row, actions.enrol_other, _("La persona quedó en la lista."), **form.cleaned_data)


@at_the_desk
@require_POST
def change(request: HttpRequest, space: Space, code: str, what: str) -> HttpResponse:
    acts = {
        "publicar": (actions.publish_course, _("El curso está publicado.")),
        "concluir": (actions.close_course, _("El curso quedó concluido, con sus resultados.")),
    }
    if what not in acts:
        raise Http404
    act, done = acts[what]
    return _act(request, _one(space, code), act, done)


@at_the_desk
def attendance(request: HttpRequest, space: Space, code: str, number: int) -> HttpResponse:
    """The list of who is enrolled, to tick who came; who is already marked stays so."""
    row = _one(space, code)
    session = get_object_or_404(row.sessions.select_related("course__space"), number=number)
    page = keyset_page(
        queries.searched(row, request.GET.get("q", "")[:120]),
        cursor=request.GET.get("cursor", ""),
        size=PAGE,
        order=("name", "pk"),
    )
    if request.method == "POST":
        means = MarkedBy.PAPER if request.POST.get("papel") else MarkedBy.LIST
        ticked = [int(pk) for pk in request.POST.getlist("persona") if pk.isdigit()]
        for one in row.enrolments.filter(pk__in=ticked[:500]):
            actions.mark_present(session=session, enrolment=one, means=means, actor=request.user, at=timezone.now())
        messages.success(request, _("La asistencia quedó anotada."))
        return redirect("training:desk_attendance", space.slug, row.code, number)
    path = reverse("training:check_in", args=[space.slug, row.code, number])
    context = {
        "space": space,
        "course": row,
        "session": session,
        "page": page,
        "present": set(TrainingAttendance.objects.filter(session=session).values_list("enrolment_id", flat=True)),
        "door": f"{settings.BASE_URL}{path}?codigo={session.door_code}",
        "q": request.GET.get("q", "")[:120],
    }
    return render(request, "training/desk/attendance.html", context)


def _one(space: Space, code: str) -> Course:
    return get_object_or_404(Course.objects.select_related("space"), space=space, code=code)


def _act(request: HttpRequest, row: Course, act: Callable[..., Any], done: str, **more: Any) -> HttpResponse:
    try:
        act(course=row, actor=request.user, at=timezone.now(), **more)
    except Refused as refused:
        return _page(request, row, refused=refused)
    messages.success(request, done)
    return redirect("training:desk_course", row.space.slug, row.code)


def _page(request: HttpRequest, row: Course, *, refused: Refused | None = None, **forms: Any) -> HttpResponse:
    page = keyset_page(queries.people_of(row), cursor=request.GET.get("cursor", ""), size=PAGE, order=("name", "pk"))
    context = {
        "space": row.space,
        "course": row,
        "sessions": row.sessions.all(),
        "materials": row.materials.all(),
        "page": page,
        "needed": queries.needed(row),
        "results": queries.results_of(row),
        "refused": refused,
        "session_form": SessionForm(),
        "material_form": MaterialForm(),
        "person_form": PersonForm(),
        **forms,
    }
    status = refused.status if refused else 422 if any(form.errors for form in forms.values()) else 200
    return render(request, "training/desk/course.html", context, status=status)
