from datetime import UTC, date, datetime, timedelta

import icalendar

from tinkuy.foundation.documents.calendars import CalendarEvent, render_calendar

AT = datetime(2026, 5, 8, 14, tzinfo=UTC)


def event(**changed):
    given = {
        "uid": "taller-1@tinkuy", "title": "Taller, con coma; y ñ", "starts_at": AT, "ends_at": AT + timedelta(hours=2),
        "changed_at": AT, "place": "Coliseo, jr. Lima 120",
    }  # fmt: skip
    return CalendarEvent(**{**given, **changed})


def read(content):
    [found] = icalendar.Calendar.from_ical(content).walk("VEVENT")
    return found


def test_a_reader_finds_what_was_written():
    found = read(render_calendar([event()], name="Agenda"))
    assert (found["SUMMARY"], found["LOCATION"]) == ("Taller, con coma; y ñ", "Coliseo, jr. Lima 120")
    assert found.decoded("DTSTART") == AT


def test_the_same_events_are_the_same_bytes():
    assert render_calendar([event()], name="Agenda") == render_calendar([event()], name="Agenda")


def test_a_day_alone_fills_the_day():
    found = read(render_calendar([event(starts_at=date(2026, 5, 8), ends_at=date(2026, 5, 9))], name="Agenda"))
    assert found.decoded("DTSTART") == date(2026, 5, 8)


def test_what_was_cancelled_says_so():
    assert read(render_calendar([event(is_cancelled=True, sequence=2)], name="Agenda"))["STATUS"] == "CANCELLED"
