"""Those who conduct the poll: its state, each step confirmed. No count before the close, for them either."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tinkuy.foundation.shared.paging import keyset_page
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.spaces.access import space_role
from tinkuy.foundation.spaces.enums import SpaceRole
from tinkuy.foundation.spaces.models import Space

from .. import queries
from ..actions import annul_roll_entry, close_poll, destroy_vote_key, extend_poll, open_poll, publish_poll
from ..forms import AnnulForm, ExtendForm
from ..models import Annulment, RollEntry
from .which import existing_poll, poll_or_404

conductor = space_role(SpaceRole.COORDINATOR, SpaceRole.TEAM_PRESIDENT)


@conductor
@require_GET
def overview(request: HttpRequest, space: Space, key: str = queries.MAIN) -> HttpResponse:
    return _page(request, space, key)


@conductor
@require_POST
def open_(request: HttpRequest, space: Space, key: str = queries.MAIN) -> HttpResponse:
    return _do(
        request, space, key, open_poll, _("La votación quedó abierta: reglas, listas y padrón están congelados.")
    )


@conductor
@require_POST
def close(request: HttpRequest, space: Space, key: str = queries.MAIN) -> HttpResponse:
    return _do(request, space, key, close_poll, _("La votación quedó cerrada y sellada."))


@conductor
@require_POST
def destroy(request: HttpRequest, space: Space, key: str = queries.MAIN) -> HttpResponse:
    return _do(request, space, key, destroy_vote_key, _("La llave fue destruida y la urna, reescrita al azar."))


@conductor
@require_POST
def publish(request: HttpRequest, space: Space, key: str = queries.MAIN) -> HttpResponse:
    return _do(request, space, key, publish_poll, _("Los conteos ya son públicos."))


@conductor
@require_POST
def extend(request: HttpRequest, space: Space, key: str = queries.MAIN) -> HttpResponse:
    form = ExtendForm(request.POST)
    if not form.is_valid():
        return _page(request, space, key, extend_form=form, status=422)
    data = form.cleaned_data
    return _do(request, space, key, extend_poll, _("La votación quedó prorrogada."), form=form, **data)


@conductor
@require_GET
def roll(request: HttpRequest, space: Space, key: str = queries.MAIN) -> HttpResponse:
    """The roll by name: who may vote in which list. Never whether they did."""
    poll = existing_poll(space, key)
    wanted = request.GET.get("q", "").strip()
    rows = RollEntry.objects.filter(poll=poll).select_related("scope", "annulment")
    if wanted:
        rows = rows.filter(label__icontains=wanted)
    page = keyset_page(rows, cursor=request.GET.get("cursor", ""), size=50, order=("label", "pk"))
    return render(request, "voting/roll.html", {"space": space, "poll": poll, "page": page, "wanted": wanted})


@conductor
@require_http_methods(["GET", "HEAD", "POST"])
def annul(request: HttpRequest, space: Space, entry: int, key: str = queries.MAIN) -> HttpResponse:
    """The first official writes the resolution; a different one reads it and signs."""
    poll = existing_poll(space, key)
    row = get_object_or_404(RollEntry.objects.select_related("scope"), poll=poll, pk=entry)
    pending = Annulment.objects.filter(roll_entry=row).select_related("proposed_by", "signed_by").first()
    form = AnnulForm(request.POST or None) if pending is None else None
    refused, status = None, 200
    if request.method == "POST" and (form is None or form.is_valid()):
        reason = form.cleaned_data["reason"] if form else ""
        try:
            annul_roll_entry(poll=poll, entry=row, reason=reason, actor=request.user, at=timezone.now())
        except Refused as caught:
            refused, status = caught, caught.status
        else:
            messages.success(request, _("Quedó firmado.") if pending else _("Falta la segunda firma."))
            return redirect(queries.poll_url(poll, "staff"))
    elif request.method == "POST":
        status = 422
    context = {"space": space, "poll": poll, "entry": row, "pending": pending, "form": form, "refused": refused}
    return render(request, "voting/annul.html", context, status=status)


def _do(
    request: HttpRequest,
    space: Space,
    key: str,
    action: Callable[..., object],
    done: str,
    *,
    form: ExtendForm | None = None,
    **options: object,
) -> HttpResponse:
    poll = existing_poll(space, key)
    try:
        action(poll=poll, actor=request.user, at=timezone.now(), **options)
    except Refused as refused:
        return _page(request, space, key, refused=refused, extend_form=form, status=refused.status)
    messages.success(request, done)
    return redirect(queries.poll_url(poll, "staff"))


def _page(
    request: HttpRequest,
    space: Space,
    key: str,
    *,
    refused: Refused | None = None,
    extend_form: ExtendForm | None = None,
    status: int = 200,
) -> HttpResponse:
    poll = poll_or_404(space, key)
    if poll is None:
        return render(request, "voting/staff.html", {"space": space, "poll": None})
    now = timezone.now()
    context = {
        "space": space,
        "poll": poll,
        "now": now,
        "rules": poll.frozen_rules,
        "turnout": queries.turnout(poll),
        "snapshot": poll.snapshots.order_by("-number").first(),
        "seals": queries.seals_of(poll),
        "others": queries.other_polls(poll),
        "pending": poll.annulments.filter(signed_by=None).select_related("roll_entry__scope", "proposed_by"),
        "extend_form": extend_form or ExtendForm(),
        "is_due": now >= poll.closing,
        "is_window_over": poll.challenge_until is not None and now >= poll.challenge_until,
        "refused": refused,
    }
    return render(request, "voting/staff.html", context, status=status)
