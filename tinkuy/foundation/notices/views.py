"""«Mis avisos»: what one was told, how one wants to be told, and the proof that a legal notice was sent."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tinkuy.foundation.accounts.access import operator, signed_in
from tinkuy.foundation.documents.calendars import CalendarEvent, render_calendar
from tinkuy.foundation.shared.paging import keyset_page
from tinkuy.foundation.shared.routes import public

from . import actions, queries
from .forms import PreferenceForm
from .models import Notice

PAGE = 20


@signed_in
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    asked = request.GET.get("ver", "")
    rows = queries.notices_of(request.user, only_unread=asked == "sin-leer", only_legal=asked == "legales")
    page = keyset_page(rows, cursor=request.GET.get("cursor", ""), size=PAGE, order=("-created_at", "-id"))
    deadlines = queries.deadlines_of(request.user, timezone.localdate()) if not asked else []
    return render(request, "notices/index.html", {"page": page, "asked": asked, "deadlines": deadlines})


@signed_in
@require_GET
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Opening it is reading it."""
    row = _mine(request, pk)
    actions.read_notice(notice=row, at=timezone.now())
    is_here = url_has_allowed_host_and_scheme(row.url, allowed_hosts=None)
    is_muted = queries.mutes_of(request.user).filter(topic=row.topic).exists()
    return render(request, "notices/notice.html", {"notice": row, "is_here": is_here, "is_muted": is_muted})


@signed_in
@require_GET
def proof(request: HttpRequest, pk: int) -> HttpResponse:
    row = _mine(request, pk)
    if row.message is None or not row.is_legal:
        raise Http404
    context = {"proof": queries.proof_of(row.message, notice=row), "notice": row}
    return render(request, "notices/proof.html", context)


@signed_in
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    actions.read_all(actor=request.user, at=timezone.now())
    messages.success(request, _("Todo quedó como leído, salvo los avisos legales: esos se abren uno por uno."))
    return redirect("notices:index")


@signed_in
@require_http_methods(["GET", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    current = queries.preference_of(request.user)
    form = PreferenceForm(request.POST or None, initial={"preset": current.preset, "cadence": current.cadence})
    if form.is_bound and form.is_valid():
        actions.set_preference(actor=request.user, **form.cleaned_data, at=timezone.now())
        messages.success(request, _("Así te avisaremos desde ahora."))
        return redirect("notices:preferences")
    context = {"form": form, "mutes": queries.mutes_of(request.user)}
    return render(request, "notices/preferences.html", context, status=422 if form.errors else 200)


@signed_in
@require_POST
def mute(request: HttpRequest, pk: int) -> HttpResponse:
    row = _mine(request, pk)
    done = actions.mute(actor=request.user, topic=row.topic, at=timezone.now())
    messages.success(request, _("No recibirás más avisos de «%(topic)s».") % {"topic": done.label})
    return redirect("notices:preferences")


@signed_in
@require_POST
def unmute(request: HttpRequest) -> HttpResponse:
    actions.unmute(actor=request.user, topic=request.POST.get("topic", ""))
    messages.success(request, _("Volverás a recibir esos avisos."))
    return redirect("notices:preferences")


@public
@require_http_methods(["GET", "POST"])
def mute_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """From a mail, without signing in: one button, so that a program that opens links stops nothing by itself."""
    user, topic = queries.read_mute_token(token)
    if user is None:
        raise Http404
    done = actions.mute_by_link(token=token, at=timezone.now()) if request.method == "POST" else None
    last = Notice.objects.filter(user=user, topic=topic).order_by("-id").first()
    label = done.label if done else (last.topic_label or last.title) if last else topic
    return render(request, "notices/mute.html", {"label": label, "is_done": done is not None})


@signed_in
@require_GET
def calendar(request: HttpRequest) -> HttpResponse:
    """My open deadlines as an .ics: a second download moves them instead of doubling them."""
    events = [
        CalendarEvent(
            uid=f"plazo-{row.pk}@tinkuy",
            title=row.title,
            starts_at=row.due_on,
            ends_at=row.due_on + timedelta(days=1),
            changed_at=row.opened_at,
            text=row.text,
            url=f"{settings.BASE_URL}{row.url}" if row.url else "",
        )
        for row, _state in queries.deadlines_of(request.user, timezone.localdate())
    ]
    content = render_calendar(events, name=_("Mis plazos en Tinkuy"))
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="mis-plazos.ics"'
    return response


@operator
@require_GET
def legal(request: HttpRequest) -> HttpResponse:
    """Every legal notice and how its sending goes, the newest first."""
    rows = queries.legal_messages()
    rows = rows.filter(sent_at=None) if request.GET.get("ver") == "por-enviar" else rows
    page = keyset_page(rows, cursor=request.GET.get("cursor", ""), size=50, order=("-id",))
    lines = [queries.proof_of(row, masked=True) for row in page.rows]
    return render(request, "notices/legal.html", {"page": page, "lines": lines, "asked": request.GET.get("ver", "")})


@operator
@require_GET
def legal_proof(request: HttpRequest, pk: int) -> HttpResponse:
    message = get_object_or_404(queries.legal_messages(), pk=pk)
    row = Notice.objects.filter(message=message).first()
    context = {"proof": queries.proof_of(message, notice=row, masked=True), "is_staff_page": True}
    return render(request, "notices/proof.html", context)


def _mine(request: HttpRequest, pk: int) -> Notice:
    return get_object_or_404(Notice.objects.select_related("message"), pk=pk, user=request.user)
