"""iCalendar files (RFC 5545): what a telephone keeps of a date. The address of an event never changes, so a second
download moves it instead of doubling it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import icalendar


@dataclass(frozen=True)
class CalendarEvent:
    """`uid` is the same for the same event for ever; `sequence` grows with each change. A day alone fills the day."""

    uid: str
    title: str
    starts_at: datetime | date
    ends_at: datetime | date
    changed_at: datetime
    place: str = ""
    text: str = ""
    url: str = ""
    sequence: int = 0
    is_cancelled: bool = False


def render_calendar(events: Sequence[CalendarEvent], *, name: str) -> bytes:
    """The bytes of an .ics; the same for the same events."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Tinkuy//ES")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", icalendar.vText(name))
    for event in events:
        calendar.add_component(_component(event))
    return calendar.to_ical()


def _component(event: CalendarEvent) -> icalendar.Event:
    row = icalendar.Event()
    row.add("uid", event.uid)
    row.add("dtstamp", event.changed_at)
    row.add("sequence", event.sequence)
    row.add("summary", event.title)
    row.add("dtstart", event.starts_at)
    row.add("dtend", event.ends_at)
    row.add("status", "CANCELLED" if event.is_cancelled else "CONFIRMED")
    for key, value in (("location", event.place), ("description", event.text), ("url", event.url)):
        if value:
            row.add(key, value)
    return row
