"""The presets that anybody may read: the list, each one with its sources, and how two differ."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tinkuy.foundation.shared.routes import public

from .. import exports, queries, registry
from .file import CSV, attached


@public
@require_safe
def presets(request: HttpRequest) -> HttpResponse:
    own = queries.ready_presets().order_by("-finished_at")[:100]
    return render(request, "spaces/presets.html", {"shipped": registry.shipped_presets(), "own": own})


@public
@require_safe
def preset(request: HttpRequest, key: str) -> HttpResponse:
    sheet = queries.find_sheet(key, request.user)
    context = {
        "sheet": sheet,
        "groups": queries.lines_of(sheet),
        "contradictions": queries.contradictions_in(sheet, year=timezone.localdate().year),
    }
    return render(request, "spaces/preset.html", context)


@public
@require_safe
def preset_json(request: HttpRequest, key: str) -> HttpResponse:
    response = JsonResponse(queries.preset_data(queries.find_sheet(key, request.user)))
    response["Content-Disposition"] = f'attachment; filename="{key}.json"'
    return response


@public
@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Two presets, or a preset and a process (?a=ica&b=proceso:pp-2027); only what differs, or all (&todo=1)."""
    context = _compared(request)
    choices = queries.choices_of("budgeting", request.user)
    offered = {key for key, _title in choices}
    extra = [(context[side].key, context[side].title) for side in ("left", "right") if side in context]
    context["choices"] = [*(pair for pair in dict.fromkeys(extra) if pair[0] not in offered), *choices]
    return render(request, "spaces/compare.html", context)


@public
@require_safe
def compare_csv(request: HttpRequest) -> HttpResponse:
    found = _compared(request)
    if "left" not in found:
        return compare(request)
    table = exports.differences_table(found["rows"], found["left"].title, found["right"].title)
    return attached(table, CSV, "comparacion-de-reglas.csv")


def _compared(request: HttpRequest) -> dict:
    keys = request.GET.get("a", ""), request.GET.get("b", "")
    everything = request.GET.get("todo") == "1"
    context: dict = {"a": keys[0], "b": keys[1], "everything": everything}
    if all(keys):
        left, right = (queries.find_sheet(key, request.user) for key in keys)
        rows = queries.differences(left, right, everything=everything)
        context |= {"left": left, "right": right, "rows": rows}
    return context
