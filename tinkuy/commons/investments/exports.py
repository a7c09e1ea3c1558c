"""What a page shows, as CSV or XLSX: row by row, with no cell that a spreadsheet program would run."""

import csv
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

import xlsxwriter
from django.db.models import QuerySet
from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse

from tinkuy.foundation.shared.text import neutral_cell

from .models import InvestmentRecord, PortfolioIssue
from .queries import with_everything

FORMATS = ("csv", "xlsx")
RECORD_COLUMNS = (
    *("entidad", "codigo_unico", "nombre", "tipo", "estado", "situacion", "funcion", "sector", "unidad_ejecutora"),
    *("monto_viable", "costo_actualizado", "saldo", "devengado", "pia", "pim", "beneficiarios", "avance_fisico"),
    *("avance_financiero", "fecha_registro", "fecha_viabilidad", "ubigeos", "multiprovincial", "version", "cargada"),
)
ISSUE_COLUMNS = ("fila", "columna", "valor", "motivo", "codigo_unico", "clase")
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def record_rows(records: QuerySet[InvestmentRecord]) -> Iterator[Sequence[object]]:
    for row in with_everything(records).iterator(chunk_size=1000):
        yield (
            *(row.investment.body.name, row.investment.cui, row.name, row.kind, row.state, row.situation),
            *(row.function, row.sector, row.executing_unit, row.viable_amount, row.updated_cost, row.balance),
            *(row.accrued, row.pia, row.pim, row.beneficiaries, row.physical_progress, row.financial_progress),
            *(row.registered_on, row.viable_on, "|".join(place.ubigeo for place in row.places.all())),
            *("si" if row.is_multiprovincial else "no", row.version.number, row.version.loaded_at.date()),
        )


def issue_rows(issues: QuerySet[PortfolioIssue]) -> Iterator[Sequence[object]]:
    for row in issues.iterator(chunk_size=1000):
        yield row.line or "", row.column, row.value, row.reason, row.cui, str(row.get_kind_display())


def as_file(
    *, name: str, file_format: str, columns: Sequence[str], rows: Iterable[Sequence[object]]
) -> HttpResponseBase:
    """A download named `name`.csv or .xlsx."""
    if file_format == "csv":
        response = StreamingHttpResponse(_csv_lines(columns, rows), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
        return response
    return FileResponse(_workbook(columns, rows), as_attachment=True, filename=f"{name}.xlsx", content_type=_XLSX)


class _Line:
    """What the csv writer writes to: hands each line back."""

    def write(self, line: str) -> str:
        return line


def _csv_lines(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield "\ufeff" + writer.writerow(columns)
    for row in rows:
        yield writer.writerow(["" if cell is None else neutral_cell(cell) for cell in row])


def _workbook(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> tempfile.SpooledTemporaryFile:
    """Text stays text (codes keep their zeros), amounts are numbers, nothing is a formula or a link."""
    out = tempfile.SpooledTemporaryFile(max_size=5_000_000)  # noqa: SIM115 the response closes it
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, options)
    sheet = book.add_worksheet("Datos")
    bold = book.add_format({"bold": True})
    for number, title in enumerate(columns):
        sheet.write_string(0, number, title, bold)
    for line, row in enumerate(rows, start=1):
        for number, cell in enumerate(row):
            if isinstance(cell, Decimal | int):
                sheet.write_number(line, number, cell)
            elif cell is not None:
                sheet.write_string(line, number, str(neutral_cell(str(cell)))[:32_000])
    sheet.freeze_panes(1, 0)
    book.close()
    out.seek(0)
    return out
