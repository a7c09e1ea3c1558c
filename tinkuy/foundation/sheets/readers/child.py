"""Run as `python -m …sheets.readers.child FILE HEADINGS`: prints the table as JSON lines and dies alone if the file is
hostile. First line: name of the sheet and remarks, or an error; then a row per line; then «end»."""

import json
import resource
import sys
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path

from ..rules import UnreadableSheet
from ..rules.cells import Cell
from ..rules.headers import Headings
from .delimited import read_delimited
from .kinds import HTML, TEXT, kind_of
from .tables import read_html
from .workbooks import read_workbook

MEMORY = 1_500 * 1024 * 1024
CPU_SECONDS = 90


def main(path: Path, headings: Headings) -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        name, rows, remarks = _table(path, headings)
    except UnreadableSheet as problem:
        _say({"error": str(problem)})
        return 0
    _say({"sheet": name, "remarks": remarks})
    for row in rows:
        _say(row)
    _say({"end": True})
    return 0


def _table(path: Path, headings: Headings) -> tuple[str, Iterable[list[Cell]] | Iterable[list[str]], list[str]]:
    kind = kind_of(path)
    if kind in (TEXT, HTML):
        name, lines = read_delimited(path, headings) if kind == TEXT else read_html(path, headings)
        return name, lines, []
    sheet = read_workbook(path, headings)
    return sheet.name, sheet.rows, sheet.remarks


def _say(value: object) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=True, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), import_module(sys.argv[2])))
