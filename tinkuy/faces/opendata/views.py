"""The platform's own log of acts, for anybody; and the check of any chain, recomputed for who asks."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tinkuy.foundation.audit import queries as audit
from tinkuy.foundation.audit.models import PLATFORM
from tinkuy.foundation.audit.registry import act_name
from tinkuy.foundation.shared.canonical import canonical_json
from tinkuy.foundation.shared.paging import keyset_page
from tinkuy.foundation.shared.routes import public
from tinkuy.foundation.spaces.access import public_space
from tinkuy.foundation.spaces.models import Space
from tinkuy.foundation.spaces.queries import visible_to


@public
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """What can be taken home, process by process."""
    page = keyset_page(visible_to(None), cursor=request.GET.get("cursor", ""), size=30, order=("-created_at",))
    return render(request, "opendata/index.html", {"page": page})


@public
@require_GET
def platform_acts(request: HttpRequest) -> HttpResponse:
    rows = audit.acts_matching(chain=PLATFORM)
    page = keyset_page(rows, cursor=request.GET.get("cursor", ""), size=50, order=("-sequence",))
    lines = [(act, act_name(act.kind)) for act in page.rows]
    context = {"page": page, "lines": lines, "head": audit.head_of(PLATFORM)}
    return render(request, "opendata/platform_acts.html", context)


@public
@require_GET
def platform_acts_file(request: HttpRequest) -> StreamingHttpResponse:
    response = StreamingHttpResponse(_lines(PLATFORM), content_type="application/jsonl; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="plataforma-actos.jsonl"'
    return response


@public
@require_GET
def platform_check(request: HttpRequest) -> HttpResponse:
    return _check_page(request, PLATFORM, None)


@public_space
@require_GET
def space_check(request: HttpRequest, space: Space) -> HttpResponse:
    return _check_page(request, space.chain, space)


def _check_page(request: HttpRequest, chain: str, space: Space | None) -> HttpResponse:
    """Recomputes every hash of the chain now: for who asks, not for every visitor."""
    context = {"space": space, "broken_at": audit.chain_breaks_at(chain), "head": audit.head_of(chain)}
    return render(request, "opendata/chain_check.html", context)


def _lines(chain: str) -> Iterator[str]:
    return (canonical_json(act) + "\n" for act in audit.acts_of(chain))
