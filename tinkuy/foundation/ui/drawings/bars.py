"""Bars: a score in its two parts, a ceiling that fills up, values beside each other. Widths are percent of the bar."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from .rows import decimal, read, share

_TONES = 4


@dataclass(frozen=True)
class Bar:
    label: str
    value: Decimal
    start: Decimal
    width: Decimal
    tone: int = 1
    url: str = ""


@dataclass(frozen=True)
class Filling:
    """Parts of a ceiling. When they exceed it the bar shows all of them and the limit stands inside."""

    bars: list[Bar]
    total: Decimal
    used: Decimal
    limit_at: Decimal

    @property
    def remainder(self) -> Decimal:
        return self.total - self.used

    @property
    def excess(self) -> Decimal:
        return max(self.used - self.total, Decimal(0))


def filling(parts: Iterable[Any], total: Any) -> Filling:
    read_parts = [(str(label), decimal(value)) for label, value in (read(part, "label", "value") for part in parts)]
    used, ceiling = sum((value for _, value in read_parts), Decimal(0)), decimal(total)
    scale = max(used, ceiling)
    bars, so_far = [], Decimal(0)
    for place, (label, value) in enumerate(read_parts):
        bars.append(Bar(label, value, share(so_far, scale), share(value, scale), tone=place % _TONES + 1))
        so_far += value
    return Filling(bars, ceiling, used, share(ceiling, scale))


def side_by_side(rows: Iterable[Any]) -> list[Bar]:
    """Each bar against the greatest. Rows are (label, value), optionally with a url and a tone."""
    read_rows = [read(row, "label", "value", "url", "tone") for row in rows]
    greatest = max((decimal(value) for _, value, _, _ in read_rows), default=Decimal(0))
    return [
        Bar(str(label), decimal(value), Decimal(0), share(decimal(value), greatest), tone=int(tone or 1), url=str(url))
        for label, value, url, tone in read_rows
    ]


def score(technical: Any, vote: Any, whole: Any) -> tuple[Bar, Bar]:
    """Two parts of one score, already weighted, on a bar as long as the whole."""
    first, second, full = decimal(technical), decimal(vote), decimal(whole)
    start = share(first, full)
    return Bar("technical", first, Decimal("0.00"), start, 1), Bar("vote", second, start, share(second, full), 3)
