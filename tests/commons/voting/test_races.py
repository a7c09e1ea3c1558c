"""Eight requests at once, from several connections: one ballot. And the proof that this test would notice: without
the constraints and the locks, PostgreSQL lets the second vote in (SQLite hides it: INTEGRITY 1.2)."""

import threading
from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection, connections

from tests.factories import cast
from tests.factories.batches import box, closed, key, poll_by_hand, sheet
from tests.factories.voting import CLOSES, DURING, crowd, open_for, scope_of, vote
from tinkuy.commons.voting import actions
from tinkuy.commons.voting.actions import casting
from tinkuy.commons.voting.models import Ballot, Batch, Incident, Poll, RollEntry, Seal, VotingMark
from tinkuy.commons.voting.refusals import VoteRefusal
from tinkuy.foundation.shared.refusals import Refused

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
AT_ONCE = 8


def together(*calls):
    """Runs the calls from as many threads, released at the same moment; returns what each gave or raised."""
    barrier, results = threading.Barrier(len(calls)), [None] * len(calls)

    def run(place, call):
        barrier.wait()
        try:
            results[place] = call() or "done"
        except Refused as refused:
            results[place] = refused.refusal
        except Exception as error:  # noqa: BLE001 (whatever it is, the test names it)
            results[place] = type(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=item) for item in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def outcomes(results) -> Counter:
    return Counter(result if isinstance(result, VoteRefusal | type) else "in" for result in results)


@pytest.mark.parametrize("choices", [["2401"], ["2401", "2402"]])
def test_eight_votes_at_once_of_each_of_five_voters_leave_one_ballot_each(choices):
    people = crowd(5)
    poll = open_for(*people)
    for person in people:
        results = together(*[lambda person=person: vote(poll, person, *choices)] * AT_ONCE)
        assert outcomes(results) == {"in": 1, VoteRefusal.ALREADY_VOTED: AT_ONCE - 1}
    assert Ballot.objects.count() == VotingMark.objects.count() == 5


def test_two_channels_at_once_leave_one_ballot():
    poll = open_for(cast.rosa(), channels=("web", "desk"))
    results = together(
        *[
            lambda channel=channel: vote(poll, cast.rosa(), "2401", channel=channel)
            for channel in ("web", "desk", "desk")
        ]
    )
    assert outcomes(results) == {"in": 1, VoteRefusal.ALREADY_VOTED: 2}


def test_a_box_of_paper_and_a_web_vote_at_once_leave_one_mark_each_and_an_incident_when_the_web_was_first():
    poll_by_hand(6)
    person = crowd(6)[0]
    fresh = Poll.objects.select_related("space").get
    results = together(lambda: box(fresh()), *[lambda: vote(fresh(), person, "2401")] * 3)
    assert results[0] == Batch.objects.get()
    marks = VotingMark.objects.filter(scope__key="0603")
    assert marks.count() == 6
    web = marks.filter(channel="web").count()
    assert outcomes(results[1:]) == {**({"in": 1} if web else {}), VoteRefusal.ALREADY_VOTED: 3 - web}
    assert (Ballot.objects.count(), Incident.objects.count()) == (web, web)


def test_two_boxes_with_the_same_signatures_at_once_leave_one_mark_each():
    poll_by_hand(6)
    cast.elena()
    fresh = Poll.objects.select_related("space").get
    results = together(lambda: box(fresh(), box="1"), lambda: box(fresh(), box="2"))
    assert all(isinstance(result, Batch) for result in results), results
    assert VotingMark.objects.count() == 6
    assert (Batch.objects.count(), Incident.objects.count()) == (2, 6)


def test_two_officials_who_key_the_same_at_once_count_the_box_once():
    batch = box(poll_by_hand(6))
    closed(batch.poll)
    photo = sheet()
    cast.victor()
    together(
        lambda: key(Batch.objects.get(), cast.elena(), sheet=photo),
        lambda: key(Batch.objects.get(), cast.victor(), sheet=photo),
    )
    batch.refresh_from_db()
    assert (batch.state, batch.keyings.count()) == ("counted", 2)


def test_the_constraint_alone_answers_with_the_same_sentence(monkeypatch):
    """The lock gives the sentence; when it fails, the constraint still does."""
    monkeypatch.setattr(casting, "voted_channel", lambda poll, entry: "")
    poll = open_for(cast.rosa())
    results = together(*[lambda: vote(poll, cast.rosa(), "2401")] * AT_ONCE)
    assert outcomes(results) == {"in": 1, VoteRefusal.ALREADY_VOTED: AT_ONCE - 1}
    assert Ballot.objects.count() == VotingMark.objects.count() == 1


def test_a_vote_and_the_close_at_once_never_leave_a_ballot_outside_the_last_seal():
    people = crowd(8)
    poll = open_for(*people)
    last = CLOSES - timedelta(microseconds=1)
    votes = [
        lambda person=person: vote(Poll.objects.select_related("space").get(), person, "2401", at=last)
        for person in people
    ]
    together(*votes[:4], lambda: actions.close_poll(poll=poll, at=CLOSES), *votes[4:])
    box = Ballot.objects.count()
    assert box == VotingMark.objects.count() == Seal.objects.get(scope=scope_of(poll)).ballots


def test_sealing_while_people_vote_counts_as_many_marks_as_ballots():
    people = crowd(12)
    poll = open_for(*people)
    for person in people[:5]:
        vote(poll, person, "2401")
    later = [lambda person=person: vote(poll, person, "2402") for person in people[5:]]
    together(*later, lambda: actions.seal_due_batches(at=DURING), lambda: actions.seal_due_batches(at=DURING))
    seals = list(Seal.objects.filter(scope=scope_of(poll)))
    assert [seal.ballots == seal.marks for seal in seals] == [True]
    assert Ballot.objects.count() == VotingMark.objects.count() == 12


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one writer in at a time and hides the race")
def test_without_constraints_and_locks_the_race_lets_second_votes_in(monkeypatch):
    poll = open_for(*crowd(5))
    dropped = {Ballot: "one_ballot_per_token", VotingMark: "one_voting_mark_per_roll_entry"}
    constraints = [
        (table, constraint)
        for table, name in dropped.items()
        for constraint in table._meta.constraints
        if constraint.name == name
    ]
    for table, constraint in constraints:
        with connection.schema_editor() as editor:
            editor.remove_constraint(table, constraint)
    monkeypatch.setattr(RollEntry.objects.all().__class__, "select_for_update", lambda self, **options: self)
    try:
        for person in crowd(5):
            together(*[lambda person=person: vote(poll, person, "2401")] * AT_ONCE)
        assert Ballot.objects.count() > 5
    finally:
        _empty_the_box()
        for table, constraint in constraints:
            with connection.schema_editor() as editor:
                editor.add_constraint(table, constraint)


def _empty_the_box():
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE voting_ballot, voting_votingmark")
