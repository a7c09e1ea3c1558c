"""Quotas with their working, and the days on which a mandate holds or is told to end."""

from datetime import date

import pytest

from tinkuy.commons.bodies.rules import Quota, QuotaRules, Sitting, Span, holds_on, notice_due, overlap, quotas
from tinkuy.commons.bodies.rules import society_seats as seats_of

JAN, MAR, MAY = date(2026, 1, 1), date(2026, 3, 31), date(2026, 5, 1)


@pytest.mark.parametrize(
    ("officials", "base", "percent", "seats"),
    [
        # Ley 27867, art. 11-A: 60 % of mayors, 40 % of society: 13 mayors -> 8.67 -> 9; 6 -> 4.
        (13, "of_total", 40, 9), (6, "of_total", 40, 4), (0, "of_total", 40, 0),
        # Ley 27972, art. 98: 40 % of the sum of mayors and councillors: 31 -> 12.4 -> 12; 30 -> 12; 5 -> 2.
        (31, "of_officials", 40, 12), (30, "of_officials", 40, 12), (5, "of_officials", 40, 2), (10, "none", 40, 0),
    ],
)  # fmt: skip
def test_how_many_seats_civil_society_has(officials, base, percent, seats):
    assert seats_of(officials, base, percent) == seats


def test_the_quotas_show_what_they_counted():
    members = [Sitting("authority", "male")] * 6 + [Sitting("producers", "female"), Sitting("social", "female")]
    members += [Sitting("social", ""), Sitting("social", "male")]
    rules = QuotaRules("of_total", 40, 3, 30)
    assert quotas(members, ["authority"] * 6 + ["producers"] + ["social"] * 3, rules) == [
        Quota("society", 4, 6, 4, True),
        Quota("producers", 1, 4, 2, False),
        Quota("women", 2, 10, 3, False, 1),
    ]


def test_a_body_without_rules_has_no_quotas():
    assert quotas([Sitting("social", "")], ["social"], QuotaRules("none", 0, 0, 0)) == []


@pytest.mark.parametrize(
    ("day", "holds"),
    [(date(2025, 12, 31), False), (JAN, True), (MAR, True), (date(2026, 4, 1), False)],
)
def test_a_mandate_holds_from_its_first_day_to_its_last(day, holds):
    assert holds_on(Span(JAN, MAR), day) is holds


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        (Span(JAN, MAR), Span(date(2026, 4, 1), None), False),
        (Span(JAN, MAR), Span(MAR, None), True),
        (Span(JAN, None), Span(MAY, MAY), True),
        (Span(MAY, MAY), Span(JAN, MAR), False),
    ],
)
def test_two_mandates_share_a_day_or_none(one, other, shared):
    assert overlap(one, other) is shared


@pytest.mark.parametrize(
    ("today", "notice"),
    [
        (date(2026, 10, 31), None), (date(2026, 11, 1), 60), (date(2026, 11, 30), 60), (date(2026, 12, 1), 30),
        (date(2026, 12, 23), 30), (date(2026, 12, 24), 7), (date(2026, 12, 31), 7), (date(2027, 1, 1), None),
    ],
)  # fmt: skip
def test_the_end_of_a_mandate_is_told_60_30_and_7_days_before(today, notice):
    assert notice_due(date(2026, 12, 31), today) == notice
