from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from tinkuy.foundation.dossiers import queries
from tinkuy.foundation.shared.routes import public
from tinkuy.foundation.territory.queries import departments, full_name


@public
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Everything published, by words, kind and place. In Quechua every word may go on: it has no stemmer."""
    asked = request.GET
    ubigeo = asked.get("territorio", "")[:6]
    found = queries.search(
        asked.get("q", ""),
        kind=asked.get("tipo", ""),
        ubigeo=ubigeo,
        entity=asked.get("entidad", ""),
        space=asked.get("espacio", ""),
        state=asked.get("estado", ""),
        cursor=asked.get("cursor", ""),
        all_prefixes=(get_language() or "").startswith("qu"),
    )
    context = {
        "found": found,
        "kind": asked.get("tipo", ""),
        "state": asked.get("estado", ""),
        "ubigeo": ubigeo,
        "departments": departments(),
        "place": full_name(ubigeo) if ubigeo.isdigit() and len(ubigeo) in (4, 6) else "",
    }
    return render(request, "web/search.html", context)
