"""What is known of meetings. Public functions never return personal data beyond what a door or an act needs."""

from .door import attendance_by, door_list, find_attendee, people_at_the_door
from .hearings import hearing_notices, hearings_of, late_topics_waiting, pledges_before
from .meetings import meeting_of, meetings_of, next_meetings, visible_meetings, why_not_call
from .minutes import certificate, latest_minutes, minutes_content, published_minutes
from .people import my_registrations, registration_of, requests_of, why_not_register
from .rules import quorum_now, read_settings, rules_of

__all__ = [
    "attendance_by",
    "certificate",
    "door_list",
    "find_attendee",
    "hearing_notices",
    "hearings_of",
    "late_topics_waiting",
    "latest_minutes",
    "meeting_of",
    "meetings_of",
    "minutes_content",
    "my_registrations",
    "next_meetings",
    "people_at_the_door",
    "pledges_before",
    "published_minutes",
    "quorum_now",
    "read_settings",
    "registration_of",
    "requests_of",
    "rules_of",
    "visible_meetings",
    "why_not_call",
    "why_not_register",
]
