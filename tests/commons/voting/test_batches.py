"""Paper and assemblies: received once, keyed twice, counted when it adds up; the first channel locks the rest."""

import json
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from tests.factories import cast
from tests.factories.batches import AFTER, box, closed, counted, key, number_of, poll_by_hand, reading
from tests.factories.voting import CLOSES, DURING, crowd, draft_poll, open_for, roll_person, verified, vote
from tinkuy.commons.voting import actions, queries
from tinkuy.commons.voting.enums import BatchState
from tinkuy.commons.voting.models import Batch, Incident, KeyedCount, VotingMark
from tinkuy.commons.voting.queries.batches import batches_of, differing_accounts
from tinkuy.commons.voting.refusals import BatchRefusal, PollRefusal, VoteRefusal
from tinkuy.commons.voting.rules.batches import Reading, numbers_of, why_not_add_up
from tinkuy.foundation.audit.models import Act
from tinkuy.foundation.shared.refusals import Refused

pytestmark = pytest.mark.django_db


def refusal_of(call):
    with pytest.raises(Refused) as caught:
        call()
    assert caught.value.sentence
    return caught.value.refusal


@pytest.mark.parametrize(
    ("found", "signatures", "refusal"),
    [
        (reading(), 6, None),
        (reading(), 7, BatchRefusal.SIGNATURES_DIFFER),
        (reading(valid=5), 6, BatchRefusal.PARTS_DIFFER),
        (reading(o2401=4, o2402=4, o2403=4, o2404=1), 6, BatchRefusal.TOO_MANY_CHOICES),
        (reading(o2401=4, o2402=4, o2403=4, o2404=0), 6, None),
        (reading(o2401=3), 6, BatchRefusal.TOO_FEW_CHOICES),
        (reading(o2401=5), 6, BatchRefusal.MORE_THAN_BALLOTS),
    ],
)
def test_what_does_not_add_up_is_named(found, signatures, refusal):
    problem = why_not_add_up(found, signatures=signatures, max_choices=3)
    assert (problem and problem[0]) is refusal


@pytest.mark.parametrize(
    ("text", "numbers", "unread"),
    [("1-3, 5 7", [1, 2, 3, 5, 7], ""), ("4;4", [4, 4], ""), ("2, x", [2], "x"), ("5-2", [], "5-2"), ("1-", [], "1-")],
)
def test_numbers_are_read_as_people_write_them(text, numbers, unread):
    assert numbers_of(text) == (numbers, unread)


def test_a_box_keyed_twice_alike_is_counted_with_the_web_and_every_number_agrees():
    poll = poll_by_hand(10)
    for person in crowd(10)[:2]:
        vote(poll, person, "2403")
    numbers = sorted(number_of(poll, person) for person in crowd(10)[2:8])
    batch = counted(poll, signers=", ".join(map(str, numbers)))
    assert (batch.state, batch.signatures, batch.incident_count) == (BatchState.COUNTED, 6, 0)
    count = queries.tally(poll)["0603"]
    assert count.votes == {"2401": 2, "2402": 3, "2403": 2, "2404": 0}
    assert (count.ballots, count.blank, count.null, count.incidents) == (7, 1, 1, 0)
    turnout = next(row for row in queries.turnout(poll) if row.scope_key == "0603")
    assert dict(turnout.channels) == {"web": 2, "desk": 0, "paper": 6, "assembly": 0}
    assert turnout.marks == sum(dict(turnout.channels).values()) == count.ballots + count.null
    said = json.loads(Act.objects.get(kind="voting.poll_closed").payload)["participants"]["0603"]
    assert said == {"web": 2, "desk": 0, "paper": 6, "assembly": 0}


def test_whoever_signed_paper_cannot_vote_on_the_web_even_where_votes_may_change():
    poll = poll_by_hand(8, allows_revote=True)
    person = crowd(8)[0]
    others = [number for number in range(1, 9) if number != number_of(poll, person)][:5]
    box(poll, ", ".join(map(str, [number_of(poll, person), *others])))
    assert refusal_of(lambda: vote(poll, person, "2401")) is VoteRefusal.ALREADY_VOTED


def test_a_signature_of_somebody_whose_web_vote_is_in_is_an_incident_that_everybody_reads():
    poll = poll_by_hand(8)
    person = crowd(8)[0]
    vote(poll, person, "2403")
    batch = box(poll, "1-8", ballots=8)
    assert (batch.signatures, batch.incident_count) == (8, 1)
    assert Incident.objects.get().earlier_channel == "web"
    assert VotingMark.objects.get(roll_entry__label=str(person), scope__key="0603").channel == "web"
    closed(poll)
    said = reading(8, 6, 1, 1, o2401=4, o2402=4)
    key(batch, cast.elena(), said)
    key(batch, cast.victor(), said)
    count = queries.tally(poll)["0603"]
    assert (count.votes["2403"], count.ballots + count.null, count.incidents) == (1, 9, 1)
    received = json.loads(Act.objects.get(kind="voting.batch_received").payload)
    assert received["incidents"] == ["web"]
    assert str(person) not in "".join(Act.objects.values_list("payload", flat=True))


def test_one_person_on_two_paper_lists_is_one_participant_and_one_incident():
    poll = poll_by_hand(9)
    box(poll, "1-6")
    second = box(poll, "6-9, 1", ballots=5, box="2")
    assert (second.signatures, second.incident_count) == (5, 2)
    assert list(Incident.objects.values_list("earlier_channel", flat=True)) == ["paper", "paper"]
    assert VotingMark.objects.filter(scope__key="0603").count() == 9


def test_a_person_in_two_rows_of_the_roll_is_refused_by_name():
    poll = draft_poll()
    one = verified(cast.rosa())
    people = [roll_person(one, scopes=("0603",)), roll_person(one, scopes=("MULTI",))]
    with pytest.raises(Refused) as caught:
        actions.enroll(poll=poll, source="Padrón", people=people, actor=None, at=DURING)
    assert caught.value.refusal is PollRefusal.ON_TWO_LISTS
    assert "Celendín, Multiprovincial" in caught.value.sentence


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"channel": "web"}, BatchRefusal.NOT_TAKEN),
        ({"signers": ""}, BatchRefusal.NO_SIGNATURES),
        ({"signers": "1-9"}, BatchRefusal.UNKNOWN_NUMBER),
        ({"signers": "1-6, 3"}, BatchRefusal.REPEATED_NUMBER),
        ({"signers": "1-6, tres"}, BatchRefusal.UNREADABLE_NUMBERS),
        ({"signers": "1-4", "declared_ballots": 4}, BatchRefusal.TOO_FEW_ON_PAPER),
        ({"declared_ballots": 7}, BatchRefusal.SIGNATURES_DIFFER),
        ({"handed_in_at": DURING + timedelta(hours=1)}, BatchRefusal.NOT_YET_HANDED_IN),
    ],
)
def test_a_box_is_not_received_and_nothing_changes(change, refusal):
    poll = poll_by_hand(8)
    assert refusal_of(lambda: box(poll, **change)) is refusal
    assert not Batch.objects.exists()
    assert not VotingMark.objects.exists()


def test_the_same_box_comes_once():
    poll = poll_by_hand(8)
    box(poll)
    assert refusal_of(lambda: box(poll)) is BatchRefusal.SAME_BOX


def test_a_poll_that_takes_no_paper_or_is_not_open_or_is_nominal_receives_no_box():
    assert refusal_of(lambda: box(open_for(*crowd(6)))) is BatchRefusal.NOT_TAKEN
    nominal = open_for(*crowd(6), key="otra", is_nominal=True, channels=("web", "assembly"))
    assert refusal_of(lambda: box(nominal, channel="assembly")) is BatchRefusal.NOT_NOMINAL_HERE


def test_a_late_box_needs_an_act_that_proves_it_was_handed_in_before_the_close():
    poll = closed(poll_by_hand(8))
    last = CLOSES - timedelta(seconds=1)
    assert refusal_of(lambda: box(poll, at=AFTER)) is BatchRefusal.LATE
    assert refusal_of(lambda: box(poll, at=AFTER, handed_in_at=last)) is BatchRefusal.LATE
    with_act = {"act_reference": "Acta de entrega 4", "at": AFTER}
    assert refusal_of(lambda: box(poll, handed_in_at=CLOSES, **with_act)) is BatchRefusal.LATE
    assert box(poll, handed_in_at=last, **with_act).state == BatchState.RECEIVED
    assert VotingMark.objects.filter(channel="paper").count() == 6


def test_no_box_is_opened_before_the_close_and_no_count_is_given_while_one_waits():
    poll = poll_by_hand(8)
    batch = box(poll)
    early = CLOSES - timedelta(seconds=1)
    assert refusal_of(lambda: key(batch, cast.elena(), at=early)) is BatchRefusal.BOX_STILL_SEALED
    closed(poll)
    key(batch, cast.elena(), at=CLOSES)
    assert refusal_of(lambda: queries.tally(poll)) is BatchRefusal.PENDING
    publish = {"poll": poll, "actor": cast.elena(), "at": AFTER}
    assert refusal_of(lambda: actions.publish_poll(**publish)) is BatchRefusal.PENDING


def test_one_official_cannot_key_twice_nor_without_the_photograph_nor_for_another_list():
    batch = box(poll_by_hand(8))
    closed(batch.poll)
    assert refusal_of(lambda: key(batch, cast.elena(), sheet=None)) is BatchRefusal.NO_SHEET
    strange = Reading(6, 4, 1, 1, {"9999": 4})
    assert refusal_of(lambda: key(batch, cast.elena(), strange)) is BatchRefusal.UNKNOWN_OPTION
    key(batch, cast.elena())
    assert refusal_of(lambda: key(batch, cast.elena())) is BatchRefusal.SAME_OFFICIAL


def test_two_readings_that_differ_wait_until_one_is_explained_by_a_third_person():
    batch = box(poll_by_hand(8))
    closed(batch.poll)
    key(batch, cast.elena())
    settle = {"batch": batch, "reason": "La foto dice 2", "at": AFTER}
    first = batch.keyings.get()
    assert (
        refusal_of(lambda: actions.settle_batch(keying=first, actor=cast.julio(), **settle))
        is BatchRefusal.NOT_DIFFERENT
    )
    key(batch, cast.victor(), reading(o2401=3, o2402=3), sheet=None)
    batch.refresh_from_db()
    assert batch.state == BatchState.RECEIVED
    assert differing_accounts(batch) == ("Camino vecinal Celendín – Llanguat",)
    settle["keying"] = first
    assert refusal_of(lambda: actions.settle_batch(actor=cast.elena(), **settle)) is BatchRefusal.SAME_OFFICIAL
    empty = {**settle, "reason": " "}
    assert refusal_of(lambda: actions.settle_batch(actor=cast.julio(), **empty)) is BatchRefusal.NO_REASON
    done = actions.settle_batch(actor=cast.julio(), **settle)
    assert (done.state, done.accepted, done.reason) == (BatchState.COUNTED, first, "La foto dice 2")
    assert refusal_of(lambda: key(batch, cast.victor())) is BatchRefusal.NOT_PENDING


def test_a_batch_that_does_not_add_up_is_refused_or_kept_with_its_reason_and_never_counted():
    batch = box(poll_by_hand(8))
    poll = closed(batch.poll)
    wrong = reading(valid=5)
    assert refusal_of(lambda: key(batch, cast.elena(), wrong)) is BatchRefusal.PARTS_DIFFER
    kept = key(batch, cast.elena(), wrong, observed_reason="El acta firmada dice así")
    assert kept.state == BatchState.OBSERVED
    assert "El acta firmada dice así" in kept.reason
    assert "suman 7" in kept.reason
    count = queries.tally(poll)["0603"]
    assert (count.votes["2401"], count.ballots, count.observed) == (0, 0, 1)
    assert batches_of(poll)[0]["votes"] == {}


def test_a_box_with_one_ballot_more_than_signatures_can_be_received_as_observed():
    batch = box(poll_by_hand(8), ballots=7, observed_reason="Sobra una cédula")
    assert batch.state == BatchState.OBSERVED
    assert Act.objects.filter(kind="voting.batch_observed").count() == 1
    other = box(batch.poll, "7-8, 1-4", box="2")
    put_aside = actions.observe_batch(batch=other, reason="Caja rota", actor=cast.elena(), at=DURING)
    assert put_aside.state == BatchState.OBSERVED
    empty = {"batch": box(batch.poll, "1-5", ballots=5, box="3"), "reason": "", "actor": cast.elena(), "at": DURING}
    assert refusal_of(lambda: actions.observe_batch(**empty)) is BatchRefusal.NO_REASON


def test_the_database_itself_refuses_to_count_what_does_not_add_up_and_to_edit_a_reading():
    batch = box(poll_by_hand(8))
    closed(batch.poll)
    key(batch, cast.elena())
    keying = batch.keyings.get()
    for change in (
        lambda: Batch.objects.filter(pk=batch.pk).update(signatures=7),
        lambda: KeyedCount.objects.filter(keying=keying).update(votes=9),
        lambda: Batch.objects.filter(pk=batch.pk).update(state=BatchState.COUNTED),
        lambda: Batch.objects.filter(pk=batch.pk).update(state=BatchState.REVERSED),
        lambda: VotingMark.objects.filter(channel="paper").delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_correction_is_a_counter_entry_and_a_batch_that_takes_its_place():
    batch = counted(poll_by_hand(8))
    poll = batch.poll
    fixed = box(
        poll, "1-7", ballots=7, at=AFTER, handed_in_at=DURING, act_reference="Acta 4",
        replaces=batch, reversal_reason="Faltó una firma",
    )  # fmt: skip
    batch.refresh_from_db()
    assert (batch.state, batch.reversal.reason) == (BatchState.REVERSED, "Faltó una firma")
    said = reading(7, 5, 1, 1)
    key(fixed, cast.elena(), said)
    key(fixed, cast.victor(), said)
    count = queries.tally(poll)["0603"]
    assert (count.ballots + count.null, count.votes["2402"]) == (7, 3)
    assert VotingMark.objects.filter(channel="paper").count() == 7
    again = {"batch": batch, "reason": "otra vez", "actor": cast.elena(), "at": AFTER}
    assert refusal_of(lambda: actions.reverse_batch(**again)) is BatchRefusal.ALREADY_REVERSED
    assert (
        refusal_of(lambda: actions.reverse_batch(**{**again, "batch": fixed, "reason": ""})) is BatchRefusal.NO_REASON
    )
    actions.publish_poll(poll=poll, actor=cast.elena(), at=AFTER)
    assert refusal_of(lambda: actions.reverse_batch(**{**again, "batch": fixed})) is BatchRefusal.NOT_RECEIVING


def test_whoever_a_reversed_list_had_locked_may_vote_again():
    poll = poll_by_hand(8)
    batch = box(poll, "1-8", ballots=8)
    person = crowd(8)[0]
    actions.reverse_batch(batch=batch, reason="Lista de otra votación", actor=cast.elena(), at=DURING)
    vote(poll, person, "2401")
    assert VotingMark.objects.get(scope__key="0603").channel == "web"


def test_a_show_of_hands_is_counted_by_two_tellers_during_the_poll_and_told_after_the_close():
    poll = poll_by_hand(8)
    batch = box(poll, "1-3", ballots=3, channel="assembly", box="única")
    said = reading(3, 3, 0, 0, o2401=3)
    key(batch, cast.elena(), said, at=DURING)
    key(batch, cast.victor(), said, at=DURING)
    assert refusal_of(lambda: queries.tally(poll)) is PollRefusal.NOT_CLOSED_YET
    assert next(row for row in queries.turnout(poll) if row.scope_key == "0603").channels == ()
    closed(poll)
    assert queries.tally(poll)["0603"].votes["2401"] == 3


def test_the_key_is_not_destroyed_while_a_box_waits_and_paper_marks_are_shuffled_with_the_rest():
    poll = poll_by_hand(8)
    batch = box(poll)
    closed(poll)
    over = poll.closing + timedelta(hours=80)
    assert refusal_of(lambda: actions.destroy_vote_key(poll=poll, actor=None, at=over)) is BatchRefusal.PENDING
    key(batch, cast.elena())
    key(batch, cast.victor())
    before = queries.tally(poll)
    poll = actions.destroy_vote_key(poll=poll, actor=None, at=over)
    assert queries.tally(poll) == before
    assert dict(queries.turnout(poll)[0].channels)["paper"] == 6
