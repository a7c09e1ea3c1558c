"""The desk of a space or of an entity: its meetings, a new one, its data before the call."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from tinkuy.foundation.organizations.access import entity_role
from tinkuy.foundation.organizations.models import PublicBody
from tinkuy.foundation.shared.paging import keyset_page
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.spaces.access import space_role
from tinkuy.foundation.spaces.models import Space

from .. import actions, queries
from ..access import CONDUCTS, conducts
from ..forms import MeetingForm
from ..models import Meeting
from .words import agenda_text, look_of

PAGE = 30
of_team = space_role(*CONDUCTS, "desk")
plans = space_role(*CONDUCTS)
of_entity = entity_role("administrator", "planning", "desk")
plans_for_entity = entity_role("administrator", "planning")


@of_team
@require_GET
def space_desk(request: HttpRequest, space: Space) -> HttpResponse:
    return _list(
        request, queries.meetings_of(space), {"space": space, "new_url": "meetings:space_new", "key": space.slug}
    )


@plans
@require_http_methods(["GET", "POST"])
def space_new(request: HttpRequest, space: Space) -> HttpResponse:
    return _new(request, space.body, space)


@of_entity
@require_GET
def body_desk(request: HttpRequest, body: PublicBody) -> HttpResponse:
    rows = Meeting.objects.filter(public_body=body, space=None)
    return _list(request, rows, {"body": body, "new_url": "meetings:body_new", "key": body.slug})


@plans_for_entity
@require_http_methods(["GET", "POST"])
def body_new(request: HttpRequest, body: PublicBody) -> HttpResponse:
    return _new(request, body, None)


@conducts
@require_http_methods(["GET", "POST"])
def describe(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    names = (
        "kind", "title", "purpose", "modality", "place", "link", "access_note", "starts_at", "ends_at", "capacity",
        "needs_quorum",
    )  # fmt: skip
    initial: dict[str, Any] = {name: getattr(meeting, name) for name in names}
    for name in ("starts_at", "ends_at"):
        initial[name] = timezone.localtime(initial[name]).strftime("%Y-%m-%dT%H:%M")
    form = MeetingForm(request.POST or None, initial={**initial, "agenda": agenda_text(meeting)})
    form.fields["kind"].disabled = True
    if request.method == "POST" and form.is_valid():
        actor, at = request.user, timezone.now()
        try:
            actions.describe_meeting(meeting=meeting, actor=actor, at=at, **form.fields_of_meeting())
            actions.set_agenda(meeting=meeting, lines=form.agenda_lines(), actor=actor, at=at)
        except Refused as refused:
            return _form(request, form, meeting.public_body, meeting.space, refused)
        return redirect("meetings:desk", meeting.code)
    return _form(request, form, meeting.public_body, meeting.space, None)


def _list(request: HttpRequest, rows: Any, context: dict[str, Any]) -> HttpResponse:
    page = keyset_page(rows, cursor=request.GET.get("cursor", ""), size=PAGE, order=("-starts_at", "-id"))
    shown = [(row, look_of(row)) for row in page.rows]
    return render(request, "meetings/desk/list.html", {**context, "page": page, "rows": shown})


def _new(request: HttpRequest, body: PublicBody, space: Space | None) -> HttpResponse:
    form = MeetingForm(request.POST or None, initial={"kind": "hearing" if space is None else "information"})
    if request.method == "POST" and form.is_valid():
        try:
            meeting = actions.plan_meeting(
                body=body,
                space=space,
                kind=form.cleaned_data["kind"],
                agenda=form.agenda_lines(),
                actor=request.user,
                at=timezone.now(),
                **form.fields_of_meeting(),
            )
        except Refused as refused:
            return _form(request, form, body, space, refused)
        return redirect("meetings:desk", meeting.code)
    return _form(request, form, body, space, None)


def _form(
    request: HttpRequest, form: MeetingForm, body: PublicBody, space: Space | None, refused: Refused | None
) -> HttpResponse:
    context = {"form": form, "body": body, "space": space, "refused": refused}
    status = 422 if refused or (form.is_bound and form.errors) else 200
    return render(request, "meetings/desk/form.html", context, status=status)
