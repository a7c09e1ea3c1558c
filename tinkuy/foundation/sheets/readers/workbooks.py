"""XLSX, XLS and ODS through calamine, with what it leaves out: merged cells, formula errors, hidden rows."""

import html
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from ..rules import MAX_ROWS, UnreadableSheet
from ..rules.cells import UNCALCULATED, Cell
from ..rules.headers import LINES_TO_LOOK_AT, Found, Headings

MAX_CELLS = 8_000_000
MAX_SHEETS = 100
_CHUNK = 1 << 20
_HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*?\bhidden=\"(?:1|true)\"[^>]*>")
_ROW_NUMBER = re.compile(rb"\br=\"(\d+)\"")
_ERROR_CELL = re.compile(
    rb"<(?:\w+:)?c\b(?=[^>]*\bt=\"e\")[^>]*\br=\"([A-Z]+)(\d+)\"[^>]*>.*?<(?:\w+:)?v>([^<]*)<", re.S
)
_NEVER_CALCULATED = re.compile(
    rb"<(?:\w+:)?c\b[^>]*\br=\"([A-Z]+)(\d+)\"[^>]*><(?:\w+:)?f[^>]*>[^<]*</(?:\w+:)?f>"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?</(?:\w+:)?c>"
)


@dataclass
class Sheet:
    """The chosen sheet: its rows from line 1, and what to tell of it."""

    name: str
    rows: list[list[Cell]]
    remarks: list[str] = field(default_factory=list)


@dataclass
class Marks:
    """What the sheet's XML says and calamine does not: (line, column) from 0 → text of the error."""

    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden: list[int] = field(default_factory=list)


def read_workbook(path: Path, headings: Headings) -> Sheet:
    """The sheet with the best header. Raises UnreadableSheet."""
    try:
        # From the bytes: an ending that lies («.xlsx» for an old .xls) must not decide how they are read.
        with path.open("rb") as content, CalamineWorkbook.from_filelike(content) as book:
            name, others = _best_sheet(book, headings)
            sheet = _load(book, name)
            rows = _plain_rows(sheet)
            _spread_merged(rows, sheet)
    except PasswordError as error:
        raise UnreadableSheet(
            "El archivo está protegido con contraseña. Quítasela, guárdalo y cárgalo de nuevo."
        ) from error
    except (CalamineError, OSError, ValueError) as error:
        raise UnreadableSheet(
            "El archivo está dañado o incompleto. Ábrelo en Excel o LibreOffice y guárdalo como libro de Excel (.xlsx)."
        ) from error
    marks = _marks(path, name)
    for (line, column), text in marks.errors.items():
        if line < len(rows) and column < len(rows[line]):
            rows[line][column] = text
    return Sheet(name=name, rows=rows, remarks=[*_hidden_remark(marks), *others])


def _best_sheet(book: CalamineWorkbook, headings: Headings) -> tuple[str, list[str]]:
    """The sheet with most known columns (a visible one before a hidden one), and a remark for each other that would
    have done too."""
    found: list[tuple[bool, Found, str]] = []
    for data in book.sheets_metadata[:MAX_SHEETS]:
        if "WorkSheet" not in str(data.typ):
            continue
        head = _plain_rows(_load(book, data.name), LINES_TO_LOOK_AT + 1)
        found.append((data.visible == SheetVisibleEnum.Visible, headings.find_header(head), data.name))
    if not found:
        raise UnreadableSheet("El libro no tiene ninguna hoja con celdas.")
    best = max(found, key=lambda item: (item[1].is_enough, item[0], item[1].known))
    # Some lists let a person say later which column is which: for those the likeliest sheet is read all the same.
    if not best[1].is_enough and not getattr(headings, "MAY_BE_EXPLAINED", False):
        raise UnreadableSheet(headings.why_no_header(best[1]))
    others = [name for _visible, header, name in found if header.is_enough and name != best[2]]
    return best[2], [f"La hoja «{name}» también tiene esas columnas y no se leyó." for name in others]


def _load(book: CalamineWorkbook, name: str) -> CalamineSheet:
    sheet = book.get_sheet_by_name(name)
    if sheet.total_height > MAX_ROWS + LINES_TO_LOOK_AT or sheet.total_height * sheet.total_width > MAX_CELLS:
        raise UnreadableSheet(
            f"La hoja «{name}» tiene {sheet.total_height:,} filas y {sheet.total_width:,} columnas: es demasiado. "
            "Copia solo las filas que hacen falta a un libro nuevo."
        )
    return sheet


def _plain_rows(sheet: CalamineSheet, count: int | None = None) -> list[list[Cell]]:
    rows = sheet.to_python(skip_empty_area=False, nrows=count)
    return [[_plain(cell) for cell in row] for row in rows]


def _plain(cell: object) -> Cell:
    if cell is None or isinstance(cell, str | bool | int | float):
        return cell
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _spread_merged(rows: list[list[Cell]], sheet: CalamineSheet) -> None:
    """A cell merged over several rows says the same of each of them."""
    for (top, left), (bottom, _right) in (sheet.merged_cell_ranges or [])[:100_000]:
        if top >= len(rows) or left >= len(rows[top]) or bottom == top:
            continue
        for line in range(top + 1, min(bottom + 1, len(rows))):
            if left < len(rows[line]) and rows[line][left] in (None, ""):
                rows[line][left] = rows[top][left]


def _hidden_remark(marks: Marks) -> list[str]:
    if not marks.hidden:
        return []
    lines = ", ".join(map(str, marks.hidden[:10])) + ("…" if len(marks.hidden) > 10 else "")
    if len(marks.hidden) == 1:
        return [f"La fila {lines} está oculta en la hoja: también se leyó."]
    return [f"Hay {len(marks.hidden):,} filas ocultas en la hoja ({lines}): también se leyeron."]


def _marks(path: Path, name: str) -> Marks:
    marks = Marks()
    if not zipfile.is_zipfile(path):
        return marks
    with zipfile.ZipFile(path) as archive:
        member = _sheet_member(archive, name)
        if member:
            for chunk in _row_chunks(archive, member):
                _scan(chunk, marks)
    return marks


def _sheet_member(archive: zipfile.ZipFile, name: str) -> str:
    """The part of an XLSX that holds a sheet; empty for ODS or when it cannot be told."""
    try:
        book = archive.read("xl/workbook.xml").decode("utf-8", errors="replace")
        links = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", errors="replace")
    except KeyError:
        return ""
    key = ""
    for tag in re.findall(r"<(?:\w+:)?sheet\b[^>]*>", book):
        found, number = re.search(r'\bname="([^"]*)"', tag), re.search(r'\w+:id="([^"]*)"', tag)
        if found and number and html.unescape(found[1]) == name:
            key = number[1]
    for tag in re.findall(r"<(?:\w+:)?Relationship\b[^>]*>", links):
        target = re.search(r'\bTarget="([^"]*)"', tag)
        if key and target and f'Id="{key}"' in tag:
            member = target[1].lstrip("/")
            member = member if member.startswith("xl/") else f"xl/{member}"
            return member if member in archive.namelist() else ""
    return ""


def _row_chunks(archive: zipfile.ZipFile, member: str) -> Iterator[bytes]:
    """The sheet's XML in pieces that never cut a row in two."""
    rest = b""
    with archive.open(member) as part:
        while chunk := part.read(_CHUNK):
            whole, closing, rest = (rest + chunk).rpartition(b"row>")
            yield whole + closing


def _scan(chunk: bytes, marks: Marks) -> None:
    for tag in _HIDDEN_ROW.finditer(chunk):
        number = _ROW_NUMBER.search(tag[0])
        if number:
            marks.hidden.append(int(number[1]))
    if b't="e"' in chunk:
        for letters, number, text in _ERROR_CELL.findall(chunk):
            marks.errors[int(number) - 1, _column(letters)] = html.unescape(text.decode("utf-8", errors="replace"))
    for letters, number in _NEVER_CALCULATED.findall(chunk) if b"<f" in chunk or b":f" in chunk else []:
        marks.errors[int(number) - 1, _column(letters)] = UNCALCULATED


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
