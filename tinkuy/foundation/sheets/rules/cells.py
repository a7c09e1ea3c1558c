"""One cell of a spreadsheet as what it means. A cell is text, a number, a yes or no, or nothing."""

import re
from datetime import date, timedelta

from tinkuy.foundation.shared.text import fold

Cell = str | int | float | bool | None

# How exports say «nothing» (law.md 2.4: nulls are empty, «-», «--», NULL).
_NOTHING = {"", "-", "--", "---", "null", "none", "nan", "na", "n/a", "n.a.", "s/d", "s.d.", "sin dato", "sin datos"}
_FORMULA_ERROR = re.compile(r"#(N/A|N/D|¡?REF!|VALUE!|¡VALOR!|¡?DIV/0!|NAME\?|¿NOMBRE\?|¡?NUM!|NULL!|¡NULO!)", re.I)
# What the reader puts where a formula was never calculated by a spreadsheet program.
UNCALCULATED = "#SIN-CALCULAR"
_EXCEL_EPOCH = date(1899, 12, 30)
_MONTHS = ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "set", "oct", "nov", "dic")


class BadCell(ValueError):
    """What is wrong with the cell, in Spanish, for the person who must correct it."""


def text_of(cell: Cell) -> str:
    """The cell as text on one line: 2234235.0 is «2234235»; what means nothing is empty."""
    text = _plain(cell)
    return "" if fold(text) in _NOTHING else text


def _plain(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "SI" if cell else "NO"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    return re.sub(r"\s+", " ", str(cell).replace("\u00a0", " ").replace("\ufeff", "")).strip()


def refuse_formula_error(text: str) -> None:
    if text == UNCALCULATED:
        raise BadCell("la fórmula no está calculada: abre el archivo en tu programa, guárdalo y cárgalo de nuevo")
    if _FORMULA_ERROR.fullmatch(text.strip()):
        raise BadCell(f"la fórmula de la celda da error ({text.strip()}): corrígela o escribe el valor")


def calendar_date_of(cell: Cell) -> date | None:
    """Day first («31/12/2024», «31-12-24», «31 dic. 2024»), ISO («2024-12-31T00:00»), or the day number of Excel."""
    text = text_of(cell)
    if not text:
        return None
    refuse_formula_error(text)
    found = _iso_date(text) or _day_first(text) or _day_number(cell)
    if found is None:
        raise BadCell("no es una fecha: escríbela día/mes/año")
    return found


def _iso_date(text: str) -> date | None:
    found = re.match(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?=$|[T ])", text, re.ASCII)
    return _calendar(int(found[1]), int(found[2]), int(found[3])) if found else None


def _day_first(text: str) -> date | None:
    found = re.match(r"(\d{1,2})[-/. ](?:de )?([a-z]+|\d{1,2})\.?[-/. ](?:del? )?(\d{2,4})(?=$|[T ])", fold(text))
    if not found:
        return None
    name = found[2][:3].replace("sep", "set")
    month = int(found[2]) if found[2].isdigit() else _MONTHS.index(name) + 1 if name in _MONTHS else 0
    if month > 12 >= int(found[1]):
        raise BadCell("tiene el mes antes que el día: escríbela día/mes/año")
    year = int(found[3])
    return _calendar(year + (2000 if year < 70 else 1900) if year < 100 else year, month, int(found[1]))


def _calendar(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise BadCell("no existe en el calendario") from error


def _day_number(cell: Cell) -> date | None:
    if isinstance(cell, float | int) and not isinstance(cell, bool) and 5_000 <= cell < 74_000:
        return _EXCEL_EPOCH + timedelta(days=int(cell))
    return None


def yes_no_of(cell: Cell) -> bool | None:
    """«Sí», «X», 1, «yes» · «No», 0. Anything else is not known."""
    word = fold(text_of(cell))
    return True if word in {"si", "s", "x", "1", "yes", "true", "verdadero"} else _no(word)


def _no(word: str) -> bool | None:
    return False if word in {"no", "n", "0", "false", "falso"} else None
