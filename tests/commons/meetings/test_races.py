"""Two at once: capacity, the door, the tellers and the minutes hold. On PostgreSQL the threads really run together."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from tests.factories import meetings as make
from tests.factories.races import at_once
from tinkuy.commons.meetings import actions
from tinkuy.commons.meetings.models import Attendance, Attendee, DoorEntry, HandCount, MinutesVersion
from tinkuy.commons.meetings.refusals import MeetingRefusal as R
from tinkuy.foundation.audit.queries import chain_breaks_at

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def test_the_last_places_are_not_given_twice():
    meeting = make.called(capacity=3)
    answers = at_once(*[lambda n=n: make.registered(meeting, n).state for n in range(1, 7)])
    assert sorted(answers) == ["registered"] * 3 + ["waiting"] * 3
    fresh = make.fresh(meeting)
    assert (fresh.registered_count, fresh.waiting_count) == (3, 3)
    assert sorted(Attendee.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]


def test_one_person_registered_from_six_tabs_is_registered_once():
    meeting = make.called()
    answers = at_once(*[lambda: make.registered(meeting, 1).pk] * 6)
    assert answers.count(R.ALREADY_REGISTERED) == 5
    assert Attendee.objects.count() == 1


def test_six_doors_let_one_person_in_once():
    meeting = make.open_meeting(people=1)
    answers = at_once(
        *[lambda: actions.check_in(meeting=meeting, typed="1", actor=None, at=make.STARTS).state for _n in range(6)]
    )
    assert sorted(answers) == ["merged"] * 5 + ["new"]
    assert (Attendance.objects.count(), DoorEntry.objects.count()) == (1, 6)
    assert make.fresh(meeting).attended_count == 1
    assert chain_breaks_at(meeting.chain) is None


def test_the_same_batch_sent_six_times_at_once_is_one_batch():
    meeting = make.open_meeting(people=5)
    entries = [actions.Entry(uuid4(), make.STARTS, typed=str(n)) for n in range(1, 6)]
    at_once(
        *[lambda: actions.sync_entries(meeting=meeting, entries=entries, source="a", actor=None, at=make.STARTS)] * 6
    )
    assert (Attendance.objects.count(), DoorEntry.objects.count()) == (5, 5)


def test_the_constraint_stands_behind_the_lock_of_the_door():
    meeting = make.open_meeting(people=1)
    actions.check_in(meeting=meeting, typed="1", actor=None, at=make.STARTS)
    with pytest.raises(IntegrityError), transaction.atomic():
        Attendance.objects.create(meeting=meeting, attendee=Attendee.objects.get(), first_at=make.STARTS, source="otra")


def test_one_teller_pressing_twice_counts_once():
    meeting = make.open_meeting(people=2)
    for n in (1, 2):
        actions.check_in(meeting=meeting, typed=str(n), actor=None, at=make.STARTS)
    vote = actions.open_hand_vote(meeting=meeting, motion="Sí", actor=None, at=make.STARTS)

    def press(teller: str) -> str:
        return actions.count_hands(
            vote=vote, teller=teller, favor=2, against=0, abstain=0, actor=None, at=make.STARTS
        ).state

    answers = at_once(*[lambda: press("Ana")] * 4, lambda: press("Luis"))
    assert answers.count(R.SAME_TELLER) + answers.count(R.COUNT_FINISHED) == 3
    assert (HandCount.objects.count(), "decided" in answers) == (2, True)


def test_two_people_close_the_minutes_at_once_and_there_is_one_version():
    meeting = make.closed()
    actions.save_minutes(meeting=meeting, draft=make.draft_of(meeting), actor=None, at=make.AFTER)
    answers = at_once(
        *[lambda: actions.approve_minutes(meeting=meeting, actor=None, at=make.AFTER).number for _n in range(3)]
    )
    assert (answers.count(1), answers.count(R.MINUTES_CLOSED)) == (1, 2)
    assert MinutesVersion.objects.count() == 1


def test_two_turns_never_run_together():
    meeting = make.open_meeting()
    turns = [actions.ask_to_speak(meeting=meeting, name=f"P{n}", actor=None, at=make.STARTS) for n in range(4)]
    answers = at_once(*[lambda t=t: actions.start_turn(turn=t, actor=None, at=make.STARTS).pk for t in turns])
    assert answers.count(R.SOMEBODY_IS_SPEAKING) == 3
