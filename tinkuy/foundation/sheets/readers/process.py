"""The reading of a file, in a process apart with its own ceiling of memory and time."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from ..rules import UnreadableSheet
from ..rules.cells import Cell

_ROOT = Path(__file__).resolve().parents[4]
_BROKEN = (
    "El archivo no se pudo abrir: está dañado o es demasiado grande. Copia las filas que hacen falta a un libro nuevo "
    "y cárgalo."
)


@dataclass
class Table:
    """`sheet`: the sheet's name, or how the text was read. `rows` can be walked once."""

    sheet: str
    rows: Iterator[list[Cell]]
    remarks: list[str] = field(default_factory=list)


@contextmanager
def open_table(path: Path, *, headings: str) -> Iterator[Table]:
    """The rows of a spreadsheet from line 1. `headings`: the dotted name of a module with `find_header` and
    `why_no_header`, that tells which sheet and separator are the ones (`rules.headers.Headings`); it must not need
    Django. Raises UnreadableSheet, also while the rows are being walked."""
    command = [sys.executable, "-m", "tinkuy.foundation.sheets.readers.child", str(path), headings]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=_ROOT, encoding="ascii"
    ) as child:
        try:
            lines = iter(child.stdout or ())
            first = _said(next(lines, ""))
            if "error" in first:
                raise UnreadableSheet(first["error"])
            yield Table(sheet=first["sheet"], rows=_rows(lines), remarks=first["remarks"])
        finally:
            child.kill()


def _said(line: str) -> dict:
    """A line of the child about the table as a whole; a dead child says nothing."""
    try:
        value = json.loads(line)
    except ValueError as error:
        raise UnreadableSheet(_BROKEN) from error
    return value


def _rows(lines: Iterator[str]) -> Iterator[list[Cell]]:
    for line in lines:
        value = json.loads(line) if line.endswith("\n") else None
        if isinstance(value, list):
            yield value
        elif isinstance(value, dict):
            return
        else:
            break
    raise UnreadableSheet(_BROKEN)
