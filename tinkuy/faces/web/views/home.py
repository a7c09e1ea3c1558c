from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tinkuy.foundation.accounts.access import signed_in
from tinkuy.foundation.dossiers.queries import followed_by
from tinkuy.foundation.shared.paging import keyset_page
from tinkuy.foundation.shared.routes import public
from tinkuy.foundation.spaces.enums import SpaceStatus
from tinkuy.foundation.spaces.queries import listed, open_now, standing

from .. import queries


@public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    context = {
        "open_now": open_now(request.user, now),
        "figures": queries.figures(),
        "map": queries.home_map(),
        "finished": [standing(space, now) for space in _finished(request)[:3]],
    }
    return render(request, "web/home.html", context)


@public
@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """Processes that ended, each with its result."""
    now = timezone.now()
    page = keyset_page(_finished(request), cursor=request.GET.get("cursor", ""), size=12, order=("-created_at", "-id"))
    return render(request, "web/results.html", {"page": page, "rows": [standing(space, now) for space in page.rows]})


@signed_in
@require_safe
def my_requests(request: HttpRequest) -> HttpResponse:
    context = {"rows": queries.requests_of(request.user, timezone.now()), "followed": followed_by(request.user)}
    return render(request, "web/my_requests.html", context)


def _finished(request: HttpRequest):
    return listed(request.user, state=SpaceStatus.FINISHED).order_by("-created_at", "-id")
