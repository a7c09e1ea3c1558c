from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tinkuy.foundation.dossiers.queries import recent
from tinkuy.foundation.shared.routes import public
from tinkuy.foundation.spaces.queries import listed, standing
from tinkuy.foundation.territory import queries as places
from tinkuy.foundation.territory.enums import LEVEL_NAMES, ON_MAP

from .. import drawings as maps

NEAR = 6


@public
@require_safe
def territory(request: HttpRequest) -> HttpResponse:
    """Peru by department."""
    return render(request, "web/territory.html", _context(request, "", places.departments()))


@public
@require_safe
def place(request: HttpRequest, code: str) -> HttpResponse:
    """A department by province, a province by district, a district among its neighbours."""
    lineage = places.lineage(code)
    if not lineage:
        raise Http404
    here = lineage[-1]
    around = code[:4] if here.level == "district" else code
    now = timezone.now()
    context = _context(request, around, places.parts_of(around), here=code)
    context |= {
        "lineage": lineage[:-1],
        "here": here,
        "level_name": LEVEL_NAMES[here.level],
        "facts": maps.facts(here),
        "rows": [standing(space, now) for space in listed(request.user, ubigeo=code).order_by("-created_at")[:NEAR]],
        "records": recent(ubigeo=code, limit=NEAR // 2),
    }
    return render(request, "web/place.html", context)


def _context(request: HttpRequest, code: str, parts: list, here: str = "") -> dict[str, object]:
    chosen = next((figure for figure in ON_MAP if figure.key == request.GET.get("ver")), ON_MAP[0])
    return {
        "figure": chosen,
        "source": chosen.source_for(parts[0].level if parts else "district"),
        "on_map": ON_MAP,
        "map": maps.of_figure(code, parts, chosen, here=here),
        "table": maps.table(parts),
    }
