"""Terms, quorum, hands, clocks and small groups: tables of cases, no database."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tinkuy.commons.meetings.rules import (
    Count,
    Group,
    clock_of,
    decided,
    last_summary_day,
    merge_small,
    missing_months,
    notice_of,
    quorum_of,
    topics_until,
    working_days_between,
)

HOLIDAYS = {date(2026, 6, 29): "feriado: San Pedro y San Pablo"}


@pytest.mark.parametrize(
    ("starts", "days", "enough"),
    [
        (date(2026, 5, 10), 7, False),
        (date(2026, 5, 11), 7, True),
        (date(2026, 5, 12), 7, True),
        (date(2026, 6, 2), 30, False),
        (date(2026, 6, 3), 30, True),
    ],
)
def test_a_week_for_workshops_thirty_calendar_days_for_hearings(starts, days, enough):
    notice = notice_of(date(2026, 5, 4), starts, days)
    assert notice.is_enough is enough
    assert notice.first == date(2026, 5, 4) + timedelta(days=days)


def test_topics_are_taken_during_fifteen_days():
    assert topics_until(date(2026, 5, 4), 15) == date(2026, 5, 19)


def test_seven_whole_working_days_lie_between_the_summary_and_the_hearing():
    """Wednesday 1 July with Monday 29 June a holiday: 30, 26, 25, 24, 23, 22 and 19 count; so Thursday 18."""
    term = last_summary_day(date(2026, 7, 1), 7, HOLIDAYS)
    assert term.day == date(2026, 6, 18)
    assert "2026-06-29: feriado: San Pedro y San Pablo" in term.working
    assert working_days_between(term.day, date(2026, 7, 1), HOLIDAYS) == 7
    assert working_days_between(date(2026, 6, 19), date(2026, 7, 1), HOLIDAYS) == 6


def test_may_and_september_without_hearing_are_missing_once_they_ended():
    held = [date(2025, 5, 30)]
    assert missing_months(held, since=date(2025, 1, 1), today=date(2025, 9, 30)) == []
    assert missing_months(held, since=date(2025, 1, 1), today=date(2025, 10, 1)) == [date(2025, 9, 1)]
    assert missing_months(held, since=date(2025, 10, 1), today=date(2026, 6, 1)) == [date(2026, 5, 1)]


@pytest.mark.parametrize(
    ("entitled", "percent", "plus_one", "needed"),
    [(41, 50, True, 21), (40, 50, True, 21), (41, 50, False, 21), (40, 50, False, 20), (40, 0, True, 1),
     (40, 100, True, 40), (3, 33, False, 1), (1, 50, True, 1)],
)  # fmt: skip
def test_half_plus_one_and_its_neighbours(entitled, percent, plus_one, needed):
    just = quorum_of(call=1, entitled=entitled, present=needed, percent=percent, plus_one=plus_one)
    assert (just.needed, just.is_met) == (needed, True)
    assert not quorum_of(call=1, entitled=entitled, present=needed - 1, percent=percent, plus_one=plus_one).is_met


def test_the_working_of_a_quorum_is_what_one_would_write():
    assert quorum_of(call=1, entitled=41, present=0, percent=50, plus_one=True).formula == (
        "50 % de 41 = 20.5; sin decimales, más una persona: 21"
    )


A, B, C = Count(10, 2, 1), Count(11, 2, 0), Count(10, 1, 2)


@pytest.mark.parametrize(
    ("counts", "result"),
    [([], None), ([A], None), ([A, A], A), ([A, B], None), ([A, B, B], B), ([A, B, C], None), ([A, B, C, A], A)],
)
def test_hands_are_decided_by_two_equal_counts_and_never_averaged(counts, result):
    assert decided(counts) == result


NOW = datetime(2026, 6, 10, 14, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "kept", "flag"),
    [
        (NOW, NOW, ""),
        (NOW + timedelta(minutes=5), NOW, ""),
        (NOW + timedelta(minutes=5, seconds=1), NOW, "future_time"),
        (NOW - timedelta(hours=24), NOW - timedelta(hours=24), ""),
        (NOW - timedelta(hours=24, seconds=1), NOW, "too_early"),
    ],
)
def test_the_clock_of_a_phone_is_believed_within_reason(said, kept, flag):
    assert clock_of(said=said, received=NOW, starts_at=NOW) == (kept, flag)


@pytest.mark.parametrize(
    ("groups", "shown"),
    [
        ([("A", 40), ("B", 12)], [("A", 40), ("B", 12)]),
        ([("A", 40), ("B", 6), ("C", 5)], [("A", 40), ("juntos", 11)]),
        ([("A", 40), ("B", 12), ("C", 3)], [("A", 40), ("juntos", 15)]),
        ([("A", 5), ("B", 3)], [("juntos", 8)]),
        ([("A", 9), ("B", 0)], [("juntos", 9)]),
        ([("A", 10)], [("A", 10)]),
    ],
)
def test_no_group_under_ten_is_shown_nor_found_by_subtracting(groups, shown):
    merged = merge_small([Group(*pair) for pair in groups], label="juntos")
    assert [(group.label, group.count) for group in merged] == shown
