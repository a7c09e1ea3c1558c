"""The reading of a file, in a process apart with its own ceiling of memory and time."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from ..rules.cells import Cell
from ..rules.portfolio import UnreadablePortfolio

_ROOT = Path(__file__).resolve().parents[4]
_BROKEN = (
    "El archivo no se pudo abrir: está dañado o es demasiado grande. Copia las filas de tu cartera a un libro nuevo "
    "y cárgalo."
)


@dataclass
class Table:
    """`sheet`: the sheet's name, or how the text was read. `rows` can be walked once."""

    sheet: str
    rows: Iterator[list[Cell]]
    remarks: list[str] = field(default_factory=list)


@contextmanager
def open_table(path: Path) -> Iterator[Table]:
    """The rows of a spreadsheet from line 1. Raises UnreadablePortfolio, also while they are being walked."""
    command = [sys.executable, "-m", "tinkuy.commons.investments.readers.child", str(path)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=_ROOT, encoding="ascii"
    ) as child:
        try:
            lines = iter(child.stdout or ())
            first = _said(next(lines, ""))
            if "error" in first:
                raise UnreadablePortfolio(first["error"])
            yield Table(sheet=first["sheet"], rows=_rows(lines), remarks=first["remarks"])
        finally:
            child.kill()


def _said(line: str) -> dict:
    """A line of the child about the table as a whole; a dead child says nothing."""
    try:
        value = json.loads(line)
    except ValueError as error:
        raise UnreadablePortfolio(_BROKEN) from error
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
    raise UnreadablePortfolio(_BROKEN)
