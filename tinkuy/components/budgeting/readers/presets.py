"""The presets that come with the program: one row per preset and rule, each with its source (data/presets/SOURCE.md).

A rule on which a source is silent takes the platform's default, and says so."""

import csv
from collections.abc import Iterator
from pathlib import Path

from tinkuy.foundation.spaces.enums import SourceMark
from tinkuy.foundation.spaces.registry import PresetRow, PresetSheet

_FOLDER = Path(__file__).resolve().parent.parent / "data" / "presets"
_MARKS = {
    "S": SourceMark.ORDINANCE,
    "N": SourceMark.NORM,
    "R": SourceMark.CONFIGURATION,
    "O": SourceMark.CONFIGURATION,
    "D": SourceMark.DEFAULT,
}
_CALENDAR = "calendar."


def read_presets() -> list[PresetSheet]:
    values: dict[str, list[PresetRow]] = {}
    for row in _rows("values.csv"):
        mark = _MARKS[row["mark"]].value
        line = PresetRow(row["key"], row["value"], mark, row["source"], row["article"])
        values.setdefault(row["preset"], []).append(line)
    defaults = values[""]
    return [_sheet(row, values.get(row["key"], []), defaults) for row in _rows("presets.csv")]


def read_rule_names() -> dict[str, str]:
    return {row["key"]: row["name"] for row in _rows("names.csv")}


def _sheet(row: dict[str, str], own: list[PresetRow], defaults: list[PresetRow]) -> PresetSheet:
    """Its own rows over the defaults; a preset with days of its own keeps the whole calendar it gives."""
    said = {line.key for line in own}
    has_days = any(key.startswith(_CALENDAR) for key in said)
    rest = [line for line in defaults if line.key not in said and not (has_days and line.key.startswith(_CALENDAR))]
    rows = sorted([*own, *rest], key=lambda line: line.key)
    return PresetSheet(row["key"], "budgeting", row["title"], row["norm"], tuple(rows), row["level"], row["note"])


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (_FOLDER / name).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)
