"""Who backs a citizen without an organisation (Callao OR 005-2022: 140 people, 0.02 % of adults)."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tinkuy.foundation.sheets.rules.cells import Cell, text_of

from ..text.adherents import find_header

LOST_ZERO = "tiene 7 cifras: parece que perdió el cero inicial. Corrígelo en la lista"


@dataclass(frozen=True)
class AdherentLine:
    line: int
    name: str
    number: str
    problem: str = ""


def typed_lines(text: str) -> Iterator[AdherentLine]:
    """«41000001 Ana Rojas» or «Ana Rojas; 41000001», one for each person, as people type or paste them."""
    for number, raw in enumerate(text.splitlines(), start=1):
        if raw.strip():
            found = re.search(r"\d{6,12}", raw)
            name = raw.replace(found[0], "") if found else raw
            yield checked(number, found[0] if found else "", " ".join(re.sub(r"[;,\t]", " ", name).split()))


def sheet_lines(rows: Iterable[Sequence[Cell]]) -> Iterator[AdherentLine]:
    head: list[Sequence[Cell]] = []
    columns = None
    for line, row in enumerate(rows, start=1):
        if columns is None:
            head.append(row)
            found = find_header(head)
            columns = found if found.is_enough else None
        elif any(text_of(cell) for cell in row):
            number = re.sub(r"[\s.\-]", "", text_of(columns.cell(row, "document")))
            yield checked(line, number, text_of(columns.cell(row, "name")))


def checked(line: int, number: str, name: str) -> AdherentLine:
    """A line with what is wrong in it: it stays in the list, flagged, and does not count."""
    problem = ""
    if re.fullmatch(r"\d{7}", number):
        problem = LOST_ZERO
    elif not re.fullmatch(r"\d{8}", number):
        problem = "el DNI tiene 8 cifras" if number else "falta el DNI"
    elif not name:
        problem = "falta el nombre"
    return AdherentLine(line, name[:200], number, problem)


def purge_on(published_on: date, kept_days: int) -> date:
    """The first day on which the data of adherents is no longer kept."""
    return published_on + timedelta(days=kept_days + 1)
