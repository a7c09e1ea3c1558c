"""Stages on a line, with today on it. It draws; whether an act is open is asked of `spaces.queries`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from .rows import read


@dataclass(frozen=True)
class Point:
    """A stage (past, now or next), or the mark of today when `place` is «today»."""

    place: str
    title: str = ""
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    note: str = ""
    url: str = ""


def points(stages: Iterable[Any], now: datetime) -> list[Point]:
    """In order of opening; today stands after the last stage that has begun."""
    names = ("title", "opens_at", "closes_at", "note", "url")
    ordered = sorted((read(stage, *names) for stage in stages), key=lambda stage: stage[1])
    drawn = [
        Point(_place(opens, closes, now), title, opens, closes, note, url)
        for title, opens, closes, note, url in ordered
    ]
    begun = sum(point.place != "next" for point in drawn)
    return [*drawn[:begun], Point("today", opens_at=now), *drawn[begun:]]


def _place(opens_at: datetime, closes_at: datetime, now: datetime) -> str:
    if closes_at <= now:
        return "past"
    return "now" if opens_at <= now else "next"
