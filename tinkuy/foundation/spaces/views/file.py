"""The legal file of a process, for anybody: on the page, as a table, as data, whole. And its rules."""

from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from .. import exports, queries
from ..access import public_space
from ..models import Space

CSV = "text/csv; charset=utf-8"


@public_space
@require_safe
def file(request: HttpRequest, space: Space) -> HttpResponse:
    """Phases and steps in the order of the law, with what is missing."""
    context = {
        "space": space,
        "file": queries.legal_file(space, timezone.now()),
        "meetings_url": queries.page_url("meetings:index", space),
    }
    return render(request, "spaces/file.html", context)


@public_space
@require_safe
def file_csv(request: HttpRequest, space: Space) -> HttpResponse:
    table = exports.file_table(queries.legal_file(space, timezone.now()))
    return attached(table, CSV, f"{space.slug}-expediente.csv")


@public_space
@require_safe
def file_json(request: HttpRequest, space: Space) -> HttpResponse:
    return JsonResponse(exports.file_data(space, queries.legal_file(space, timezone.now())))


@public_space
@require_safe
def file_zip(request: HttpRequest, space: Space) -> FileResponse:
    content = exports.whole_file(space, queries.legal_file(space, timezone.now()))
    return FileResponse(content, as_attachment=True, filename=f"{space.slug}-expediente.zip")


@public_space
@require_safe
def rules(request: HttpRequest, space: Space) -> HttpResponse:
    """Every rule with its value, its source, and whether it was changed from its preset."""
    context = {
        "space": space,
        "groups": queries.rules_of(space),
        "origin": getattr(space, "rule_origin", None),
        "contradictions": queries.contradictions_of(space),
    }
    return render(request, "spaces/rules.html", context)


@public_space
@require_safe
def rules_csv(request: HttpRequest, space: Space) -> HttpResponse:
    return attached(exports.rules_table(queries.rules_of(space)), CSV, f"{space.slug}-reglas.csv")


def attached(content: str, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
