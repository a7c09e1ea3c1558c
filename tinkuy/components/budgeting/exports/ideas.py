"""Ideas as tables. Names of authors only where they wanted to be named; never a document, a mail, a supporter."""

import csv
from collections.abc import Callable, Iterable
from io import BytesIO, StringIO

import xlsxwriter

from tinkuy.foundation.shared.canonical import canonical_json, instant

from ..models import ProjectIdea

COLUMNS = (
    "codigo", "nombre", "presentada", "provincia", "distrito", "ubigeo", "tema", "accion_estrategica", "detalle",
    "beneficiarios", "monto_aproximado", "estado", "apoyos", "autor",
)  # fmt: skip
_RISKY = ("=", "+", "-", "@", "\t", "\r")


def to_csv(ideas: Iterable[ProjectIdea]) -> tuple[bytes, str]:
    """UTF-8 with its mark; cells that a spreadsheet would run are plain text."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([_safe(cell) for cell in _cells(idea)] for idea in ideas)
    return b"\xef\xbb\xbf" + out.getvalue().encode(), "text/csv; charset=utf-8"


def to_xlsx(ideas: Iterable[ProjectIdea]) -> tuple[bytes, str]:
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("Ideas")
    sheet.write_row(0, 0, COLUMNS, book.add_format({"bold": True}))
    for number, idea in enumerate(ideas, start=1):
        sheet.write_row(number, 0, _cells(idea))
    sheet.freeze_panes(1, 0)
    sheet.set_column(1, 1, 60)
    book.close()
    return out.getvalue(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def to_json(ideas: Iterable[ProjectIdea]) -> tuple[bytes, str]:
    rows = [dict(zip(COLUMNS, _cells(idea), strict=True)) for idea in ideas]
    return canonical_json({"ideas": rows}).encode(), "application/json"


WRITERS: dict[str, Callable[[Iterable[ProjectIdea]], tuple[bytes, str]]] = {
    "csv": to_csv,
    "xlsx": to_xlsx,
    "json": to_json,
}


def _safe(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_RISKY) else cell


def _cells(idea: ProjectIdea) -> list[object]:
    return [
        idea.dossier.code,
        idea.name,
        instant(idea.proposed_at),
        idea.province_name,
        idea.district_name,
        idea.ubigeo,
        str(idea.get_theme_display()),
        idea.strategic_action,
        idea.detail,
        idea.beneficiaries,
        None if idea.amount is None else f"{idea.amount:.2f}",
        idea.state,
        idea.support_count,
        idea.author_name,
    ]
