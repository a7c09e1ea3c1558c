"""The spreadsheet of an evaluator: one row per project and criterion, only score and ground open to writing."""

from io import BytesIO

import xlsxwriter

from ..models import BudgetProject, EvaluationSheet, ScoringMatrix
from ..queries.suggestions import suggestions_for
from ..readers import HEADERS

_WIDTHS = (12, 50, 8, 30, 9, 40, 40, 26, 50)


def evaluation_workbook(
    projects: list[BudgetProject], matrix: ScoringMatrix, sheets: dict[int, EvaluationSheet]
) -> bytes:
    """`sheets`: by project number, what the evaluator already wrote."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    page = book.add_worksheet("Fichas")
    page.protect("", {"format_columns": True, "format_rows": True, "sort": True, "autofilter": True})
    head = book.add_format({"bold": True, "text_wrap": True, "bottom": 1})
    fixed = book.add_format({"text_wrap": True, "valign": "top"})
    open_ = book.add_format({"text_wrap": True, "valign": "top", "locked": False, "bg_color": "#FBF3DC"})
    page.write_row(0, 0, HEADERS, head)
    for column, width in enumerate(_WIDTHS):
        page.set_column(column, column, width)
    page.freeze_panes(1, 3)
    line = 1
    for project in projects:
        for cells, labels in _rows(project, matrix, sheets.get(project.pk)):
            page.write_row(line, 0, cells[:7], fixed)
            page.write_row(line, 7, cells[7:], open_)
            if labels and sum(map(len, labels)) < 240:
                page.data_validation(line, 7, line, 7, {"validate": "list", "source": labels})
            line += 1
    book.close()
    return out.getvalue()


def _rows(
    project: BudgetProject, matrix: ScoringMatrix, sheet: EvaluationSheet | None
) -> list[tuple[list[str], list[str]]]:
    suggested = suggestions_for(project, matrix)
    scores = {score.criterion_id: score for score in sheet.scores.select_related("option")} if sheet else {}
    rows = []
    for criterion in matrix.criteria.all():
        options = list(criterion.options.all())
        score, hint = scores.get(criterion.pk), suggested.get(criterion.code)
        written = (score.option.label if score.option else f"{score.points}") if score else ""
        cells = [
            project.cui,
            project.title,
            criterion.code,
            criterion.name,
            f"{criterion.weight}",
            "; ".join(f"{option.label} ({option.points})" for option in options),
            f"{hint.label}: {hint.working}" if hint else "",
            written,
            score.ground if score else "",
        ]
        rows.append((cells, [option.label for option in options]))
    return rows
