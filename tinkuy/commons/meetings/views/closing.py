"""The minutes on one page, born from the agenda; what follows them: pledges, agreements, self-assessment."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tinkuy.foundation.shared.refusals import Refused

from .. import actions, queries
from ..access import conducts
from ..actions.minutes import minutes_pdf
from ..enums import MeetingState
from ..forms import AssessmentForm, MinutesForm, StateForm
from ..models import Meeting
from ..queries.hearings import earlier_agreements

CLOSED = (MeetingState.APPROVED, MeetingState.PUBLISHED)


@conducts
@require_http_methods(["GET", "POST"])
def minutes(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Save, close, or correct what was closed: the button says which."""
    form = MinutesForm(request.POST or None, meeting=meeting)
    if request.method == "GET" or not form.is_valid():
        return _page(request, meeting, form, status=422 if form.errors else 200)
    try:
        done = _save(request, meeting, form)
    except Refused as refused:
        fresh = queries.meeting_of(meeting.code) or meeting
        return _page(request, fresh, form, refused=refused, status=refused.status)
    messages.success(request, done)
    return redirect("meetings:minutes", meeting.code)


@conducts
@require_GET
def preview(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """The PDF as it would be, without keeping it."""
    content = queries.minutes_content(meeting) | {"version": 0, "correction": _("Vista previa sin valor")}
    pdf = minutes_pdf(content, on=timezone.localdate(), is_demo=meeting.public_body.is_demo)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="vista-acta-{meeting.code}.pdf"'
    return response


@conducts
@require_POST
def signed(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    upload = request.FILES.get("file")
    if upload is None:
        return redirect("meetings:minutes", meeting.code)
    return _do(request, meeting, actions.attach_signed_minutes, meeting=meeting, upload=upload)


@conducts
@require_POST
def pledge(request: HttpRequest, meeting: Meeting, pk: int) -> HttpResponse:
    row = get_object_or_404(earlier_agreements(meeting), pk=pk)
    form = StateForm(request.POST)
    if not form.is_valid():
        return _page(request, meeting, MinutesForm(meeting=meeting), pledge_form=form, status=422)
    return _do(request, meeting, actions.report_pledge, meeting=meeting, agreement=row, **form.cleaned_data)


@conducts
@require_POST
def agreement(request: HttpRequest, meeting: Meeting, number: int) -> HttpResponse:
    row = get_object_or_404(meeting.agreements.select_related("meeting"), number=number)
    form = StateForm(request.POST)
    if not form.is_valid():
        return _page(request, meeting, MinutesForm(meeting=meeting), status=422)
    data = form.cleaned_data
    return _do(request, meeting, actions.update_agreement, agreement=row, state=data["state"], outcome=data["text"])


@conducts
@require_http_methods(["GET", "POST"])
def assessment(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    made = getattr(meeting, "assessment", None)
    names = ("went_well", "went_badly", "improvements")
    initial = {name: getattr(made, name) for name in names} if made else {}
    form = AssessmentForm(request.POST or None, initial=initial)
    refused = None
    if request.method == "POST" and form.is_valid():
        try:
            actor, at = request.user, timezone.now()
            actions.assess_hearing(meeting=meeting, actor=actor, at=at, **form.cleaned_data)
            if "publish" in request.POST:
                actions.publish_assessment(meeting=meeting, actor=actor, at=at)
            return redirect("meetings:assessment", meeting.code)
        except Refused as caught:
            refused = caught
    context = {"meeting": meeting, "space": meeting.space, "form": form, "made": made, "refused": refused}
    return render(request, "meetings/desk/assessment.html", context, status=422 if refused or form.errors else 200)


def _save(request: HttpRequest, meeting: Meeting, form: MinutesForm) -> str:
    arguments: dict[str, Any] = {"meeting": meeting, "actor": request.user, "at": timezone.now()}
    if meeting.state in CLOSED:
        actions.correct_minutes(**arguments, draft=form.draft(), reason=form.cleaned_data["reason"])
        return _("La corrección quedó como una versión nueva del acta.")
    actions.save_minutes(**arguments, draft=form.draft())
    if "close" not in request.POST:
        return _("El borrador quedó guardado.")
    actions.approve_minutes(**arguments)
    return _("El acta quedó cerrada, con su PDF y su huella en el registro de actos.")


def _do(request: HttpRequest, here: Meeting, act: Callable[..., Any], **arguments: Any) -> HttpResponse:
    try:
        act(**arguments, actor=request.user, at=timezone.now())
    except Refused as refused:
        return _page(request, here, MinutesForm(meeting=here), refused=refused, status=refused.status)
    messages.success(request, _("Quedó registrado."))
    return redirect("meetings:minutes", here.code)


def _page(request: HttpRequest, meeting: Meeting, form: MinutesForm, *, status: int = 200, **more: Any) -> HttpResponse:
    sexes, places = queries.attendance_by(meeting)
    context = {
        "meeting": meeting,
        "space": meeting.space,
        "form": form,
        "is_closed": meeting.state in CLOSED,
        "version": queries.latest_minutes(meeting),
        "sexes": [(group.label, group.count) for group in sexes],
        "places": [(group.label, group.count) for group in places],
        "votes": meeting.hand_votes.all(),
        "pledges": queries.pledges_before(meeting) if meeting.is_hearing else [],
        "agreements": meeting.agreements.all(),
        "state_form": StateForm(),
        **more,
    }
    return render(request, "meetings/desk/minutes.html", context, status=status)
