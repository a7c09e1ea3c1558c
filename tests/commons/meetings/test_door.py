"""Five hundred people, three phones off the network: no double, no loss, whatever comes first and however often."""

import json
import random
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
import time_machine
from django.test import Client

from tests.factories import cast
from tests.factories import meetings as make
from tinkuy.commons.meetings import actions, queries
from tinkuy.commons.meetings.models import Attendance, Attendee, DoorEntry
from tinkuy.commons.meetings.refusals import MeetingRefusal as R
from tinkuy.commons.meetings.signals import attendance_recorded
from tinkuy.foundation.shared.refusals import Refused

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def crowd(people: int):
    """A meeting with an open door and so many on its list, loaded as one roll."""
    meeting = make.called()
    roll = [make.person_spec(n, document_number="", roll_key=f"r{n}") for n in range(1, people + 1)]
    actions.load_entitled(meeting=meeting, people=roll, source="Padrón", actor=None, at=make.CALLED)
    return actions.open_door(meeting=meeting, actor=None, at=make.DOOR)


def entry(number: int, typed: object, at) -> actions.Entry:
    return actions.Entry(UUID(int=number), at, typed=str(typed))


def sync(meeting, entries, source="a", at=make.STARTS):
    return actions.sync_entries(meeting=meeting, entries=entries, source=source, actor=None, at=at)


def test_five_hundred_people_three_phones_with_overlaps_replays_and_any_order():
    meeting = crowd(500)
    codes = dict(meeting.attendees.values_list("number", "code"))
    sight = {"norte": range(1, 301), "sur": range(201, 451), "este": [*range(401, 501), *range(1, 51)]}
    phones = {
        name: [entry(i * 10_000 + n, codes[n] if n % 2 else n, make.DOOR + (n + 1000 * i) * SECOND) for n in numbers]
        for i, (name, numbers) in enumerate(sight.items())
    }
    batches = [(name, rows[i : i + 100]) for name, rows in phones.items() for i in range(0, len(rows), 100)]
    batches += batches[::2]
    random.Random(7).shuffle(batches)
    for name, rows in batches:
        sync(meeting, list(reversed(rows)), source=name, at=make.ENDS)
    assert Attendance.objects.count() == 500 == make.fresh(meeting).attended_count
    assert DoorEntry.objects.count() == 300 + 250 + 150
    first = {row.attendee.number: (row.first_at, row.source) for row in Attendance.objects.select_related("attendee")}
    for n in range(1, 501):
        seen = min(
            (make.DOOR + (n + 1000 * i) * SECOND, name) for i, (name, rows) in enumerate(sight.items()) if n in rows
        )
        assert first[n] == seen
    assert Attendee.objects.get(number=250).door_entries.count() == 2


def test_the_list_of_a_full_coliseum_is_under_a_megabyte_and_has_no_document():
    meeting = crowd(2000)
    text = json.dumps(queries.door_list(meeting))
    assert len(text.encode()) < 1_000_000
    row = make.registered(make.called(title="Otra"), 1)
    assert "0001" not in json.dumps(queries.door_list(row.meeting)).replace(row.code, "")


def test_the_first_hour_stays_and_both_sources_are_kept():
    meeting = make.open_meeting(people=1)
    sync(meeting, [entry(1, 1, make.DOOR + 60 * SECOND)], "sur")
    [late] = sync(meeting, [entry(2, 1, make.DOOR)], "norte")
    [later] = sync(meeting, [entry(3, 1, make.DOOR + 90 * SECOND)], "este")
    kept = Attendance.objects.get()
    assert (late.state, later.state, kept.first_at, kept.source) == ("merged", "merged", make.DOOR, "norte")
    assert list(DoorEntry.objects.values_list("source", "outcome")) == [
        ("sur", "new"), ("norte", "merged"), ("este", "merged"),
    ]  # fmt: skip


def test_what_is_not_known_is_answered_and_does_not_stop_the_rest():
    meeting = make.open_meeting(people=2)
    other = make.registered(make.called(title="Otra"), 7)
    gone = make.registered(meeting, 3) if meeting.state == "called" else Attendee.objects.get(number=2, meeting=meeting)
    actions.cancel_registration(attendee=gone, actor=None, at=make.DOOR)
    answers = sync(meeting, [entry(1, 999, make.DOOR), entry(2, other.code, make.DOOR), entry(3, 2, make.DOOR),
                             entry(4, 1, make.DOOR)])  # fmt: skip
    assert [answer.state for answer in answers] == ["refused", "refused", "refused", "new"]
    assert "«999»" in answers[0].sentence
    assert DoorEntry.objects.count() == 1


def test_a_clock_that_runs_ahead_or_far_behind_is_flagged_and_the_servers_is_used():
    meeting = make.open_meeting(people=2)
    at = make.STARTS
    ahead, behind = sync(meeting, [entry(1, 1, at + timedelta(days=1)), entry(2, 2, at - timedelta(days=3))], at=at)
    assert (ahead.flag, behind.flag) == ("future_time", "too_early")
    assert set(Attendance.objects.values_list("first_at", flat=True)) == {at}
    assert DoorEntry.objects.get(flag="future_time").said_at == at + timedelta(days=1)


def test_who_comes_without_registering_is_inside_and_the_same_document_is_the_same_person():
    meeting = make.open_meeting(people=1, capacity=1)
    person = make.person_spec(9)
    rows = [actions.Entry(uuid4(), make.DOOR, person=person) for _phone in range(3)]
    answers = [sync(meeting, [row], f"t{n}")[0] for n, row in enumerate(rows)]
    assert [answer.state for answer in answers] == ["new", "merged", "merged"]
    twin = actions.Entry(uuid4(), make.DOOR, person=make.person_spec(9, document_number=""))
    [doubt] = sync(meeting, [twin])
    assert (doubt.state, doubt.flag) == ("new", "twin")
    assert make.fresh(meeting).attended_count == 2


def test_the_door_takes_entries_until_the_minutes_are_approved_and_not_before_it_opens():
    for meeting in (make.called(), make.approved()):
        with pytest.raises(Refused) as caught:
            sync(meeting, [entry(1, 1, make.DOOR)])
        assert caught.value.refusal is R.DOOR_CLOSED
    late = make.closed(title="Otra", people=1)
    walk = actions.Entry(uuid4(), make.STARTS, person=make.person_spec(50))
    assert sync(late, [walk], at=make.AFTER)[0].state == "new"


def test_the_news_of_an_attendance_goes_out_once(django_capture_on_commit_callbacks):
    meeting, heard = make.open_meeting(people=1), []

    def listen(sender, **news):
        heard.append((news["attendee"].number, news["at"]))

    attendance_recorded.connect(listen)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            sync(meeting, [entry(1, 1, make.DOOR)])
            sync(meeting, [entry(1, 1, make.DOOR), entry(2, 1, make.STARTS)])
    finally:
        attendance_recorded.disconnect(listen)
    assert heard == [(1, make.DOOR)]


def test_who_is_inside_does_not_cancel():
    meeting = make.open_meeting(people=1)
    actions.check_in(meeting=meeting, typed="1", actor=None, at=make.DOOR)
    with pytest.raises(Refused) as caught:
        actions.cancel_registration(attendee=Attendee.objects.get(), actor=None, at=make.DOOR)
    assert caught.value.refusal is R.ALREADY_INSIDE


# Over HTTP -------------------------------------------------------------------------------------------


@pytest.fixture
def _at_the_start():
    with time_machine.travel(make.STARTS, tick=False):
        yield


def as_door() -> Client:
    return cast.sign_in(Client(), make.door_keeper())


def send(client, meeting, body) -> object:
    url = f"/panel/reuniones/{meeting.code}/puerta/sincronizar/"
    data = body if isinstance(body, str | bytes) else json.dumps(body)
    return client.post(url, data, content_type="application/json")


@pytest.mark.usefixtures("_at_the_start")
def test_a_phone_sends_and_reads_what_became_of_each():
    meeting, client = make.open_meeting(people=2), as_door()
    row = {"id": str(uuid4()), "at": "2026-06-10T13:45:00.000Z", "typed": "2"}
    body = {"source": "teléfono a1", "entries": [row, row]}
    first, again = send(client, meeting, body).json(), send(client, meeting, body).json()
    assert [answer["state"] for answer in first["answers"]] == ["new", "repeated"]
    assert [answer["state"] for answer in again["answers"]] == ["repeated", "repeated"]
    assert again["inside"] == 1


@pytest.mark.usefixtures("_at_the_start")
@pytest.mark.parametrize(
    "body",
    [
        "", "[]", "{}", "nada", '{"entries": 3, "source": "a"}', "[" * 100_000,
        {"source": "a", "entries": [{"id": "x", "at": "2026-06-10T13:45:00Z", "typed": "1"}]},
        {"source": "a", "entries": [{"id": str(UUID(int=1)), "at": "ayer", "typed": "1"}]},
        {"source": "a", "entries": [{"id": str(UUID(int=1)), "at": "2026-06-10T13:45:00", "typed": "1"}]},
        {"source": "a", "entries": [{"id": str(UUID(int=1)), "at": "2026-06-10T13:45:00Z", "typed": 1}]},
        {"source": "a", "entries": [{"id": str(UUID(int=1)), "at": "2026-06-10T13:45:00Z", "person": {"name": " "}}]},
        {"source": "a", "entries": [{"id": str(UUID(int=1)), "at": "2026-06-10T13:45:00Z",
                                     "person": {"name": "Ana", "document_kind": "dni", "document_number": "12"}}]},
    ],
)  # fmt: skip
def test_what_is_not_understood_is_refused_whole(body):
    meeting = make.open_meeting(people=1)
    answer = send(as_door(), meeting, body)
    assert (answer.status_code, DoorEntry.objects.count()) == (R.ENTRIES_MALFORMED.reason.status, 0)


@pytest.mark.usefixtures("_at_the_start")
def test_an_enormous_sending_is_refused():
    meeting, client = make.open_meeting(people=1), as_door()
    rows = [{"id": str(uuid4()), "at": "2026-06-10T13:45:00Z", "typed": "1"} for _n in range(501)]
    for body in ({"source": "a", "entries": rows}, json.dumps({"source": "a" * 600_000, "entries": []})):
        answer = send(client, meeting, body)
        assert answer.status_code == R.TOO_MANY_ENTRIES.reason.status
    assert DoorEntry.objects.count() == 0


@pytest.mark.usefixtures("_at_the_start")
def test_a_stranger_neither_reads_the_list_nor_sends():
    meeting = make.open_meeting(people=1)
    for client in (Client(), cast.sign_in(Client(), cast.carmen())):
        assert client.get(f"/panel/reuniones/{meeting.code}/puerta/lista.json").status_code in (302, 403)
        assert send(client, meeting, {"source": "a", "entries": []}).status_code in (302, 403)


@pytest.mark.usefixtures("_at_the_start")
def test_the_same_door_works_as_a_plain_form_and_on_paper():
    meeting, client = make.open_meeting(people=1), as_door()
    door = f"/panel/reuniones/{meeting.code}/puerta/"
    page = client.post(door, {"typed": "1"}, follow=True).content.decode()
    assert "Ingresó Persona 1, número 1." in page
    wrong = client.post(door, {"typed": "77"})
    assert (wrong.status_code, R.ATTENDEE_UNKNOWN.reason.status) == (404, 404)
    assert "Ningún número ni código" in wrong.content.decode()
    new = {"name": "Ana Vela", "document_kind": "dni", "document_number": "45454545"}
    assert "Ingresó Ana Vela, número 2." in client.post(door + "llegada/", new, follow=True).content.decode()
    assert client.get(door + "lista.pdf").content[:5] == b"%PDF-"
    assert "camera=(self)" in client.get(door)["Permissions-Policy"]


def test_who_cancelled_is_told_apart_from_who_is_unknown():
    meeting = make.open_meeting(people=1)
    actions.cancel_registration(attendee=Attendee.objects.get(), actor=None, at=make.DOOR)
    with pytest.raises(Refused) as caught:
        actions.check_in(meeting=meeting, typed="1", actor=None, at=make.DOOR)
    assert caught.value.refusal is R.ATTENDEE_CANCELLED
