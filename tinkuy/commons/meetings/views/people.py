"""What a person does: register, see their number and QR, cancel, propose a topic."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tinkuy.foundation.accounts.access import signed_in
from tinkuy.foundation.shared.refusals import Refused

from .. import actions, queries
from ..forms import ASKED_ON_LINE, PersonForm, TopicForm
from ..models import Meeting
from .public import page_of


@signed_in
@require_http_methods(["GET", "POST"])
def registration(request: HttpRequest, code: str) -> HttpResponse:
    """The form, and once registered the page that the door asks for: number, code, QR."""
    meeting = _visible(request, code)
    mine = queries.registration_of(request.user, meeting)
    if mine:
        door = reverse("meetings:door", args=[meeting.code])
        context = {"meeting": meeting, "mine": mine, "qr": f"{settings.BASE_URL}{door}?c={mine.code}"}
        return render(request, "meetings/ticket.html", context)
    form = PersonForm(request.POST if request.method == "POST" else None, meeting=meeting, asked=ASKED_ON_LINE)
    refusal = queries.why_not_register(meeting, timezone.now())
    shut = Refused(refusal) if refusal else None
    if request.method == "POST" and form.is_valid():
        person = form.person(user=request.user, name=request.user.full_name or request.user.email)
        try:
            actions.register(meeting=meeting, person=person, actor=request.user, at=timezone.now())
        except Refused as refused:
            return _form(request, meeting, form, refused)
        messages.success(request, _("Tu inscripción quedó registrada."))
        return redirect("meetings:registration", meeting.code)
    return _form(request, meeting, form, shut, status=422 if form.errors else 200)


@signed_in
@require_POST
def cancel(request: HttpRequest, code: str) -> HttpResponse:
    meeting = _visible(request, code)
    mine = queries.registration_of(request.user, meeting)
    if mine:
        actions.cancel_registration(attendee=mine, actor=request.user, at=timezone.now())
        messages.success(request, _("Tu inscripción quedó cancelada y tu lugar pasa a quien espera."))
    return redirect("meetings:meeting", meeting.code)


@signed_in
@require_POST
def topic(request: HttpRequest, code: str) -> HttpResponse:
    meeting, form = _visible(request, code), TopicForm(request.POST)
    if not form.is_valid():
        return render(request, "meetings/meeting.html", page_of(request, meeting, topic_form=form), status=422)
    row = actions.propose_topic(meeting=meeting, text=form.cleaned_data["text"], actor=request.user, at=timezone.now())
    if row.is_late:
        messages.warning(
            request,
            _("El plazo para esta audiencia ya terminó: tu tema queda guardado y pasa a la próxima audiencia."),
        )
    else:
        messages.success(request, _("Tu tema quedó propuesto. Aquí verás si entra a la agenda, o por qué no."))
    return redirect("meetings:meeting", meeting.code)


def _visible(request: HttpRequest, code: str) -> Meeting:
    return get_object_or_404(queries.visible_meetings(request.user), code=code.upper()[:8])


def _form(
    request: HttpRequest, meeting: Meeting, form: PersonForm, shut: Refused | None, status: int = 200
) -> HttpResponse:
    context = {"meeting": meeting, "form": form, "shut": shut}
    return render(
        request, "meetings/registration.html", context, status=shut.status if shut and form.is_bound else status
    )
