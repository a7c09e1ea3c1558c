"""What anybody may read of a poll: its rules with their hash, its roll in numbers, its seals; and check a receipt."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from tinkuy.foundation.shared.canonical import instant
from tinkuy.foundation.shared.routes import public
from tinkuy.foundation.spaces.access import public_space
from tinkuy.foundation.spaces.models import Space
from tinkuy.foundation.spaces.queries import visible_to

from .. import queries
from ..enums import PollStatus
from ..forms import ReceiptForm
from ..models import Poll
from ..queries.counts import OVER
from .which import poll_or_404


@public_space
@require_GET
def poll_page(request: HttpRequest, space: Space, key: str = queries.MAIN) -> HttpResponse:
    poll = poll_or_404(space, key)
    if poll is None:
        return render(request, "voting/no_poll.html", {"space": space})
    is_published = poll.status == PollStatus.PUBLISHED
    context = {
        "space": space,
        "poll": poll,
        "rules": poll.frozen_rules,
        "second_round": queries.second_round_of(poll),
        "turnout": queries.turnout(poll),
        "seals": queries.seals_of(poll),
        "snapshot": poll.snapshots.order_by("-number").first(),
        "extensions": poll.extensions.order_by("id"),
        "public_key": queries.public_key(),
        "results": _results(poll) if is_published else [],
        "batches": queries.batches_of(poll) if is_published else [],
        "draws": queries.draws_of(poll) if poll.status in OVER else [],
    }
    return render(request, "voting/poll.html", context)


@public_space
@require_GET
def rules_file(request: HttpRequest, space: Space, key: str = queries.MAIN) -> HttpResponse:
    """The exact bytes that the rules hash is the SHA-256 of."""
    poll = poll_or_404(space, key)
    if poll is None or poll.status == PollStatus.DRAFT:
        raise Http404
    return HttpResponse(poll.rules, content_type="application/json; charset=utf-8")


@public_space
@require_GET
def seals_file(request: HttpRequest, space: Space, key: str = queries.MAIN) -> HttpResponse:
    poll = poll_or_404(space, key)
    if poll is None or poll.status == PollStatus.DRAFT:
        raise Http404
    data = {"poll": str(poll.public_id), "rules_hash": poll.rules_hash, "closes_at": instant(poll.closing)}
    return JsonResponse({**data, "seals": queries.seals_of(poll)}, json_dumps_params={"ensure_ascii": False})


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def receipts(request: HttpRequest) -> HttpResponse:
    """Is this receipt in the box? Asked by POST, so that no code stays in a log; the QR fills the box in."""
    form = ReceiptForm(request.POST or None, initial={"code": request.GET.get("codigo", "")})
    context: dict[str, object] = {"form": form}
    if form.is_valid():
        found = queries.find_receipt(form.cleaned_data["code"])
        if found is not None and not visible_to(request.user).filter(pk=found.poll.space_id).exists():
            found = None
        context |= {"was_asked": True, "found": found}
    return render(request, "voting/receipts.html", context)


@public
@require_GET
def public_key_file(request: HttpRequest) -> HttpResponse:
    """The key that signs receipts (Ed25519, 32 bytes in hex)."""
    return HttpResponse(queries.public_key() + "\n", content_type="text/plain; charset=utf-8")


def _results(poll: Poll) -> list[dict[str, object]]:
    tally = queries.tally(poll)
    ties = queries.ties_of(poll, tally)
    return [
        {
            "scope": scope,
            "tally": tally[scope.key],
            "tied": [option.title for option in scope.options.all() if option.key in ties.get(scope.key, ())],
            "rows": sorted(
                ((option.title, tally[scope.key].votes[option.key]) for option in scope.options.all()),
                key=lambda row: (-row[1], row[0]),
            ),
        }
        for scope in poll.scopes.prefetch_related("options")
    ]
