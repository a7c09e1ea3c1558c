"""Terms are counted as articles 144 and 145 of the TUO of Law 27444 say."""

from datetime import date

import pytest

from tinkuy.foundation.workdays.queries import merged
from tinkuy.foundation.workdays.rules import calendar_due_date, due_date, months_due_date

HOLIDAYS = merged([])


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        # 7 June 2026 (Bandera) is a Sunday: nothing moves.
        (date(2026, 6, 5), 10, date(2026, 6, 19)),
        # 23, 28, 29 July and 6 August do not count.
        (date(2026, 7, 22), 10, date(2026, 8, 11)),
        # Received on a Saturday: day 1 is Monday.
        (date(2026, 6, 6), 1, date(2026, 6, 8)),
        # Holy Thursday and Friday, and the weekend, do not count.
        (date(2026, 4, 1), 1, date(2026, 4, 6)),
        # 8 and 9 December, Christmas and New Year.
        (date(2026, 12, 7), 15, date(2026, 12, 31)),
        (date(2026, 12, 23), 10, date(2027, 1, 8)),
    ],
)
def test_working_days(start, days, due):
    assert due_date(start, days, HOLIDAYS).due == due


def test_every_day_of_the_count_says_why_it_counted_or_not():
    steps = due_date(date(2026, 7, 22), 10, HOLIDAYS).steps
    counted = [step.day.isoformat() for step in steps if step.counted]
    assert counted == [
        "2026-07-24", "2026-07-27", "2026-07-30", "2026-07-31", "2026-08-03",
        "2026-08-04", "2026-08-05", "2026-08-07", "2026-08-10", "2026-08-11",
    ]  # fmt: skip
    reasons = {step.day.isoformat(): (step.reason, step.article) for step in steps if not step.counted}
    assert reasons["2026-07-22"] == ("se notifica o se recibe; se cuenta desde el día hábil siguiente", "144.1")
    assert reasons["2026-07-25"] == ("sábado", "145.1")
    assert reasons["2026-07-28"] == ("feriado: Día de la Independencia", "145.1")


def test_a_declared_day_moves_the_term_by_one():
    with_decree = {**HOLIDAYS, date(2026, 7, 27): "no laborable: decreto"}
    assert due_date(date(2026, 7, 22), 10, with_decree).due == date(2026, 8, 12)


def test_easter_sunday_changes_nothing():
    without = {day: name for day, name in HOLIDAYS.items() if day != date(2026, 4, 5)}
    assert due_date(date(2026, 4, 1), 5, without).due == due_date(date(2026, 4, 1), 5, HOLIDAYS).due


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        (date(2026, 6, 5), 10, date(2026, 6, 15)),
        (date(2026, 6, 3), 10, date(2026, 6, 15)),
        (date(2026, 7, 18), 10, date(2026, 7, 30)),
    ],
)
def test_calendar_days_end_on_a_working_day(start, days, due):
    assert calendar_due_date(start, days, HOLIDAYS).due == due


@pytest.mark.parametrize(
    ("start", "months", "due"),
    [
        (date(2026, 1, 31), 1, date(2026, 3, 2)),
        (date(2026, 1, 30), 2, date(2026, 3, 30)),
        (date(2026, 11, 15), 14, date(2028, 1, 17)),
    ],
)
def test_months_are_counted_from_date_to_date(start, months, due):
    assert months_due_date(start, months, HOLIDAYS).due == due


@pytest.mark.parametrize("count", [due_date, calendar_due_date, months_due_date])
def test_a_term_of_nothing_is_a_mistake(count):
    with pytest.raises(ValueError, match="at least one day"):
        count(date(2026, 1, 5), 0, HOLIDAYS)
