"""The calendar of a preset as days of a year, and how it becomes dates: never in the past, on working days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

PREFIX = "calendar."
_ONE = timedelta(days=1)


@dataclass(frozen=True)
class Window:
    """First and last day of a stage, both inside."""

    opens: date
    closes: date


def windows_of(values: Mapping[str, str], *, year: int) -> dict[str, Window]:
    """The days of a preset in a year: «01-22/01-29», or «01-22/+1:02-28» for what ends the year after."""
    return {key.removeprefix(PREFIX): _read(text, year) for key, text in values.items() if key.startswith(PREFIX)}


def is_window(text: str) -> bool:
    """Whether the text says two days; the order of the two is another question."""
    try:
        _read(text, 2028)
    except ValueError:
        return False
    return True


def proposed(windows: Mapping[str, Window], *, today: date, holidays: Mapping[date, str]) -> dict[str, Window]:
    """The same calendar from today on when its first day has passed, moved by whole weeks, on working days."""
    if not windows:
        return {}
    first = min(window.opens for window in windows.values())
    weeks = timedelta(weeks=-(-max((today - first).days, 0) // 7))
    return {key: on_working_days(window, weeks, holidays) for key, window in windows.items()}


def on_working_days(window: Window, shift: timedelta, holidays: Mapping[date, str]) -> Window:
    """A day that does not work passes to the next that does (TUO Ley 27444, 145.2); the order of both is kept."""
    opens = next_working_day(window.opens + shift, holidays)
    closes = next_working_day(window.closes + shift, holidays)
    return Window(opens, max(opens, closes) if window.closes >= window.opens else closes)


def next_working_day(day: date, holidays: Mapping[date, str]) -> date:
    while day.weekday() >= 5 or day in holidays:
        day += _ONE
    return day


def next_year(day: date) -> date:
    """The same week of the year after: 52 weeks later, so that a Monday stays a Monday."""
    return day + timedelta(weeks=52)


def _read(text: str, year: int) -> Window:
    first, last = text.split("/")
    return Window(_day(first, year), _day(last, year))


def _day(text: str, year: int) -> date:
    later, _sign, rest = text.rpartition(":")
    return date.fromisoformat(f"{year + int(later or 0)}-{rest}")
