"""The portfolios in force, for anybody: what there is, where, how much; and the page of each investment."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tinkuy.foundation.shared.routes import public

from .. import exports, queries
from ..forms import FilterForm
from ..models import InvestmentRecord
from ..rules.changes import LABELS, shown

PAGE_SIZE = 25
_FACTS = (
    *("kind", "framework", "situation", "cycle_stage", "function", "sector", "executing_unit", "beneficiaries"),
    *("physical_progress", "registered_on", "viable_on", "has_technical_file", "in_pmi"),
)
_AMOUNTS = ("viable_amount", "updated_cost", "accrued", "balance", "pia", "pim")


@public
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    form = FilterForm(request.GET)
    versions = list(queries.current_versions())
    rows, everything = _found(form, versions)
    page = queries.page_of(rows, cursor=request.GET.get("cursor", ""), size=PAGE_SIZE)
    all_provinces = queries.provinces_among(everything)
    provinces = queries.provinces_among(rows) if any(form.chosen().values()) else all_provinces
    _offer(form, versions, everything, all_provinces)
    context = {
        "form": form,
        "versions": versions,
        "page": page,
        "where": queries.where_of(page.rows),
        "figures": queries.figures_of(rows),
        "provinces": [(choice.label, choice.count, _with(request, provincia=choice.key)) for choice in provinces[:13]],
        "is_filtered": any(form.chosen().values()),
        "formats": exports.FORMATS,
    }
    return render(request, "investments/index.html", context)


def _found(form: FilterForm, versions: list[Any]) -> tuple[Any, Any]:
    """The records that answer, and all there are to choose from."""
    asked = form.chosen()
    among = [version for version in versions if asked["entidad"] in ("", version.body.slug)]
    everything = queries.search_records(versions=versions)
    rows = queries.search_records(
        versions=among,
        text=asked["q"],
        province=asked["provincia"],
        state=asked["estado"],
        function=asked["funcion"],
    )
    return rows, everything


def _offer(form: FilterForm, versions: list[Any], everything: Any, provinces: list[queries.Choice]) -> None:
    in_order = sorted(provinces, key=lambda choice: choice.key)
    form.offer("provincia", [(choice.key, choice.label) for choice in in_order], _("Todas"))
    for name, field, words in (("estado", "state", _("Todos")), ("funcion", "function", _("Todas"))):
        choices = queries.values_among(everything, field)
        form.offer(name, [(choice.key, f"{choice.label} ({choice.count:,})") for choice in choices], words)
    form.offer("entidad", [(version.body.slug, version.body.name) for version in versions], _("Todas"))


def _with(request: HttpRequest, **changes: str) -> str:
    asked = request.GET.copy()
    asked.pop("cursor", None)
    for name, value in changes.items():
        asked[name] = value
    return f"?{asked.urlencode()}"


@public
@require_safe
def export(request: HttpRequest, file_format: str) -> HttpResponseBase:
    """The same filters as the list, all the rows."""
    rows, _everything = _found(FilterForm(request.GET), list(queries.current_versions()))
    data = exports.record_rows(rows.order_by("-weight", "pk"))
    return exports.as_file(name="inversiones", file_format=file_format, columns=exports.RECORD_COLUMNS, rows=data)


@public
@require_safe
def record(request: HttpRequest, entity: str, cui: str) -> HttpResponse:
    investment = queries.investment_at(entity, cui)
    history = queries.record_history(investment) if investment else []
    if not investment or not history:
        raise Http404
    if request.path != investment.dossier.path:
        return redirect(investment.dossier.path)
    names = queries.place_names()
    latest = history[0]
    context = {
        "investment": investment,
        "record": latest,
        "facts": [(LABELS[name], shown(name, getattr(latest, name))) for name in _FACTS],
        "amounts": [(LABELS[name], getattr(latest, name)) for name in _AMOUNTS if getattr(latest, name) is not None],
        "spent": _spent(latest),
        "places": [
            (place.ubigeo, names.get(place.ubigeo, place.ubigeo), _inside(place.ubigeo, names))
            for place in latest.places.all()
        ],
        "steps": list(zip(history, queries.changes_along(history, names), strict=True)),
    }
    return render(request, "investments/record.html", context)


def _inside(ubigeo: str, names: dict[str, str]) -> str:
    return names.get(ubigeo[:-2], "") if len(ubigeo) > 2 else ""


def _spent(row: InvestmentRecord) -> list[tuple[str, Any]]:
    """What is spent of the cost, to draw it; nothing when one of the two is not known."""
    return [(LABELS["accrued"], row.accrued)] if row.accrued and row.updated_cost and row.accrued > 0 else []
