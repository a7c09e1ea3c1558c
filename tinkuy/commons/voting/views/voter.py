"""The voter's way: my lists, my ballot (saved at each tap), my last look, my vote, my receipt."""

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.spaces.access import public_space, signed_in_space
from tinkuy.foundation.spaces.models import Space
from tinkuy.foundation.territory.queries import names_by_code

from .. import queries
from ..actions import cast_ballot, save_basket
from ..forms import BallotForm
from ..models import Poll, PollScope
from ..queries.polls import options_for
from ..queries.voters import refusal_facts, standing_before, why_not_any, why_not_begun
from ..refusals import VoteRefusal
from .which import poll_or_404


@public_space
@never_cache
@require_GET
def choose(request: HttpRequest, space: Space, key: str = queries.MAIN) -> HttpResponse:
    """My lists and where I stand; with no account, why to sign in. The reason always stands beside a shut door."""
    poll = poll_or_404(space, key)
    if poll is None:
        return render(request, "voting/no_poll.html", {"space": space})
    now = timezone.now()
    is_known = request.user.is_authenticated
    refusal = why_not_any(poll, request.user, now) if is_known else why_not_begun(poll, now)
    context = {
        "space": space,
        "poll": poll,
        "second_round": queries.second_round_of(poll),
        "standings": queries.standing_of(poll, request.user, now) if is_known else [],
        "refused": Refused(refusal, **refusal_facts(poll)) if refusal else None,
        "needs_accreditation": refusal in (VoteRefusal.NO_DOCUMENT, VoteRefusal.NOT_ON_ROLL, VoteRefusal.NOT_VERIFIED),
    }
    return render(request, "voting/choose.html", context)


@signed_in_space
@never_cache
@require_GET
def ballot(request: HttpRequest, space: Space, scope: str, key: str = queries.MAIN) -> HttpResponse:
    poll, chosen_scope = _poll_and_scope(space, key, scope)
    standing = standing_before(poll, chosen_scope, request.user, timezone.now())
    if standing.has_voted and not poll.allows_revote:
        return redirect(queries.poll_url(poll, "receipt", chosen_scope.key))
    if standing.refusal:
        return _shut(request, poll, chosen_scope, Refused(standing.refusal, **refusal_facts(poll, chosen_scope)), 403)
    draft = queries.basket_of(poll, standing.entry)
    return _ballot_page(request, poll, chosen_scope, draft.choices, is_blank=draft.is_blank)


@signed_in_space
@never_cache
@require_POST
def save(request: HttpRequest, space: Space, scope: str, key: str = queries.MAIN) -> HttpResponse:
    """Keeps the marks. Asked by the page's script at each tap (JSON), or by a button (a page)."""
    poll, chosen_scope = _poll_and_scope(space, key, scope)
    form = BallotForm(request.POST, scope=chosen_scope)
    form.is_valid()
    wants_json = "application/json" in request.headers.get("Accept", "")
    try:
        save_basket(
            poll=poll,
            scope=chosen_scope,
            actor=request.user,
            choices=form.marked,
            is_blank=form.is_blank,
            at=timezone.now(),
        )
    except Refused as refused:
        if wants_json:
            return JsonResponse({"saved": False, "sentence": refused.sentence}, status=refused.status)
        if refused.refusal in (VoteRefusal.TOO_MANY, VoteRefusal.BLANK_AND_CHOICES, VoteRefusal.UNKNOWN_OPTION):
            return _ballot_page(
                request, poll, chosen_scope, form.marked, is_blank=form.is_blank, refused=refused, status=422
            )
        return _shut(request, poll, chosen_scope, refused, refused.status)
    if wants_json:
        return JsonResponse({"saved": True, "marked": len(form.marked)})
    page = "review" if request.POST.get("next") == "review" else "ballot"
    return redirect(queries.poll_url(poll, page, chosen_scope.key))


@signed_in_space
@never_cache
@require_GET
def review(request: HttpRequest, space: Space, scope: str, key: str = queries.MAIN) -> HttpResponse:
    """A last look at what was marked. What is posted from here is what this page shows, whatever another tab does."""
    poll, chosen_scope = _poll_and_scope(space, key, scope)
    standing = standing_before(poll, chosen_scope, request.user, timezone.now())
    if standing.has_voted and not poll.allows_revote:
        return redirect(queries.poll_url(poll, "receipt", chosen_scope.key))
    if standing.refusal:
        return _shut(request, poll, chosen_scope, Refused(standing.refusal, **refusal_facts(poll, chosen_scope)), 403)
    draft = queries.basket_of(poll, standing.entry)
    if not draft.choices and not draft.is_blank:
        return _ballot_page(
            request, poll, chosen_scope, [], is_blank=False, refused=Refused(VoteRefusal.NOTHING_CHOSEN), status=422
        )
    marked = [option for option in chosen_scope.options.all() if option.key in draft.choices]
    context = {"space": space, "poll": poll, "scope": chosen_scope, "marked": marked, "is_blank": draft.is_blank}
    return render(request, "voting/review.html", context)


@signed_in_space
@never_cache
@require_POST
def cast(request: HttpRequest, space: Space, scope: str, key: str = queries.MAIN) -> HttpResponse:
    """The vote. The receipt is on the page it leads to: it is worked out again for its owner, never kept."""
    poll, chosen_scope = _poll_and_scope(space, key, scope)
    form = BallotForm(request.POST, scope=chosen_scope)
    form.is_valid()
    try:
        cast_ballot(
            poll=poll,
            scope=chosen_scope,
            actor=request.user,
            choices=form.marked,
            is_blank=form.is_blank,
            at=timezone.now(),
        )
    except Refused as refused:
        return _shut(request, poll, chosen_scope, refused, refused.status)
    return redirect(queries.poll_url(poll, "receipt", chosen_scope.key))


@signed_in_space
@never_cache
@require_GET
def receipt(request: HttpRequest, space: Space, scope: str, key: str = queries.MAIN) -> HttpResponse:
    """«Tu voto está dentro», with the code; for its owner only, and never with what was voted."""
    poll, chosen_scope = _poll_and_scope(space, key, scope)
    now = timezone.now()
    standings = queries.standing_of(poll, request.user, now)
    own = next((row for row in standings if row.scope == chosen_scope), None)
    if own is None or not own.has_voted:
        return redirect(queries.poll_url(poll, "choose"))
    proof = queries.receipt_of(poll, chosen_scope, request.user)
    context = {
        "space": space,
        "poll": poll,
        "scope": chosen_scope,
        "receipt": proof,
        "verify_url": request.build_absolute_uri(f"/recibos/?codigo={proof.code}") if proof else "",
        "left": [row for row in standings if row.refusal is None and not row.has_voted],
    }
    return render(request, "voting/receipt.html", context)


@signed_in_space
@never_cache
@require_GET
def receipt_file(request: HttpRequest, space: Space, scope: str, key: str = queries.MAIN) -> HttpResponse:
    poll, chosen_scope = _poll_and_scope(space, key, scope)
    proof = queries.receipt_of(poll, chosen_scope, request.user)
    if proof is None:
        raise Http404
    context = {"poll": poll, "space": space, "scope": chosen_scope, "receipt": proof}
    context["public_key"] = queries.public_key()
    response = render(request, "voting/receipt.txt", context, content_type="text/plain; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="recibo-{proof.code}.txt"'
    return response


@signed_in_space
@never_cache
@require_GET
def mine(request: HttpRequest, space: Space, key: str = queries.MAIN) -> HttpResponse:
    """«¿Se votó a mi nombre?»: what the roll says of me, for me only."""
    poll = poll_or_404(space, key)
    if poll is None:
        return render(request, "voting/no_poll.html", {"space": space})
    votes = queries.vote_cast_in_name(request.user, poll)
    return render(request, "voting/mine.html", {"space": space, "poll": poll, "votes": votes})


def _poll_and_scope(space: Space, key: str, scope_key: str) -> tuple[Poll, PollScope]:
    scopes = PollScope.objects.select_related("poll")
    scope = get_object_or_404(scopes, poll__space=space, poll__key=key, key=scope_key)
    scope.poll.space = space
    return scope.poll, scope


def _ballot_page(
    request: HttpRequest,
    poll: Poll,
    scope: PollScope,
    choices: Sequence[str],
    *,
    is_blank: bool,
    refused: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    options = options_for(poll, scope, queries.voter_of(request.user, poll).person)
    places = names_by_code({option.ubigeo for option in options if option.ubigeo})
    context = {
        "space": poll.space,
        "poll": poll,
        "scope": scope,
        "options": [
            {"option": option, "is_marked": option.key in choices, "place": places.get(option.ubigeo, "")}
            for option in options
        ],
        "marked": len(choices),
        "is_blank": is_blank,
        "refused": refused,
    }
    return render(request, "voting/ballot.html", context, status=status)


def _shut(request: HttpRequest, poll: Poll, scope: PollScope, refused: Refused, status: int) -> HttpResponse:
    """The door is shut: what happened, why, what to do next."""
    context = {
        "space": poll.space,
        "poll": poll,
        "scope": scope,
        "refused": refused,
        "is_in": refused.refusal is VoteRefusal.ALREADY_VOTED,
        "can_go_back": refused.refusal
        in (
            VoteRefusal.TOO_MANY,
            VoteRefusal.NOTHING_CHOSEN,
            VoteRefusal.BLANK_AND_CHOICES,
            VoteRefusal.UNKNOWN_OPTION,
        ),
        "needs_accreditation": refused.refusal
        in (VoteRefusal.NO_DOCUMENT, VoteRefusal.NOT_ON_ROLL, VoteRefusal.NOT_VERIFIED),
    }
    return render(request, "voting/shut.html", context, status=status)
