"""A tie is resolved in public: a draw announced before its text is known, or the second round of the frozen rules."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.spaces.access import space_role
from tinkuy.foundation.spaces.enums import SpaceRole
from tinkuy.foundation.spaces.models import Space

from .. import queries
from ..actions import announce_draw, call_run_off, hold_draw
from ..forms import AnnounceDrawForm, HoldDrawForm, RunOffForm
from ..models import Draw, Poll
from ..queries.counts import OVER
from ..queries.runoffs import run_off_rule
from .which import existing_poll

conductor = space_role(SpaceRole.COORDINATOR, SpaceRole.TEAM_PRESIDENT)


@conductor
@require_GET
def ties(request: HttpRequest, space: Space, key: str = queries.MAIN) -> HttpResponse:
    return _page(request, existing_poll(space, key))


@conductor
@require_POST
def announce(request: HttpRequest, space: Space, key: str = queries.MAIN) -> HttpResponse:
    poll = existing_poll(space, key)
    form = AnnounceDrawForm(request.POST, poll=poll)
    if not form.is_valid():
        return _page(request, poll, announce_form=form, status=422)
    facts = {name: form.cleaned_data[name] for name in ("purpose", "source")}
    try:
        announce_draw(poll=poll, entries=form.entries, actor=request.user, at=timezone.now(), **facts)
    except Refused as refused:
        return _page(request, poll, announce_form=form, refused=refused, status=refused.status)
    messages.success(request, _("El sorteo quedó anunciado: la cabeza del registro ya está tomada."))
    return redirect(queries.poll_url(poll, "ties"))


@conductor
@require_POST
def hold(request: HttpRequest, space: Space, number: int, key: str = queries.MAIN) -> HttpResponse:
    poll = existing_poll(space, key)
    draw = get_object_or_404(Draw, poll=poll, number=number)
    form = HoldDrawForm(request.POST)
    if not form.is_valid():
        return _page(request, poll, hold_form=form, status=422)
    try:
        hold_draw(draw=draw, public_text=form.cleaned_data["public_text"], actor=request.user, at=timezone.now())
    except Refused as refused:
        return _page(request, poll, hold_form=form, refused=refused, status=refused.status)
    messages.success(request, _("El sorteo quedó hecho: cualquiera puede repetirlo."))
    return redirect(queries.poll_url(poll, "ties"))


@conductor
@require_POST
def run_off(request: HttpRequest, space: Space, key: str = queries.MAIN) -> HttpResponse:
    """The second round begins as a draft, with the lists and the roll of those who go on; it opens like any poll."""
    poll = existing_poll(space, key)
    form = RunOffForm(request.POST)
    if not form.is_valid():
        return _page(request, poll, run_off_form=form, status=422)
    try:
        second = call_run_off(poll=poll, actor=request.user, at=timezone.now(), **form.cleaned_data)
    except Refused as refused:
        return _page(request, poll, run_off_form=form, refused=refused, status=refused.status)
    messages.success(request, _("La segunda vuelta quedó preparada. Ábrela para que reciba votos."))
    return redirect(queries.poll_url(second, "staff"))


def _page(
    request: HttpRequest,
    poll: Poll,
    *,
    announce_form: AnnounceDrawForm | None = None,
    hold_form: HoldDrawForm | None = None,
    run_off_form: RunOffForm | None = None,
    refused: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    """No tie is named before the close, nor while a box waits to be counted."""
    is_over, tied, waiting = poll.status in OVER, [], None
    if is_over:
        waiting = queries.why_not_tally(poll)
        tied = [] if waiting else _tied(poll)
    context = {
        "space": poll.space,
        "poll": poll,
        "is_over": is_over,
        "is_waiting": waiting is not None,
        "tied": tied,
        "draws": queries.draws_of(poll) if is_over else [],
        "rule": run_off_rule(poll),
        "second_round": Poll.objects.filter(run_off_of=poll).select_related("space").first(),
        "announce_form": announce_form or AnnounceDrawForm(poll=poll),
        "hold_form": hold_form or HoldDrawForm(),
        "run_off_form": run_off_form or RunOffForm(),
        "refused": refused,
    }
    return render(request, "voting/ties.html", context, status=status)


def _tied(poll: Poll) -> list[tuple[str, list[str]]]:
    found = queries.ties_of(poll, queries.tally(poll))
    return [
        (scope.title, [option.title for option in scope.options.all() if option.key in found[scope.key]])
        for scope in poll.scopes.prefetch_related("options")
        if scope.key in found
    ]
