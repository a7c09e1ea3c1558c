"""A rule as text and as a value; a calendar as days and as dates."""

from datetime import date
from decimal import Decimal

import pytest

from tinkuy.foundation.spaces.rules import NotAValue, Window, is_window, parse_value, proposed, windows_of, written


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("si", "boolean", True),
        ("no", "boolean", False),
        (" 12 ", "integer", 12),
        ("", "integer", None),
        ("0.80", "decimal", Decimal("0.80")),
        ("2027-12-31", "date", date(2027, 12, 31)),
        ("", "date", None),
        ("agents", "choice", "agents"),
        ("lo que sea", "text", "lo que sea"),
    ],
)
def test_a_text_becomes_a_value_of_its_kind(text, kind, value):
    assert parse_value(text, kind, minimum=0, maximum=100, choices=["agents"]) == value


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("quizá", "boolean"),
        ("", "boolean"),
        ("doce", "integer"),
        ("1.5", "integer"),
        ("-1", "integer"),
        ("101", "integer"),
        ("NaN", "decimal"),
        ("Infinity", "decimal"),
        ("31/12/2027", "date"),
        ("otra", "choice"),
    ],
)
def test_what_is_not_of_the_kind_is_refused(text, kind):
    with pytest.raises(NotAValue):
        parse_value(text, kind, minimum=0, maximum=100, choices=["agents"])


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "si"),
        (False, "no"),
        (None, ""),
        (Decimal("0.80"), "0.8"),
        (Decimal("1.00"), "1"),
        (Decimal(20), "20"),
        (3, "3"),
    ],
)
def test_equal_values_are_written_alike(value, text):
    assert written(value) == text


def test_days_of_a_preset_become_days_of_a_year():
    found = windows_of({"calendar.ideas": "01-22/+1:02-28", "other": "x"}, year=2026)
    assert found == {"ideas": Window(date(2026, 1, 22), date(2027, 2, 28))}


@pytest.mark.parametrize(
    ("text", "expected"), [("01-22/01-29", True), ("01-22", False), ("22-01/29-01", False), ("x/y", False)]
)
def test_a_window_is_two_days(text, expected):
    assert is_window(text) is expected


def test_a_calendar_that_has_passed_begins_from_today_by_whole_weeks_on_working_days():
    windows = {"a": Window(date(2026, 1, 5), date(2026, 1, 9)), "b": Window(date(2026, 1, 12), date(2026, 1, 16))}
    holidays = {date(2026, 2, 2): "feriado", date(2026, 2, 13): "feriado"}
    found = proposed(windows, today=date(2026, 1, 28), holidays=holidays)
    assert found["a"] == Window(date(2026, 2, 3), date(2026, 2, 6))
    assert found["b"] == Window(date(2026, 2, 9), date(2026, 2, 16))
    assert proposed(windows, today=date(2026, 1, 5), holidays={}) == windows
    assert proposed({}, today=date(2026, 1, 5), holidays={}) == {}
