"""Which days do not count, where."""

from collections.abc import Iterable
from datetime import date

from tinkuy.foundation.shared.refusals import Refused

from . import rules
from .enums import DayKind
from .models import NonWorkingDay
from .readers import shipped_holidays
from .refusals import CalendarRefusal


def non_working_days(*, ubigeo: str = "") -> dict[date, str]:
    """Day -> why, for the whole country and for the places that contain `ubigeo` (2, 4 or 6 digits).

    Before the holidays are loaded the table is empty of them, and those shipped with the program are used."""
    rows = NonWorkingDay.objects.filter(ubigeo__in=_places_that_contain(ubigeo))
    return merged(rows.values_list("day", "kind", "name", "ubigeo"))


def merged(rows: Iterable[tuple[date, str, str, str]]) -> dict[date, str]:
    """The shipped national holidays with the declared days on top; from no rows, only the shipped ones."""
    days = {holiday.day: f"feriado: {holiday.name}" for holiday in shipped_holidays()}
    for day, kind, name, _ubigeo in rows:
        days[day] = f"{'feriado' if kind == DayKind.HOLIDAY else 'no laborable'}: {name}"
    return days


def due_date(start: date, working_days: int, *, ubigeo: str = "") -> rules.DueDate:
    """The end of a term with the calendar of a place; refused when it reaches a year whose holidays are not known."""
    days = non_working_days(ubigeo=ubigeo)
    return within_known_years(rules.due_date(start, working_days, days), days)


def within_known_years(due: rules.DueDate, days: Iterable[date]) -> rules.DueDate:
    known = {day.year for day in days}
    for year in range(due.steps[0].day.year, due.due.year + 1):
        if year not in known:
            raise Refused(CalendarRefusal.YEAR_UNKNOWN, year=year)
    return due


def _places_that_contain(ubigeo: str) -> list[str]:
    return ["", *(ubigeo[:size] for size in (2, 4, 6) if len(ubigeo) >= size)]
