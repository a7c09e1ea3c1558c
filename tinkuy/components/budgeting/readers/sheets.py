"""Reads the evaluation spreadsheet back: what each row says, and what is wrong with it, row by row."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import IO

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from tinkuy.foundation.shared.text import fold

HEADERS = ("CUI", "Proyecto", "Código", "Criterio", "Máximo", "Opciones", "Sugerido", "Puntaje", "Sustento")
MOST_ROWS = 20_000


@dataclass(frozen=True)
class CriterionCell:
    """What a criterion admits: options by folded label and by points, or any points up to its weight."""

    weight: Decimal
    options: Mapping[str, int]
    points: Mapping[Decimal, int]
    is_manual: bool


@dataclass(frozen=True)
class ReadRow:
    line: int
    cui: str
    code: str
    option: int | None
    points: Decimal | None
    ground: str


@dataclass
class ReadSheets:
    rows: list[ReadRow] = field(default_factory=list)
    errors: list[tuple[int, str]] = field(default_factory=list)
    empty: int = 0


class Unreadable(ValueError):
    """The file is not a spreadsheet that we wrote; the message says why, in Spanish."""


def read_sheets(content: IO[bytes], *, cuis: set[str], criteria: Mapping[str, CriterionCell]) -> ReadSheets:
    """Rows with a score, errors by line, and how many rows were left empty."""
    lines = _lines(content)
    found, seen = ReadSheets(), set()
    for number, cells in enumerate(lines, start=2):
        cui, code, score, ground = _text(cells[0]), _text(cells[2]), _text(cells[7]), _text(cells[8])
        if not cui and not score:
            continue
        problem = _problem(cui, code, (cui, code) in seen, cuis, criteria)
        if problem:
            found.errors.append((number, problem))
            continue
        seen.add((cui, code))
        if not score:
            found.empty += 1
            continue
        _add(found, number, cui, code, score, ground, criteria[code])
    return found


def _lines(content: IO[bytes]) -> list[list[object]]:
    try:
        rows = CalamineWorkbook.from_filelike(content).get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, ValueError, OSError) as error:
        raise Unreadable(_("no se abre como hoja de cálculo")) from error
    if not rows or [_text(cell) for cell in rows[0][: len(HEADERS)]] != list(HEADERS):
        raise Unreadable(_("no tiene los encabezados de la hoja que se descarga aquí"))
    if len(rows) > MOST_ROWS:
        raise Unreadable(_("tiene demasiadas filas"))
    return [[*row, *[""] * (len(HEADERS) - len(row))] for row in rows[1:]]


def _problem(cui: str, code: str, is_repeated: bool, cuis: set[str], criteria: Mapping[str, CriterionCell]) -> str:
    if cui not in cuis:
        return _("El proyecto «%(cui)s» no está entre los que te toca puntuar.") % {"cui": cui}
    if code not in criteria:
        return _("El criterio «%(code)s» no es de la matriz.") % {"code": code}
    return _("El proyecto %(cui)s repite el criterio %(code)s.") % {"cui": cui, "code": code} if is_repeated else ""


def _add(found: ReadSheets, line: int, cui: str, code: str, score: str, ground: str, criterion: CriterionCell) -> None:
    points = _points(score)
    option = criterion.options.get(fold(score))
    if option is None and points is not None:
        option = criterion.points.get(points)
    if criterion.is_manual and points is not None and 0 <= points <= criterion.weight:
        found.rows.append(ReadRow(line, cui, code, None, points, ground))
    elif option is not None and not criterion.is_manual:
        found.rows.append(ReadRow(line, cui, code, option, None, ground))
    else:
        facts = {"score": score, "code": code, "weight": criterion.weight}
        sentence = (
            _("«%(score)s» no es un puntaje de 0 a %(weight)s en %(code)s.")
            if criterion.is_manual
            else _("«%(score)s» no es una de las opciones de %(code)s.")
        )
        found.errors.append((line, sentence % facts))


def _points(text: str) -> Decimal | None:
    try:
        found = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None
    return found.quantize(Decimal("0.01")) if found.is_finite() and abs(found) < 10_000 else None


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
