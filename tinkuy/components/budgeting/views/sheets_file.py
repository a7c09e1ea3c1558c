"""For those who score in a spreadsheet: out with what they have, in with a preview before anything is stored."""

from collections import defaultdict

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tinkuy.foundation.files.actions import store_upload
from tinkuy.foundation.files.enums import XLSX
from tinkuy.foundation.files.models import StoredFile
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.shared.text import fold

from ..access import EVALUATORS, process_role
from ..actions.evaluation import approved_matrix, save_sheet
from ..enums import CriterionKind, SheetStatus
from ..exports.evaluation_sheet import evaluation_workbook
from ..forms.evaluation import UploadForm
from ..models import BudgetProcess, ScoringMatrix
from ..queries.desk import my_sheets
from ..readers import CriterionCell, ReadRow, ReadSheets, Unreadable, read_sheets
from ..refusals import EvaluationRefusal
from ..rules.sheets import Entry

LIMIT = 5 * 1024 * 1024


@process_role(*EVALUATORS)
def download(request: HttpRequest, process: BudgetProcess) -> HttpResponse:
    matrix = approved_matrix(process)
    waiting = [row for row in my_sheets(process, request.user) if row.look != "done"]
    for row in waiting:
        row.project.process = process
    sheets = {row.project.pk: row.sheet for row in waiting if row.sheet}
    content = evaluation_workbook([row.project for row in waiting], matrix, sheets)
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="fichas-{process.space.slug}.xlsx"'
    return response


@process_role(*EVALUATORS)
def upload(request: HttpRequest, process: BudgetProcess) -> HttpResponse:
    """First shows what the file says and every row that is wrong; a second step keeps it as drafts."""
    form = UploadForm(request.POST or None, request.FILES or None)
    read, stored = None, None
    try:
        if "confirm" in request.POST:
            return _keep(request, process)
        if request.method == "POST" and form.is_valid():
            stored = store_upload(
                upload=form.cleaned_data["file"],
                allowed=frozenset({XLSX}),
                max_size=LIMIT,
                uploader=request.user,
                at=timezone.now(),
            )
            read = _read(process, request, stored)
    except Refused as refused:
        form.add_error(None, f"{refused.sentence} {refused.next_step}")
    context = {"space": process.space, "process": process, "form": form, "read": read, "stored": stored}
    status = 422 if form.errors or (read and read.errors) else 200
    return render(request, "budgeting/desk/sheets_upload.html", context, status=status)


def _keep(request: HttpRequest, process: BudgetProcess) -> HttpResponse:
    """Keeps the file that this same person previewed; nothing while a row is wrong."""
    number = request.POST["confirm"]
    stored = get_object_or_404(
        StoredFile, pk=number if number.isdigit() else 0, uploader_number=request.user.pk, content_type=XLSX
    )
    read = _read(process, request, stored)
    if read.errors:
        raise Refused(EvaluationRefusal.BAD_FILE, why=_("todavía tiene filas con error"))
    by_project: dict[str, list[ReadRow]] = defaultdict(list)
    for row in read.rows:
        by_project[row.cui].append(row)
    sheets = {row.project.cui: row for row in my_sheets(process, request.user)}
    with transaction.atomic():
        for cui, rows in by_project.items():
            mine = sheets[cui]
            mine.project.process = process
            save_sheet(
                project=mine.project,
                entries={row.code: Entry(points=row.points, option=row.option, ground=row.ground) for row in rows},
                has_conflict=mine.sheet.has_conflict if mine.sheet else None,
                conflict_note=mine.sheet.conflict_note if mine.sheet else "",
                actor=request.user,
                at=timezone.now(),
            )
    messages.success(request, _("Borradores guardados: %(n)s. Revísalos y entrégalos.") % {"n": len(by_project)})
    return redirect("budgeting:my_sheets", slug=process.space.slug)


def _read(process: BudgetProcess, request: HttpRequest, stored: StoredFile) -> ReadSheets:
    waiting = [row for row in my_sheets(process, request.user) if not _is_handed_in(row.sheet)]
    try:
        with stored.content.open("rb") as content:
            return read_sheets(
                content, cuis={row.project.cui for row in waiting}, criteria=_cells(approved_matrix(process))
            )
    except Unreadable as error:
        raise Refused(EvaluationRefusal.BAD_FILE, why=str(error)) from error


def _is_handed_in(sheet: object) -> bool:
    return sheet is not None and getattr(sheet, "status", "") != SheetStatus.DRAFT


def _cells(matrix: ScoringMatrix) -> dict[str, CriterionCell]:
    return {
        criterion.code: CriterionCell(
            weight=criterion.weight,
            options={fold(option.label): option.pk for option in criterion.options.all()},
            points={option.points: option.pk for option in criterion.options.all()},
            is_manual=criterion.kind == CriterionKind.MANUAL,
        )
        for criterion in matrix.criteria.prefetch_related("options")
    }
