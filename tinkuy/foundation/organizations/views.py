"""Who is who, for anybody: organisations that people speak for, and the public bodies that convene."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from tinkuy.foundation.dossiers.models import Dossier
from tinkuy.foundation.shared.paging import keyset_page
from tinkuy.foundation.shared.routes import public
from tinkuy.foundation.territory.queries import full_name, names_by_code

from . import queries
from .enums import OrganizationKind
from .models import PublicBody

PAGE = 50


@public
@require_GET
def organizations(request: HttpRequest) -> HttpResponse:
    """The directory: name, kind, place. Who represents them stands in the roster of each process."""
    asked = {name: request.GET.get(name, "")[:120] for name in ("q", "tipo")}
    rows = queries.directory(text=asked["q"], kind=asked["tipo"])
    page = keyset_page(rows, cursor=request.GET.get("cursor", ""), size=PAGE, order=("folded_name", "pk"))
    places = names_by_code({row.ubigeo for row in page.rows})
    context = {
        "page": page,
        "rows": [(row, places.get(row.ubigeo, "")) for row in page.rows],
        "asked": asked,
        "is_filtered": any(asked.values()),
        "count": rows.count(),
        "kinds": OrganizationKind.choices,
    }
    return render(request, "organizations/organizations.html", context)


@public
@require_GET
def bodies(request: HttpRequest) -> HttpResponse:
    rows = queries.public_bodies()
    places = names_by_code({row.ubigeo for row in rows})
    context = {"rows": [(row, places.get(row.ubigeo, "")) for row in rows]}
    return render(request, "organizations/bodies.html", context)


@public
@require_GET
def body(request: HttpRequest, entity: str) -> HttpResponse:
    """A body: its published processes, how to write to it, who answers for personal data."""
    found = get_object_or_404(PublicBody, slug=entity)
    processes = Dossier.objects.filter(kind="space", entity_slug=found.slug, published_at__isnull=False)
    context = {
        "body": found,
        "place": full_name(found.ubigeo) if found.ubigeo else "",
        "processes": processes.order_by("-published_at", "-id")[:100],
    }
    return render(request, "organizations/body.html", context)
