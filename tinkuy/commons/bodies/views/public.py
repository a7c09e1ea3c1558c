"""The bodies of an entity, for anybody: who sits today, who sat on any day, with what act."""

from datetime import date

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from tinkuy.foundation.files.queries import file_response
from tinkuy.foundation.organizations.models import PublicBody
from tinkuy.foundation.shared.paging import keyset_page
from tinkuy.foundation.shared.routes import public

from .. import exports, queries
from ..forms import OnForm
from ..models import CollegiateBody, Mandate

PAGE = 30


@public
@require_GET
def bodies(request: HttpRequest, entity: str) -> HttpResponse:
    entity_row = get_object_or_404(PublicBody, slug=entity)
    rows = queries.bodies_of(entity_row, request.user)
    page = keyset_page(rows, cursor=request.GET.get("cursor", ""), size=PAGE, order=("kind", "name", "pk"))
    return render(request, "bodies/bodies.html", {"entity": entity_row, "page": page})


@public
@require_GET
def body(request: HttpRequest, entity: str, organ: str) -> HttpResponse:
    found = _one(request, entity, organ)
    form = OnForm(request.GET or None)
    on = _asked(request)
    places = queries.composition(found, on)
    context = {
        "entity": found.public_body,
        "body": found,
        "form": form,
        "on": on,
        "is_past": on != timezone.localdate(),
        "places": places,
        "held": sum(1 for place in places if place.acting),
        "quotas": queries.quotas_of(found, places),
    }
    return render(request, "bodies/body.html", context, status=422 if form.is_bound and not form.is_valid() else 200)


@public
@require_GET
def history(request: HttpRequest, entity: str, organ: str) -> HttpResponse:
    found = _one(request, entity, organ)
    cursor = request.GET.get("cursor", "")
    page = keyset_page(queries.history(found), cursor=cursor, size=PAGE, order=("-starts_on", "-pk"))
    return render(request, "bodies/history.html", {"entity": found.public_body, "body": found, "page": page})


@public
@require_GET
def composition_csv(request: HttpRequest, entity: str, organ: str) -> HttpResponse:
    found, on = _one(request, entity, organ), _asked(request)
    rows = exports.composition_rows(queries.composition(found, on))
    return _download(exports.as_csv(rows).encode(), f"{found.slug}-{on}.csv", "text/csv; charset=utf-8")


@public
@require_GET
def composition_xlsx(request: HttpRequest, entity: str, organ: str) -> HttpResponse:
    found, on = _one(request, entity, organ), _asked(request)
    rows = exports.composition_rows(queries.composition(found, on))
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return _download(exports.as_xlsx(rows), f"{found.slug}-{on}.xlsx", kind)


@public
@require_GET
def act_file(request: HttpRequest, entity: str, organ: str, number: int) -> FileResponse:
    """The document that seated somebody: public like the body itself."""
    row = get_object_or_404(Mandate, pk=number, seat__body=_one(request, entity, organ), act_file__isnull=False)
    return file_response(row.act_file)


def _one(request: HttpRequest, entity: str, organ: str) -> CollegiateBody:
    entity_row = get_object_or_404(PublicBody, slug=entity)
    return get_object_or_404(queries.bodies_of(entity_row, request.user), slug=organ)


def _asked(request: HttpRequest) -> date:
    form = OnForm(request.GET)
    if not form.is_valid() and request.path.endswith((".csv", ".xlsx")):
        raise Http404
    return (form.cleaned_data.get("fecha") if form.is_valid() else None) or timezone.localdate()


def _download(content: bytes, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
