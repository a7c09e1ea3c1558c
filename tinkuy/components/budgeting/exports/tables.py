"""The result as tables that other programs read. Cells that a spreadsheet would run are made plain text."""

import csv
import json
from collections.abc import Callable
from io import BytesIO, StringIO

import xlsxwriter

from tinkuy.foundation.shared.canonical import canonical_json, instant

from ..models import Prioritization, PrioritizedRow
from ..queries.results import rows_of
from ..rules.prioritization import draw_number

COLUMNS = (
    "orden",
    "lista",
    "puesto_en_lista",
    "cui",
    "proyecto",
    "funcion",
    "puntaje_tecnico",
    "votos",
    "base_de_votos",
    "puntaje_votacion",
    "parte_tecnica",
    "parte_votacion",
    "total",
    "monto",
    "resultado",
    "por_saldo",
    "saldo_antes",
    "saldo_despues",
    "desempate",
    "empato_con",
)
_RISKY = ("=", "+", "-", "@", "\t", "\r")


def to_csv(result: Prioritization) -> tuple[bytes, str]:
    """UTF-8 with its mark, so that spreadsheets read the accents."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([safe(cell) for cell in _cells(row)] for row in rows_of(result))
    return b"\xef\xbb\xbf" + out.getvalue().encode(), "text/csv; charset=utf-8"


def to_xlsx(result: Prioritization) -> tuple[bytes, str]:
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("Resultado")
    sheet.write_row(0, 0, COLUMNS, book.add_format({"bold": True, "text_wrap": True}))
    for number, row in enumerate(rows_of(result), start=1):
        for column, cell in enumerate(_cells(row)):
            sheet.write(number, column, cell)
    sheet.freeze_panes(1, 0)
    sheet.set_column(4, 4, 60)
    facts = book.add_worksheet("Datos")
    for number, pair in enumerate(_facts(result)):
        facts.write_row(number, 0, pair)
    book.close()
    return out.getvalue(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def to_json(result: Prioritization) -> tuple[bytes, str]:
    """Rows as text and whole numbers, with the inputs that give them and their hash."""
    data = {
        "space": result.process.space.slug,
        "version": result.version,
        "reason": result.reason,
        "published_at": instant(result.published_at) if result.published_at else None,
        "rules_hash": result.rules_hash,
        "inputs_hash": result.inputs_hash,
        "inputs": json.loads(result.inputs),
        "ceiling": result.ceiling,
        "assigned": result.assigned,
        "balance": result.balance,
        "rows": [dict(zip(COLUMNS, _cells(row, exact=True), strict=True)) for row in rows_of(result)],
    }
    return canonical_json(data).encode(), "application/json"


WRITERS: dict[str, Callable[[Prioritization], tuple[bytes, str]]] = {"csv": to_csv, "xlsx": to_xlsx, "json": to_json}


def draw_of(result: Prioritization, row: PrioritizedRow) -> str:
    """The number that the draw gave this project, where the draw decided."""
    return draw_number(result.draw_seed, row.project.cui) if row.tie_criterion == "draw" else ""


def safe(cell: object) -> object:
    """Text that a spreadsheet would take for a formula gets an apostrophe before it."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_RISKY) else cell


def _cells(row: PrioritizedRow, *, exact: bool = False) -> list[object]:
    """`exact`: decimals as they are, for JSON; otherwise as text with a point, which CSV and XLSX keep whole."""
    project = row.project
    cells: list[object] = [
        row.fill_position,
        row.list_key,
        row.position,
        project.cui,
        project.title,
        project.function,
        row.technical_score,
        row.votes,
        row.vote_base,
        row.vote_score,
        row.technical_part,
        row.vote_part,
        row.total,
        row.amount,
        row.outcome,
        row.by_remainder if exact else ("sí" if row.by_remainder else "no"),
        row.balance_before,
        row.balance_after,
        row.tie_criterion,
        row.tied_with,
    ]
    return cells


def _facts(result: Prioritization) -> list[tuple[str, object]]:
    return [
        ("Proceso", result.process.space.title),
        ("Versión", result.version),
        ("Motivo", result.reason),
        ("Techo (S/)", result.ceiling),
        ("Asignado (S/)", result.assigned),
        ("Saldo (S/)", result.balance),
        ("Reglas (SHA-256)", result.rules_hash),
        ("Datos del cálculo (SHA-256)", result.inputs_hash),
    ]
