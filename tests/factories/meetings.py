"""Meetings at any moment of their life. Fixed values; `n` tells people apart."""

from datetime import UTC, datetime, timedelta
from typing import Any

from tests.factories import cast
from tests.factories.accreditation import territory
from tinkuy.commons.meetings import actions
from tinkuy.commons.meetings.models import Attendee, Meeting
from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.spaces.models import Space

CALLED = datetime(2026, 5, 4, 15, 0, tzinfo=UTC)  # Monday 4 May, 10:00 in Lima
STARTS = datetime(2026, 6, 10, 14, 0, tzinfo=UTC)  # Wednesday 10 June, 9:00 in Lima
ENDS = STARTS + timedelta(hours=4)
DOOR = STARTS - timedelta(minutes=30)
SECOND = STARTS + timedelta(minutes=30)
AFTER = ENDS + timedelta(minutes=10)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
AGENDA = (actions.AgendaLine("Apertura", 5), actions.AgendaLine("Resultados priorizados", 60))


def space() -> Space:
    territory()
    return cast.space()


def coordinator() -> User:
    return cast.give_role(cast.person("coordina@ejemplo.pe", "Delia", "Rojas", "Mego"), space(), "coordinator")


def door_keeper() -> User:
    return cast.give_role(cast.person("puerta@ejemplo.pe", "Iván", "Tello", "Sáenz"), space(), "desk")


def planned(kind: str = "results", *, of_entity: bool = False, **fields: Any) -> Meeting:
    territory()
    values = {"title": "Taller de resultados", "place": "Coliseo Qhapaq Ñan", "starts_at": STARTS, "ends_at": ENDS}
    return actions.plan_meeting(
        body=cast.public_body(),
        kind=kind,
        space=None if of_entity else space(),
        agenda=fields.pop("agenda", AGENDA),
        actor=None,
        at=fields.pop("at", CALLED),
        **(values | fields),
    )


def called(kind: str = "results", **fields: Any) -> Meeting:
    return actions.call_meeting(meeting=planned(kind, **fields), actor=None, at=fields.get("at", CALLED))


def hearing(**fields: Any) -> Meeting:
    return called("hearing", **{"of_entity": True, "title": "Audiencia de mayo", **fields})


def open_meeting(kind: str = "results", *, people: int = 0, **fields: Any) -> Meeting:
    """The door is open, with so many registered."""
    meeting = called(kind, **fields)
    for n in range(1, people + 1):
        registered(meeting, n)
    return actions.open_door(meeting=meeting, actor=None, at=meeting.starts_at - timedelta(minutes=30))


def with_roll(entitled: int, *, inside: int = 0, **fields: Any) -> Meeting:
    """A meeting that needs quorum, its roll loaded, its door open and some inside."""
    meeting = called("session", needs_quorum=True, **fields)
    people = [roll_person(n) for n in range(1, entitled + 1)]
    actions.load_entitled(meeting=meeting, people=people, source="Padrón del CCR 2026", actor=None, at=CALLED)
    meeting = actions.open_door(meeting=meeting, actor=None, at=DOOR)
    for n in range(1, inside + 1):
        actions.check_in(meeting=meeting, typed=str(n), actor=None, at=DOOR)
    return fresh(meeting)


def closed(kind: str = "results", *, people: int = 3, **fields: Any) -> Meeting:
    meeting = open_meeting(kind, people=people, **fields)
    for n in range(1, people + 1):
        actions.check_in(meeting=meeting, typed=str(n), actor=None, at=meeting.starts_at)
    return actions.close_session(meeting=meeting, actor=None, at=meeting.ends_at)


def draft_of(meeting: Meeting, **changes: Any) -> actions.MinutesDraft:
    """Complete minutes: a result for each item, one agreement with owner and date, two signers."""
    items = list(meeting.agenda.all())
    line = actions.AgreementLine("Publicar la matriz", "Gerencia de Planeamiento", AFTER.date(), items[-1].pk)
    values = {
        "results": {item.pk: f"Se trató: {item.title}" for item in items},
        "agreements": [line],
        "signers": [("Delia Rojas Mego", "Coordinación"), ("Víctor Llanos Tafur", "Comité de vigilancia")],
    }
    return actions.MinutesDraft(**(values | changes))


def approved(kind: str = "results", **fields: Any) -> Meeting:
    meeting = closed(kind, **fields)
    at = meeting.ends_at + timedelta(minutes=5)
    actions.save_minutes(meeting=meeting, draft=draft_of(meeting), actor=None, at=at)
    actions.approve_minutes(meeting=meeting, actor=None, at=at)
    return fresh(meeting)


def published(kind: str = "results", **fields: Any) -> Meeting:
    meeting = approved(kind, **fields)
    actions.publish_minutes(meeting=meeting, actor=None, at=meeting.ends_at + timedelta(minutes=6))
    return fresh(meeting)


def person_spec(n: int = 1, **changes: Any) -> actions.PersonSpec:
    values = {
        "name": f"Persona {n}", "organization": "Rondas de Chota", "document_kind": "dni",
        "document_number": f"{42000000 + n}", "sex": "female" if n % 2 else "male",
        "ubigeo": "060108" if n % 3 else "060408", "language": "qu",
    }  # fmt: skip
    return actions.PersonSpec(**(values | changes))


def roll_person(n: int) -> actions.PersonSpec:
    return person_spec(n, roll_key=f"ccr:{n}")


def registered(meeting: Meeting, n: int = 1, **changes: Any) -> Attendee:
    person = person_spec(n, **changes)
    return actions.register(meeting=meeting, person=person, actor=None, at=CALLED, channel="desk")


def fresh(meeting: Meeting) -> Meeting:
    return Meeting.objects.select_related("space", "public_body", "dossier").get(pk=meeting.pk)
