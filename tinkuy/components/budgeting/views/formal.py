"""Public pages of coordination, the opening budget, agreements, accountability and the process document."""

from dataclasses import replace

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tinkuy.foundation.documents.blocks import Block, Table, plain
from tinkuy.foundation.files.queries import file_response
from tinkuy.foundation.shared.paging import keyset_page
from tinkuy.foundation.spaces.access import public_space
from tinkuy.foundation.spaces.models import Space

from ..enums import AgreementState
from ..exports.blank import report_csv
from ..models import CommitmentUpdate
from ..queries import coordination as coordination_queries
from ..queries import formalization as queries
from ..queries.written import accountability_blocks, coordination_blocks, formalization_blocks
from .public import budget_or_404

MOST_ROWS = 100
PAGE_SIZE = 50


def _page(
    request: HttpRequest, space: Space, heading: str, lead: str, blocks: list[Block], **context: object
) -> HttpResponse:
    short = [replace(row, rows=row.rows[:MOST_ROWS]) if isinstance(row, Table) else row for row in blocks]
    is_cut = any(isinstance(row, Table) and len(row.rows) > MOST_ROWS for row in blocks)
    page = {"space": space, "heading": heading, "lead": lead, "blocks": plain(short), "is_cut": is_cut, **context}
    return render(request, "budgeting/formal_page.html", page)


@public_space
@require_safe
def coordination(request: HttpRequest, space: Space) -> HttpResponse:
    process = budget_or_404(space)
    record = coordination_queries.coordination_of(process)
    return _page(
        request,
        space,
        _("Coordinación entre niveles de gobierno"),
        _("Lo que provincias y distritos priorizaron, quién cofinancia qué y qué se pidió dos veces."),
        coordination_blocks(process, record),
        document=record.document if record else None,
    )


@public_space
@require_safe
def budget(request: HttpRequest, space: Space) -> HttpResponse:
    process = budget_or_404(space)
    record = queries.formalization_of(process)
    return _page(
        request,
        space,
        _("Los acuerdos en el presupuesto"),
        _("Qué entró al presupuesto de apertura, con cuánto, y por qué lo programado difiere de lo acordado."),
        formalization_blocks(process, record),
        document=record.document if record else None,
    )


@public_space
@require_safe
def agreements(request: HttpRequest, space: Space) -> HttpResponse:
    process = budget_or_404(space)
    page = keyset_page(
        queries.commitments_of(process), cursor=request.GET.get("cursor", ""), size=PAGE_SIZE, order=("position",)
    )
    counts = queries.counts_by_state(process)
    context = {
        "space": space,
        "process": process,
        "page": page,
        "counts": [(label, counts[value]) for value, label in AgreementState.choices if value in counts],
        "replacements": queries.replacements_of(process),
    }
    return render(request, "budgeting/agreements.html", context)


@public_space
@require_safe
def agreement(request: HttpRequest, space: Space, number: int) -> HttpResponse:
    found = queries.commitment_of(budget_or_404(space), number)
    if found is None:
        raise Http404
    return render(request, "budgeting/agreement_page.html", {"space": space, "commitment": found})


@public_space
@require_safe
def evidence(request: HttpRequest, space: Space, number: int, update: int) -> FileResponse:
    commitment = queries.commitment_of(budget_or_404(space), number)
    row = get_object_or_404(CommitmentUpdate.objects.exclude(file=None), pk=update, commitment=commitment)
    return file_response(row.file, as_attachment=False)  # type: ignore[arg-type]


@public_space
@require_safe
def accountability(request: HttpRequest, space: Space) -> HttpResponse:
    process = budget_or_404(space)
    report = queries.published_report(process)
    return _page(
        request,
        space,
        _("Rendición de cuentas"),
        _("Qué pasó con lo que se acordó el año anterior: acuerdo por acuerdo, con su dinero y su avance."),
        accountability_blocks(report),
        document=report.document if report else None,
        report=report,
    )


@public_space
@require_safe
def accountability_file(request: HttpRequest, space: Space) -> HttpResponse:
    report = queries.published_report(budget_or_404(space))
    if report is None:
        raise Http404
    response = HttpResponse(report_csv(report), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{space.slug}-rendicion-v{report.version}.csv"'
    return response


@public_space
@require_safe
def process_document(request: HttpRequest, space: Space) -> HttpResponse:
    process = budget_or_404(space)
    context = {
        "space": space,
        "versions": process.process_documents.filter(state="ready").select_related("pdf", "docx"),
        "sendings": process.sendings.select_related("version"),
    }
    return render(request, "budgeting/process_document.html", context)


@public_space
@require_safe
def process_document_file(request: HttpRequest, space: Space, version: int, ending: str) -> FileResponse:
    process = budget_or_404(space)
    row = get_object_or_404(process.process_documents.select_related("pdf", "docx"), version=version, state="ready")
    file = {"pdf": row.pdf, "docx": row.docx}.get(ending)
    if file is None:
        raise Http404
    return file_response(file, as_attachment=ending == "docx")
