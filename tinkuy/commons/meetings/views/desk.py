"""One meeting at the desk: its next step, its people, its roll, its floor, its hands. Each decision is a POST."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tinkuy.foundation.shared.paging import keyset_page
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.territory.queries import full_name

from .. import actions, queries
from ..access import at_the_door, conducts
from ..enums import AttendeeChannel
from ..forms import (
    AnswerForm,
    CountForm,
    DocumentForm,
    MotionForm,
    NominalForm,
    PersonForm,
    QuestionForm,
    ReasonForm,
    RollForm,
    SpeakerForm,
)
from ..models import Meeting
from .words import look_of, map_of_terms, steps_of

PAGE = 50
_STEPS: dict[str, Callable[..., Any]] = {
    "convocar": actions.call_meeting,
    "abrir": actions.open_door,
    "postergar": actions.postpone_meeting,
    "primera": actions.start_session,
    "segunda": actions.start_session,
    "sin-quorum": actions.declare_no_quorum,
    "cerrar": actions.close_session,
    "publicar": actions.publish_minutes,
}
_CALLS = {"primera": 1, "segunda": 2}


@at_the_door
@require_GET
def meeting(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    return _page(request, meeting)


@conducts
@require_POST
def step(request: HttpRequest, meeting: Meeting, step: str) -> HttpResponse:
    """Call, open, postpone, verify quorum, close, publish."""
    act = _STEPS.get(step)
    if act is None:
        raise Http404
    more: dict[str, Any] = {"call": _CALLS[step]} if step in _CALLS else {}
    if step == "postergar":
        more["reason"] = request.POST.get("reason", "")
    return _do(request, meeting, "meetings:desk", act, meeting=meeting, **more)


@conducts
@require_POST
def document(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    form = DocumentForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, meeting, document_form=form, status=422)
    data = {"kind": form.cleaned_data["kind"], "title": form.cleaned_data["title"]}
    upload = form.cleaned_data["file"]
    return _do(request, meeting, "meetings:desk", actions.publish_document, meeting=meeting, upload=upload, **data)


@conducts
@require_POST
def topic(request: HttpRequest, meeting: Meeting, pk: int, decision: str) -> HttpResponse:
    row = meeting.topics.filter(pk=pk).first() or get_object_or_404(meeting.topics_carried, pk=pk)
    if decision == "incluir":
        return _do(request, meeting, "meetings:desk", actions.accept_topic, topic=row)
    reason = request.POST.get("reason", "")
    return _do(request, meeting, "meetings:desk", actions.decline_topic, topic=row, reason=reason)


@at_the_door
@require_http_methods(["GET", "POST"])
def people(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Who is on the list, and a registration at the desk."""
    form = PersonForm(request.POST or None, meeting=meeting)
    refused = None
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.register(
                meeting=meeting,
                person=form.person(),
                actor=request.user,
                at=timezone.now(),
                channel=AttendeeChannel.DESK,
            )
        except Refused as caught:
            refused = caught
        else:
            words = {"name": row.name, "number": row.number, "code": row.code}
            messages.success(request, _("%(name)s quedó con el número %(number)s, código %(code)s.") % words)
            return redirect("meetings:people", meeting.code)
    rows = queries.people_at_the_door(meeting, text=request.GET.get("q", "")[:80])
    page = keyset_page(rows, cursor=request.GET.get("cursor", ""), size=PAGE, order=("folded_name", "id"))
    context = {"meeting": meeting, "space": meeting.space, "page": page, "form": form, "refused": refused}
    return render(request, "meetings/desk/people.html", context, status=422 if refused or form.errors else 200)


@at_the_door
@require_POST
def cancel_person(request: HttpRequest, meeting: Meeting, number: int) -> HttpResponse:
    row = get_object_or_404(meeting.attendees, number=number)
    return _do(request, meeting, "meetings:people", actions.cancel_registration, attendee=row, by_staff=True)


@conducts
@require_http_methods(["GET", "POST"])
def roll(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Those entitled: a list, or a figure with its source. Under it, the quorum with its working."""
    form = RollForm(request.POST or None)
    refused = None
    if request.method == "POST" and form.is_valid():
        try:
            _set_roll(meeting, form, request)
        except Refused as caught:
            refused = caught
        else:
            return redirect("meetings:roll", meeting.code)
    context = {
        "meeting": meeting,
        "space": meeting.space,
        "form": form,
        "refused": refused,
        "counts": [queries.quorum_now(meeting, call=call) for call in (1, 2)] if meeting.entitled else [],
    }
    return render(request, "meetings/desk/roll.html", context, status=422 if refused or form.errors else 200)


@at_the_door
@require_http_methods(["GET", "POST"])
def floor(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """The line of speakers with its clock, the questions, the votes by show of hands."""
    if request.method == "GET":
        return _floor(request, meeting)
    form = SpeakerForm(request.POST)
    if not form.is_valid():
        return _floor(request, meeting, speaker_form=form, status=422)
    name = form.cleaned_data["name"]
    return _do(request, meeting, "meetings:floor", actions.ask_to_speak, meeting=meeting, name=name)


@at_the_door
@require_POST
def turn(request: HttpRequest, meeting: Meeting, pk: int, step: str) -> HttpResponse:
    row = get_object_or_404(meeting.turns.select_related("meeting"), pk=pk)
    if step == "repregunta":
        act: Callable[..., Any] = actions.ask_to_speak
        return _do(request, meeting, "meetings:floor", act, meeting=meeting, name=row.name, follows=row)
    act = actions.start_turn if step == "empezar" else actions.stop_turn
    return _do(request, meeting, "meetings:floor", act, turn=row)


@at_the_door
@require_POST
def question(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    form = QuestionForm(request.POST)
    if not form.is_valid():
        return _floor(request, meeting, question_form=form, status=422)
    return _do(request, meeting, "meetings:floor", actions.ask_question, meeting=meeting, **form.cleaned_data)


@conducts
@require_POST
def answer(request: HttpRequest, meeting: Meeting, number: int) -> HttpResponse:
    row = get_object_or_404(meeting.questions.select_related("meeting"), number=number)
    form = AnswerForm(request.POST)
    text = form.cleaned_data["answer"] if form.is_valid() else ""
    return _do(request, meeting, "meetings:floor", actions.answer_question, question=row, answer=text)


@at_the_door
@require_POST
def hands(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    form = MotionForm(request.POST)
    if not form.is_valid():
        return _floor(request, meeting, motion_form=form, status=422)
    return _do(request, meeting, "meetings:floor", actions.open_hand_vote, meeting=meeting, **form.cleaned_data)


@at_the_door
@require_POST
def count(request: HttpRequest, meeting: Meeting, pk: int) -> HttpResponse:
    row = get_object_or_404(meeting.hand_votes.select_related("meeting"), pk=pk)
    form = CountForm(request.POST)
    if not form.is_valid():
        return _floor(request, meeting, status=422, count_errors=form, count_of=row.pk)
    return _do(request, meeting, "meetings:floor", actions.count_hands, vote=row, **form.cleaned_data)


@conducts
@require_POST
def nominal(request: HttpRequest, meeting: Meeting, pk: int) -> HttpResponse:
    row = get_object_or_404(meeting.hand_votes.select_related("meeting"), pk=pk)
    form = NominalForm(request.POST)
    choices = form.choices_by_number() if form.is_valid() else {}
    return _do(request, meeting, "meetings:floor", actions.record_nominal, vote=row, choices=choices)


def _do(request: HttpRequest, here: Meeting, back: str, act: Callable[..., Any], **arguments: Any) -> HttpResponse:
    """Runs the act and goes back to its page; a refusal is said there, with its status."""
    try:
        act(**arguments, actor=request.user, at=timezone.now())
    except Refused as refused:
        fresh = queries.meeting_of(here.code) or here
        if back == "meetings:floor":
            return _floor(request, fresh, refused=refused, status=refused.status)
        return _page(request, fresh, refused=refused, status=refused.status)
    messages.success(request, _("Quedó registrado."))
    return redirect(back, here.code)


def _page(request: HttpRequest, meeting: Meeting, *, status: int = 200, **more: Any) -> HttpResponse:
    blocked = queries.why_not_call(meeting, timezone.now()) if meeting.state in _BEFORE_THE_CALL else None
    context = {
        "meeting": meeting,
        "space": meeting.space,
        "body": meeting.public_body,
        "look": look_of(meeting),
        "steps": steps_of(meeting),
        "blocked": blocked,
        "agenda": meeting.agenda.all(),
        "terms": map_of_terms(meeting, timezone.localdate()),
        "documents": meeting.documents.all(),
        "document_form": DocumentForm(),
        "reason_form": ReasonForm(),
        "where": full_name(meeting.ubigeo) if meeting.ubigeo else "",
        "topics": [*meeting.topics.all()[:100], *meeting.topics_carried.all()[:100]],
        "may_edit": meeting.state in _BEFORE_THE_CALL,
        **more,
    }
    return render(request, "meetings/desk/meeting.html", context, status=status)


def _floor(request: HttpRequest, meeting: Meeting, *, status: int = 200, **more: Any) -> HttpResponse:
    turns = list(meeting.turns.order_by("position", "id"))
    context = {
        "meeting": meeting,
        "space": meeting.space,
        "now": timezone.now(),
        "speaking": next((row for row in turns if row.started_at and not row.stopped_at), None),
        "waiting": [row for row in turns if not row.started_at],
        "spoken": [row for row in turns if row.stopped_at],
        "questions": meeting.questions.all(),
        "votes": meeting.hand_votes.prefetch_related("counts", "nominal"),
        "speaker_form": SpeakerForm(),
        "question_form": QuestionForm(),
        "motion_form": MotionForm(),
        "count_form": CountForm(),
        "nominal_form": NominalForm(),
        **more,
    }
    return render(request, "meetings/desk/floor.html", context, status=status)


def _set_roll(meeting: Meeting, form: RollForm, request: HttpRequest) -> None:
    actor, at, source = request.user, timezone.now(), form.cleaned_data["source"]
    people = form.specs()
    if people:
        actions.load_entitled(meeting=meeting, people=people, source=source, actor=actor, at=at)
    else:
        number = form.cleaned_data["entitled"] or 0
        actions.state_entitled(meeting=meeting, entitled=number, source=source, actor=actor, at=at)


_BEFORE_THE_CALL = ("planned", "postponed", "no_quorum")
