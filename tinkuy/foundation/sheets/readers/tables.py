"""Tables of a web page that the State's systems hand out as «.xls»: the largest one, as rows of text.

Parsed as HTML, never as XML: no entities, no outside documents. It runs in the reading process, with its limits."""

import re
from pathlib import Path

from lxml import html
from lxml.etree import ParserError

from ..rules import MAX_ROWS, UnreadableSheet
from ..rules.headers import Headings
from .delimited import decode

MAX_COLUMNS = 400
_DECLARED = re.compile(rb"<meta[^>]+charset=[\"']?\s*([\w-]+)", re.I)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_NONE = "El archivo es una página web sin ninguna tabla. Exporta la hoja como libro de Excel (.xlsx) o CSV."


def read_html(path: Path, headings: Headings) -> tuple[str, list[list[str]]]:
    """How it was read, and the rows of the table whose header is known best. Raises UnreadableSheet."""
    content = path.read_bytes()
    try:
        page = html.document_fromstring(_DECLARATION.sub("", _text(content)))
    except (ParserError, ValueError) as error:
        raise UnreadableSheet(_NONE) from error
    tables = [_rows(table) for table in page.iter("table") if not table.xpath(".//table")]
    tables = [rows for rows in tables if len(rows) > 1]
    if not tables:
        raise UnreadableSheet(_NONE)
    return "tabla de una página web", max(tables, key=lambda rows: (headings.find_header(rows).known, len(rows)))


def _text(content: bytes) -> str:
    """By the page's own word when it tells its encoding and keeps to it; else as any text."""
    declared = _DECLARED.search(content[:4096])
    if declared:
        try:
            return content.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(content)[0]


def _rows(table: html.HtmlElement) -> list[list[str]]:
    """Cells by row; a cell that spans columns leaves the next ones empty, one that spans rows says the same in each."""
    rows: list[list[str]] = []
    hanging: dict[int, tuple[int, str]] = {}
    for line in table.iter("tr"):
        if len(rows) > MAX_ROWS + 1_000:
            raise UnreadableSheet(f"El archivo tiene más de {MAX_ROWS:,} filas: deja solo las de tu entidad.")
        row: list[str] = []
        for cell in line.iterchildren("td", "th"):
            _hang(row, hanging)
            text, across, down = _said(cell), _span(cell, "colspan"), _span(cell, "rowspan")
            if down > 1:
                hanging[len(row)] = (down - 1, text)
            row += [text, *[""] * (across - 1)][: MAX_COLUMNS - len(row)]
        _hang(row, hanging)
        rows.append(row)
    return rows


def _hang(row: list[str], hanging: dict[int, tuple[int, str]]) -> None:
    while len(row) in hanging and len(row) < MAX_COLUMNS:
        left, text = hanging.pop(len(row))
        if left > 1:
            hanging[len(row)] = (left - 1, text)
        row.append(text)


def _said(cell: html.HtmlElement) -> str:
    return re.sub(r"\s+", " ", cell.text_content()).strip()


def _span(cell: html.HtmlElement, name: str) -> int:
    value = cell.get(name) or "1"
    return min(int(value), MAX_COLUMNS) if value.isdecimal() and int(value) else 1
