"""Which days do not count, where; what is added or suspended; which terms are open."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from tinkuy.foundation.shared.refusals import Refused

from . import rules
from .enums import DayKind, TermState, TermUnit
from .models import DistanceTerm, NonWorkingDay, Term, TermSuspension
from .readers import shipped_holidays
from .refusals import CalendarRefusal

_COUNTS = {
    TermUnit.WORKING: rules.due_date,
    TermUnit.CALENDAR: rules.calendar_due_date,
    TermUnit.MONTHS: rules.months_due_date,
}
_NO_DISTANCE = rules.Distance(0)


@dataclass(frozen=True)
class Calendar:
    """All that a count in a place needs: days that do not work, days in which terms stand still."""

    days: Mapping[date, str]
    suspended: Mapping[date, rules.Pause]


def non_working_days(*, ubigeo: str = "") -> dict[date, str]:
    """Day -> why, for the whole country and for the places that contain `ubigeo` (2, 4 or 6 digits).

    Before the holidays are loaded the table is empty of them, and those shipped with the program are used."""
    rows = NonWorkingDay.objects.filter(ubigeo__in=places_that_contain(ubigeo), withdrawn_at=None)
    return merged(rows.values_list("day", "kind", "name", "ubigeo"))


def merged(rows: Iterable[tuple[date, str, str, str]]) -> dict[date, str]:
    """The shipped national holidays with the declared days on top; from no rows, only the shipped ones."""
    days = {holiday.day: f"feriado: {holiday.name}" for holiday in shipped_holidays()}
    for day, kind, name, _ubigeo in rows:
        days[day] = f"{'feriado' if kind == DayKind.HOLIDAY else 'no laborable'}: {name}"
    return days


def suspended_days(*, ubigeo: str = "", term: Term | None = None) -> dict[date, rules.Pause]:
    rows = TermSuspension.objects.filter(withdrawn_at=None)
    rows = rows.filter(Q(term=None, ubigeo__in=places_that_contain(ubigeo)) | Q(term=term, term__isnull=False))
    days = {}
    for row in rows:
        for number in range((row.ends_on - row.starts_on).days + 1):
            days[row.starts_on + timedelta(days=number)] = rules.Pause(row.reason, row.norm)
    return days


def calendar_of(*, ubigeo: str = "", term: Term | None = None) -> Calendar:
    return Calendar(non_working_days(ubigeo=ubigeo), suspended_days(ubigeo=ubigeo, term=term))


def due_date(start: date, working_days: int, *, ubigeo: str = "", residence: str = "") -> rules.DueDate:
    """The end of a term with the calendar of a place; refused when it reaches a year whose holidays are not known.

    `residence`: where the person lives; adds the term of distance to the office in `ubigeo` (146)."""
    return count(start, TermUnit.WORKING, working_days, calendar_of(ubigeo=ubigeo), distance(residence, ubigeo))


def count(
    start: date, unit: str, amount: int, calendar: Calendar, added: rules.Distance = _NO_DISTANCE
) -> rules.DueDate:
    due = _COUNTS[TermUnit(unit)](start, amount, calendar.days, calendar.suspended)
    due = rules.with_distance(due, added, calendar.days, calendar.suspended)
    return within_known_years(due, calendar.days)


def within_known_years(due: rules.DueDate, days: Mapping[date, str]) -> rules.DueDate:
    known = rules.known_years(days.keys())
    for year in range(due.steps[0].day.year, due.due.year + 1):
        if year not in known:
            raise Refused(CalendarRefusal.YEAR_UNKNOWN, year=year)
    return due


def distance(residence: str, office: str) -> rules.Distance:
    """The days for that pair of places: of the smallest places that somebody declared, the residence's first."""
    if not residence or not office:
        return _NO_DISTANCE
    rows = DistanceTerm.objects.filter(
        residence__in=places_that_contain(residence), office__in=places_that_contain(office)
    )
    best = max(rows, key=lambda row: (len(row.residence), len(row.office)), default=None)
    return rules.Distance(best.days, best.counts_working_days) if best else _NO_DISTANCE


def as_steps(due: rules.DueDate) -> list[dict[str, Any]]:
    """The working as it is stored and shown: every day, whether it counted, why, by which article."""
    return [
        {
            "day": step.day.isoformat(),
            "weekday": step.weekday,
            "counted": step.counted or None,
            "reason": step.reason,
            "article": step.article,
        }
        for step in due.steps
    ]


def days_of_year(year: int, *, ubigeo: str = "", inside: str | None = None) -> QuerySet[NonWorkingDay]:
    """What does not work in a year, with its source: for a place; or (`inside`) all that a territory declared."""
    rows = NonWorkingDay.objects.filter(day__year=year).order_by("day", "ubigeo", "id")
    if inside is not None:
        return rows.filter(Q(ubigeo="") | Q(ubigeo__startswith=inside))
    return rows.filter(ubigeo__in=places_that_contain(ubigeo), withdrawn_at=None)


def suspensions(*, inside: str = "") -> QuerySet[TermSuspension]:
    rows = TermSuspension.objects.filter(term=None)
    return rows.filter(Q(ubigeo="") | Q(ubigeo__startswith=inside)) if inside else rows


def open_terms(*, entity: str = "") -> QuerySet[Term]:
    rows = Term.objects.filter(closed_at=None)
    return rows.filter(entity_slug=entity) if entity else rows


def flagged_terms(*, entity: str = "") -> QuerySet[Term]:
    """Open terms whose date is not what the calendar of today gives: an official must decide."""
    return open_terms(entity=entity).filter(flagged_at__isnull=False)


def term_of(subject_kind: str, subject_number: int, label: str = "") -> Term | None:
    """The latest term of something, open or closed."""
    rows = Term.objects.filter(subject_kind=subject_kind, subject_number=subject_number)
    return (rows.filter(label=label) if label else rows).order_by("-id").first()


def state_of(term: Term, today: date) -> TermState:
    return rules.term_state(term.due_on, today, is_closed=term.closed_at is not None)


def count_again(term: Term, calendar: Calendar | None = None) -> rules.DueDate:
    """What the calendar of today gives for a term. Its distance stays as it was when it was opened."""
    added = rules.Distance(term.distance_days, term.distance_in_working_days)
    found = calendar or calendar_of(ubigeo=term.ubigeo, term=term)
    return count(term.start, term.unit, term.amount, found, added)


def places_that_contain(ubigeo: str) -> list[str]:
    return ["", *(ubigeo[:size] for size in (2, 4, 6) if len(ubigeo) >= size)]
