"""The export package for the ministry's application, per phase: the entity's columns, cells that nothing runs."""

import csv
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO, StringIO

import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _later

from tinkuy.foundation.documents.actions import render_report
from tinkuy.foundation.documents.blocks import Block, Heading, Table, Text
from tinkuy.foundation.files.enums import XLSX, ZIP
from tinkuy.foundation.shared.text import neutral_cell

from ..enums import ExportPhase, ExportSheet
from ..models import BudgetProcess
from ..queries.handover import columns_for, sheet_rows
from ..rules.columns import PHASES, Column, written

NOT_FOUND = _later(
    "No se encontró el formato de campos del Aplicativo Interactivo del MEF: estas columnas son configuración."
)
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Sheet:
    key: str
    title: str
    header: list[str]
    rows: list[list[str]]


def sheets_of(process: BudgetProcess, phase: str, *, at: date, shows_documents: bool) -> list[Sheet]:
    return [sheet_of(process, key, at=at, shows_documents=shows_documents) for key in PHASES[phase]]


def sheet_of(process: BudgetProcess, key: str, *, at: date, shows_documents: bool, limit: int | None = None) -> Sheet:
    columns = [column for column in columns_for(process.space.body, key) if column.is_shown]
    rows = sheet_rows(process, key, at=at, shows_documents=shows_documents)[:limit]
    return Sheet(
        key,
        str(ExportSheet(key).label),
        [column.header for column in columns],
        [[_cell(row, column) for column in columns] for row in rows],
    )


def _cell(row: dict[str, object], column: Column) -> str:
    return str(neutral_cell(written(row.get(column.source), column.format)))


def to_xlsx(sheets: Sequence[Sheet]) -> bytes:
    """All cells are text, so that a DNI keeps its leading zero and no cell is a formula."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold = book.add_format({"bold": True, "text_wrap": True})
    for sheet in sheets:
        page = book.add_worksheet(sheet.title[:31])
        for number, row in enumerate([sheet.header, *sheet.rows]):
            for column, cell in enumerate(row):
                page.write_string(number, column, cell, bold if number == 0 else None)
        page.freeze_panes(1, 0)
        page.set_column(0, max(len(sheet.header) - 1, 0), 22)
    book.close()
    return out.getvalue()


def to_csv(sheets: Sequence[Sheet]) -> bytes:
    """One CSV per sheet in a ZIP without a clock: the same rows give the same bytes."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, sheet in enumerate(sheets, start=1):
            text = StringIO()
            csv.writer(text, lineterminator="\r\n").writerows([sheet.header, *sheet.rows])
            member = zipfile.ZipInfo(f"{number}-{sheet.key}.csv", _ZIP_DATE)
            archive.writestr(member, b"\xef\xbb\xbf" + text.getvalue().encode())
    return out.getvalue()


def to_pdf(process: BudgetProcess, phase: str, sheets: Sequence[Sheet], *, on: date) -> bytes:
    """The report for the file: a table per sheet, with what is empty said."""
    blocks: list[Block] = [Text(str(NOT_FOUND))]
    for sheet in sheets:
        blocks.append(Heading(sheet.title))
        rows = [[cell or "—" for cell in row] for row in sheet.rows]
        blocks.append(
            Table(sheet.title, sheet.header, rows) if rows else Text(_("No consta ningún registro."), is_missing=True)
        )
    space = process.space
    return render_report(
        blocks,
        title=_("Reporte para el aplicativo del MEF: %(phase)s") % {"phase": ExportPhase(phase).label},
        issuer=space.body.name,
        process=space.title,
        on=on,
        code=space.dossier.code,
        is_demo=space.is_demo,
        is_wide=True,
    )


CONTENT_TYPES = {"xlsx": XLSX, "csv": ZIP, "pdf": "application/pdf"}
FILE_ENDINGS = {"xlsx": "xlsx", "csv": "csv.zip", "pdf": "pdf"}


def build(process: BudgetProcess, phase: str, ending: str, *, at: date) -> tuple[bytes, bool]:
    """The file, and whether it carries document numbers. The PDF is printed and passed on, so it never does."""
    shows = ending != "pdf" and "agents" in PHASES[phase]
    sheets = sheets_of(process, phase, at=at, shows_documents=shows)
    if ending == "pdf":
        return to_pdf(process, phase, sheets, on=at), False
    return (to_xlsx(sheets) if ending == "xlsx" else to_csv(sheets)), shows
