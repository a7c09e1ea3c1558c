"""What was read, as plain data that waits for a decision and comes back the same."""

import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from .portfolio import Entry
from .rows import AMOUNTS, PERCENTS, Value

_DATES = ("registered_on", "viable_on")


@dataclass(frozen=True)
class DraftEntry:
    """An investment of the draft. `values`: field → value, with the types of the record's columns."""

    cui: str
    name: str
    values: dict[str, Value]
    places: list[str]
    unknown_places: list[str]
    is_multiprovincial: bool
    extras: dict[str, str]
    lines: list[int]

    @property
    def amount(self) -> Decimal | None:
        values = (self.values.get(name) for name in ("updated_cost", "viable_amount", "pim"))
        return next((value for value in values if isinstance(value, Decimal)), None)


def pack(entries: Iterable[Entry]) -> bytes:
    """Compressed JSON; amounts and dates as text, so that nothing passes through a float."""
    rows = [
        [
            entry.cui,
            entry.name,
            {name: _plain(value) for name, value in entry.values.items() if value not in (None, "")},
            entry.places,
            entry.unknown_places,
            entry.is_multiprovincial,
            entry.extras,
            entry.lines,
        ]
        for entry in entries
    ]
    return zlib.compress(json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode(), level=3)


def unpack(content: bytes) -> list[DraftEntry]:
    rows = json.loads(zlib.decompress(content))
    return [DraftEntry(row[0], row[1], _typed(row[2]), *row[3:]) for row in rows]


def _plain(value: Value) -> Any:
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else value


def _typed(values: dict[str, Any]) -> dict[str, Value]:
    for name, value in values.items():
        if name in AMOUNTS or name in PERCENTS:
            values[name] = Decimal(value)
        elif name in _DATES:
            values[name] = date.fromisoformat(value)
    return values
