"""How long before a meeting things must be public.

RSD 015-2024-PCM/SD, as regional bylaws apply it: the hearing is called at least 30 calendar days before, citizens add
topics during 15 days, the executive summary is public at least 7 working days before. Workshops: a week before.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

# Law 27867, article 24, and Law 27972, article 119-A: two hearings a year, in May and in September.
HEARING_MONTHS = (5, 9)


@dataclass(frozen=True)
class Term:
    """A count of days with its working, in order."""

    day: date
    working: tuple[str, ...]


@dataclass(frozen=True)
class Notice:
    """Whether the call is early enough. `first`: the first day on which the meeting may be held."""

    called_on: date
    starts_on: date
    days: int
    first: date

    @property
    def is_enough(self) -> bool:
        return self.starts_on >= self.first

    @property
    def given(self) -> int:
        return (self.starts_on - self.called_on).days


def notice_of(called_on: date, starts_on: date, days: int) -> Notice:
    """Calendar days: the day of the call is not counted, the day of the meeting is."""
    return Notice(called_on, starts_on, days, called_on + timedelta(days=days))


def topics_until(called_on: date, days: int) -> date:
    """The last day, whole, on which citizens add topics."""
    return called_on + timedelta(days=days)


def working_days_between(published_on: date, starts_on: date, non_working: Mapping[date, str]) -> int:
    """Working days from the day after the publication to the day before the meeting."""
    day, count = published_on + timedelta(days=1), 0
    while day < starts_on:
        count += _works(day, non_working)
        day += timedelta(days=1)
    return count


def last_summary_day(starts_on: date, working_days: int, non_working: Mapping[date, str]) -> Term:
    """The last day to publish the summary: so many whole working days lie between it and the meeting."""
    day, counted, steps = starts_on, 0, []
    while counted < working_days:
        day -= timedelta(days=1)
        reason = _why_not(day, non_working)
        counted += not reason
        steps.append(f"{day.isoformat()}: {reason or f'día hábil {counted} de {working_days}'}")
    day -= timedelta(days=1)
    while not _works(day, non_working):
        steps.append(f"{day.isoformat()}: {_why_not(day, non_working)}")
        day -= timedelta(days=1)
    return Term(day, tuple(reversed([*steps, f"{day.isoformat()}: último día para publicar"])))


def missing_months(held: Iterable[date], *, since: date, today: date) -> list[date]:
    """The first day of each May and September that ended between `since` and `today` without a hearing."""
    done = {(day.year, day.month) for day in held}
    return [
        date(year, month, 1)
        for year in range(since.year, today.year + 1)
        for month in HEARING_MONTHS
        if since <= date(year, month, 1) and date(year, month + 1, 1) <= today and (year, month) not in done
    ]


def _works(day: date, non_working: Mapping[date, str]) -> bool:
    return not _why_not(day, non_working)


def _why_not(day: date, non_working: Mapping[date, str]) -> str:
    if day.weekday() >= 5:
        return ("sábado", "domingo")[day.weekday() - 5]
    return non_working.get(day, "")
