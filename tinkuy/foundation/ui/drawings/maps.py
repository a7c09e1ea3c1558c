"""A map of shapes by value. The paths come ready, in the units of the view box; here they get their tone and place."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from .rows import read


@dataclass(frozen=True)
class Shape:
    name: str
    d: str
    value: str
    level: int
    url: str
    x: Any
    y: Any
    is_here: bool


def shapes(rows: Iterable[Any]) -> list[Shape]:
    """Rows: name, d, value (in words), level (0 to 5); optionally url, x and y (where the label goes), is_here."""
    names = ("name", "d", "value", "level", "url", "x", "y", "is_here")
    return [
        Shape(name, d, value, min(max(int(level or 0), 0), 5), url, x, y, bool(here))
        for name, d, value, level, url, x, y, here in (read(row, *names) for row in rows)
    ]
