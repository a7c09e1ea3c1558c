"""When a notice may go by mail and when a deadline is told, on both sides of each edge."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tinkuy.foundation.notices.enums import Cadence, DeadlineState, Preset, Reach
from tinkuy.foundation.notices.rules import deadline_state, goes_by_mail, is_rest, mail_due_at, next_on, passed


def lima(day: int, hour: int, minute: int = 0, second: int = 0) -> datetime:
    """A moment of May 2026 by the clocks of Lima (five hours behind)."""
    return datetime(2026, 5, day, hour, minute, second, tzinfo=UTC) + timedelta(hours=5)


@pytest.mark.parametrize(
    ("at", "rest"),
    [
        (lima(8, 20, 59, 59), False),
        (lima(8, 21), True),
        (lima(9, 6, 59, 59), True),
        (lima(9, 7), False),
    ],
)
def test_from_nine_at_night_to_seven_nobody_is_written_to(at, rest):
    assert is_rest(at) is rest


@pytest.mark.parametrize(
    ("cadence", "at", "due"),
    [
        (Cadence.AT_ONCE, lima(8, 10), lima(8, 10)),
        (Cadence.AT_ONCE, lima(8, 21), lima(9, 7)),
        (Cadence.AT_ONCE, lima(9, 3), lima(9, 7)),
        (Cadence.DAILY, lima(8, 6, 59), lima(8, 7)),
        (Cadence.DAILY, lima(8, 7), lima(9, 7)),
        # 8 May 2026 is a Friday: the next Monday is the 11th.
        (Cadence.WEEKLY, lima(8, 10), lima(11, 7)),
        (Cadence.WEEKLY, lima(11, 6), lima(11, 7)),
        (Cadence.WEEKLY, lima(11, 7), lima(18, 7)),
    ],
)
def test_a_notice_goes_by_mail_when_its_person_chose(cadence, at, due):
    assert mail_due_at(cadence, at) == due


@pytest.mark.parametrize(
    ("preset", "reaches"),
    [
        (Preset.MINE, {Reach.MINE}),
        (Preset.FOLLOWED, {Reach.MINE, Reach.FOLLOWED}),
        (Preset.ALL, {Reach.MINE, Reach.FOLLOWED, Reach.GENERAL}),
    ],
)
def test_each_preset_lets_through_what_it_says(preset, reaches):
    assert {reach for reach in Reach if goes_by_mail(preset, reach)} == reaches


DUE = date(2026, 5, 20)


@pytest.mark.parametrize(
    ("today", "is_closed", "state"),
    [
        (DUE - timedelta(days=1), False, DeadlineState.OPEN),
        (DUE, False, DeadlineState.TODAY),
        (DUE + timedelta(days=1), False, DeadlineState.OVERDUE),
        (DUE + timedelta(days=1), True, DeadlineState.CLOSED),
    ],
)
def test_the_state_of_a_deadline_is_computed_when_it_is_read(today, is_closed, state):
    assert deadline_state(DUE, today, is_closed=is_closed) is state


@pytest.mark.parametrize(
    ("today", "offsets"),
    [
        (date(2026, 5, 12), []),
        (date(2026, 5, 13), [-7]),
        (date(2026, 5, 16), [-7]),
        (date(2026, 5, 17), [-7, -3]),
        (date(2026, 5, 20), [-7, -3, 0]),
        (date(2026, 5, 21), [-7, -3, 0, 1]),
    ],
)
def test_a_reminder_has_come_on_its_day(today, offsets):
    assert passed(DUE, (-7, -3, 0, 1), today) == offsets


def test_the_next_reminder_is_the_first_that_was_not_told():
    assert next_on(DUE, (-7, -3, 0), {-7}) == date(2026, 5, 17)
    assert next_on(DUE, (-7,), {-7}) is None
