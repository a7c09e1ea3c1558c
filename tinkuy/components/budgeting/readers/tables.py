"""Rows of a CSV or of the first sheet of a spreadsheet, by the names of its columns, whatever their order."""

import csv
import io
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from tinkuy.foundation.shared.text import fold

from .sheets import Unreadable

MOST_ROWS = 5_000


def rows_of(content: bytes, needed: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Line number and cells by folded header. Raises Unreadable when a needed column is not there."""
    lines = _lines(content)
    headers = [fold(_text(cell)) for cell in lines[0]] if lines else []
    absent = [name for name in needed if fold(name) not in headers]
    if absent:
        raise Unreadable(_("faltan las columnas %(names)s") % {"names": ", ".join(absent)})
    if len(lines) > MOST_ROWS + 1:
        raise Unreadable(_("tiene más de %(most)s filas") % {"most": MOST_ROWS})
    for number, cells in enumerate(lines[1:], start=2):
        texts = [_text(cell) for cell in cells]
        if any(texts):
            yield number, dict(zip(headers, [*texts, *[""] * len(headers)], strict=False))


def _lines(content: bytes) -> list[Sequence[object]]:
    if content.startswith((b"PK", b"\xd0\xcf")):
        try:
            book = CalamineWorkbook.from_filelike(io.BytesIO(content))
            return list(book.get_sheet_by_index(0).to_python(skip_empty_area=False))
        except (CalamineError, ValueError, OSError, IndexError) as error:
            raise Unreadable(_("no se abre como hoja de cálculo")) from error
    text = _decoded(content)
    first = text.split("\n", 1)[0]
    return list(csv.reader(io.StringIO(text), delimiter=";" if first.count(";") > first.count(",") else ","))


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _text(cell: object) -> str:
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else f"{cell:.2f}" if round(cell, 2) == cell else repr(cell)
    return str(cell).strip().removeprefix("'")
