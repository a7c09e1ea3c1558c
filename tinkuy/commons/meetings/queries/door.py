"""The list of the door: what a phone keeps to work without a network, and what the plain page looks up."""

from typing import Any

from django.db.models import Count, QuerySet

from tinkuy.foundation.shared.text import fold, read_code
from tinkuy.foundation.territory.queries import names_by_code

from ..enums import AttendeeState, PersonSex
from ..models import Attendee, Meeting
from ..rules import Group

MAX_ROWS = 5000


def people_at_the_door(meeting: Meeting, *, text: str = "") -> QuerySet[Attendee]:
    """Everybody who may come in, by name; each word of `text` in the name."""
    rows = meeting.attendees.exclude(state=AttendeeState.CANCELLED).select_related("attendance")
    for word in fold(text).split():
        rows = rows.filter(folded_name__contains=word)
    return rows


def door_list(meeting: Meeting) -> list[list[Any]]:
    """[number, code, name, organization, came in] of each: no document, no mail. Under 1 MB for 2,000 people."""
    rows = meeting.attendees.exclude(state=AttendeeState.CANCELLED).order_by("number")
    values = rows.values_list("number", "code", "name", "organization", "attendance__id")[:MAX_ROWS]
    return [[number, code, name, organization, int(bool(here))] for number, code, name, organization, here in values]


def find_attendee(meeting: Meeting, typed: str) -> Attendee | None:
    """By the number of the list or by the code of the confirmation, as people type them; also by what the QR says."""
    text = typed.replace("\x00", "").strip()[:300].rstrip("/").rsplit("=", 1)[-1].rsplit("/", 1)[-1]
    if text.isdecimal() and len(text) <= 6:
        return meeting.attendees.filter(number=int(text)).first()
    return meeting.attendees.filter(code=read_code(text)[:10]).first() if text else None


def attendance_by(meeting: Meeting) -> tuple[list[Group], list[Group]]:
    """Who came, by sex and by territory (province). Not merged: for the desk."""
    rows = meeting.attendances.order_by()
    by_sex = dict(rows.values_list("attendee__sex").annotate(n=Count("id")))
    by_place: dict[str, int] = {}
    for code, count in rows.values_list("attendee__ubigeo").annotate(n=Count("id")):
        by_place[code[:4]] = by_place.get(code[:4], 0) + count
    labels: dict[str, str] = {value: str(label) for value, label in PersonSex.choices}
    names = names_by_code(set(by_place) - {""})
    sexes = [Group(labels.get(value, "Sin dato"), count) for value, count in by_sex.items()]
    places = [Group(names.get(code, "Sin dato"), count) for code, count in by_place.items()]
    return _sorted(sexes), _sorted(places)


def _sorted(groups: list[Group]) -> list[Group]:
    merged: dict[str, int] = {}
    for group in groups:
        merged[group.label] = merged.get(group.label, 0) + group.count
    return [Group(label, count) for label, count in sorted(merged.items(), key=lambda pair: (-pair[1], pair[0]))]
