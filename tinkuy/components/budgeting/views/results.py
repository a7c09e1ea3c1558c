"""The published result: every number opens into its working; every version stays, with its reason."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from tinkuy.commons.voting.queries import poll_of, turnout
from tinkuy.foundation.files.queries import file_response
from tinkuy.foundation.spaces.access import public_space
from tinkuy.foundation.spaces.models import Space

from ..enums import RowOutcome
from ..exports import tables
from ..models import AgreementRecord
from ..queries import pages
from ..queries.process import process_of
from ..queries.results import published_versions, result_of, row_of, rows_of
from .public import budget_or_404


@public_space
def result(request: HttpRequest, space: Space, version: int | None = None) -> HttpResponse:
    """Map, money, order, ties, versions, downloads. Before it exists the page says when it will."""
    process = process_of(space)
    found = result_of(process, version) if process else None
    if found is None:
        if version is not None:
            raise Http404
        return render(request, "budgeting/result_waiting.html", {"space": space, "process": process})
    rows = rows_of(found)
    prioritized = [row for row in rows if row.outcome == RowOutcome.PRIORITIZED]
    versions = published_versions(process)
    context = {
        "space": space,
        "process": process,
        "result": found,
        "lists": pages.by_list(process, rows),
        "fill": [(row.project.cui, row.amount) for row in prioritized],
        "prioritized": prioritized,
        "reserve": [row for row in rows if row.outcome == RowOutcome.RESERVE],
        "map": pages.result_map(process, rows),
        "versions": versions,
        "is_current": found.version == versions[-1].version,
        "agreement": AgreementRecord.objects.filter(prioritization=found).first(),
        "turnout": turnout(poll_of(space)),
        "package_url": reverse("budgeting:package", args=[space.slug]) if found.version == versions[-1].version else "",
    }
    return render(request, "budgeting/result.html", context)


@public_space
def working(request: HttpRequest, space: Space, version: int, cui: str) -> HttpResponse:
    """Where a number comes from, step by step."""
    process = budget_or_404(space)
    found = result_of(process, version)
    row = row_of(found, cui) if found else None
    if row is None:
        raise Http404
    row.project.process = process
    context = {
        "space": space,
        "process": process,
        "result": found,
        "row": row,
        "evaluation": pages.evaluation_table(row.project),
        "tie_order": process.tie_criteria.all(),
        "draw": tables.draw_of(found, row),
    }
    return render(request, "budgeting/working.html", context)


@public_space
def download(request: HttpRequest, space: Space, version: int, ending: str) -> HttpResponse:
    """The result as CSV, XLSX or JSON."""
    found = result_of(budget_or_404(space), version)
    if found is None or ending not in tables.WRITERS:
        raise Http404
    content, content_type = tables.WRITERS[ending](found)
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="resultado-{space.slug}-v{version}.{ending}"'
    return response


@public_space
def agreement(request: HttpRequest, space: Space) -> FileResponse:
    """The act of the current version."""
    found = result_of(budget_or_404(space))
    record = get_object_or_404(AgreementRecord.objects.select_related("document__file"), prioritization=found)
    return file_response(record.document.file, as_attachment=False)
