"""Conducting a poll: prepare, freeze, seal, extend, close, challenge, destroy the key, publish."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from tests.factories import cast
from tests.factories.voting import (
    BEFORE,
    CLOSES,
    DURING,
    OPENS,
    SETTINGS,
    crowd,
    draft_poll,
    open_for,
    roll_person,
    scope_of,
    scope_specs,
    verified,
    vote,
)
from tinkuy.commons.voting import actions, queries
from tinkuy.commons.voting.models import (
    AnnulledBallot,
    Ballot,
    Poll,
    PollOption,
    PollScope,
    RollEntry,
    Seal,
    SealedCommitment,
    ShuffledBallot,
    ShuffledMark,
    VotingMark,
)
from tinkuy.commons.voting.queries.counts import ballots_and_marks
from tinkuy.commons.voting.refusals import PollRefusal, VoteRefusal
from tinkuy.commons.voting.rules import merkle, tokens
from tinkuy.foundation.audit import queries as audit
from tinkuy.foundation.audit.models import Act
from tinkuy.foundation.keys.queries import key
from tinkuy.foundation.shared.canonical import sha256
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.spaces.refusals import StageRefusal

pytestmark = pytest.mark.django_db
AFTER = CLOSES + timedelta(minutes=1)


def refusal_of(call, **options):
    with pytest.raises(Refused) as caught:
        call(**options)
    return caught.value.refusal


def enrolled(**fields) -> Poll:
    poll = draft_poll(**fields)
    people = [roll_person(verified(cast.rosa()))]
    actions.enroll(poll=poll, source="Padrón", people=people, actor=None, at=BEFORE)
    return poll


def closed(voters: int = 6) -> Poll:
    """Everyone votes for the first two projects of Celendín."""
    people = crowd(voters)
    poll = open_for(*people)
    for person in people:
        vote(poll, person, "2401", "2402")
    return actions.close_poll(poll=poll, at=AFTER)


def officials(poll: Poll):
    president = cast.give_role(cast.elena(), poll.space, "team_president")
    return president, cast.give_role(cast.victor(), poll.space, "coordinator")


def test_the_rules_hash_is_the_hash_of_the_exact_rules():
    poll = draft_poll()
    rules = json.loads(poll.rules)
    assert poll.rules_hash == sha256(poll.rules)
    assert [scope["key"] for scope in rules["scopes"]] == ["0603", "MULTI"]
    assert rules["scopes"][0]["options"][0]["cost"] == "4200000.00"
    assert rules["settings"] == SETTINGS
    assert rules["closes_at"] == "2026-05-18T14:00:00Z"


def test_opening_is_an_act_with_the_hash_of_the_rules_and_zero_ballots():
    poll = actions.open_poll(poll=enrolled(), actor=None, at=BEFORE)
    act = Act.objects.get(kind="voting.poll_opened")
    payload = json.loads(act.payload)
    assert (payload["rules_hash"], payload["roll"], payload["ballots"]) == (poll.rules_hash, 2, 0)
    assert audit.chain_breaks_at(poll.space.chain) is None


def test_the_roll_keeps_no_document_and_says_how_many_rows_and_their_hash():
    poll = enrolled()
    entry, snapshot = RollEntry.objects.first(), poll.snapshots.get()
    assert len(entry.person) == 64
    assert (snapshot.number, snapshot.row_count, snapshot.source) == (1, 2, "Padrón")
    assert snapshot.sorted_hash == sha256(
        "\n".join(sorted(f"{e.scope.key}|{e.person}" for e in RollEntry.objects.all()))
    )
    actions.enroll(poll=poll, source="Padrón corregido", people=[], actor=None, at=BEFORE)
    assert RollEntry.objects.count() == 0
    assert list(poll.snapshots.values_list("number", flat=True)) == [1, 2]


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"settings": {"weights": {"technical": "0.80", "vote": "0.30"}}}, PollRefusal.WEIGHTS),
        ({"settings": {"technical_weight": "0.8", "vote_weight": "0.1"}}, PollRefusal.WEIGHTS),
        ({"settings": {"weights": {"technical": "ochenta"}}}, PollRefusal.WEIGHTS),
        ({"scopes": [scope_specs()[0], replace(scope_specs()[1], options=())]}, PollRefusal.EMPTY_SCOPE),
        ({"closes_at": BEFORE + timedelta(seconds=1), "opens_at": BEFORE}, PollRefusal.CLOSED_BEFORE_OPENING),
        ({}, None),
        ({"settings": {}}, None),
    ],
)
def test_what_keeps_a_poll_from_opening(change, refusal):
    poll = enrolled(**change)
    at = BEFORE + timedelta(seconds=1)
    if refusal is None:
        assert actions.open_poll(poll=poll, actor=None, at=at).status == "open"
    else:
        assert refusal_of(actions.open_poll, poll=poll, actor=None, at=at) is refusal
        assert Poll.objects.get().status == "draft"


def test_an_empty_roll_does_not_open():
    assert refusal_of(actions.open_poll, poll=draft_poll(), actor=None, at=BEFORE) is PollRefusal.EMPTY_ROLL


def test_a_stage_without_its_document_keeps_the_poll_shut():
    poll = enrolled()
    poll.space.stages.update(required_document="padron")
    assert refusal_of(actions.open_poll, poll=poll, actor=None, at=BEFORE) is StageRefusal.DOCUMENT_MISSING
    cast.space_document(poll.space, "padron")
    assert actions.open_poll(poll=poll, actor=None, at=BEFORE).status == "open"


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"opens_at": CLOSES}, PollRefusal.BAD_DATES),
        ({"scopes": [replace(scope_specs()[0], key="a|b")]}, PollRefusal.BAD_KEY),
        ({"scopes": [scope_specs()[0], scope_specs()[0]]}, PollRefusal.BAD_KEY),
    ],
)
def test_what_keeps_a_poll_from_being_prepared(change, refusal):
    with pytest.raises(Refused) as caught:
        draft_poll(**change)
    assert caught.value.refusal is refusal


def test_a_person_or_a_seat_twice_in_a_list_is_refused_by_name():
    poll = draft_poll()
    rosa = roll_person(verified(cast.rosa()), organization=7)
    enroll = {"poll": poll, "source": "Padrón", "actor": None, "at": BEFORE}
    assert refusal_of(actions.enroll, people=[rosa, rosa], **enroll) is PollRefusal.REPEATED_PERSON
    julio = roll_person(verified(cast.julio()), organization=7)
    assert refusal_of(actions.enroll, people=[rosa, julio], **enroll) is PollRefusal.REPEATED_SEAT
    unreadable = replace(rosa, document_number="12")
    assert refusal_of(actions.enroll, people=[unreadable], **enroll) is PollRefusal.BAD_DOCUMENT
    elsewhere = replace(rosa, scope_keys=("0699",))
    assert refusal_of(actions.enroll, people=[elsewhere], **enroll) is PollRefusal.UNKNOWN_SCOPE
    assert actions.enroll(people=[rosa, replace(julio, seat="alterno")], **enroll).row_count == 4


@pytest.mark.parametrize(
    "change",
    [
        lambda poll: Poll.objects.update(rules="{}"),
        lambda poll: Poll.objects.update(rules_hash="0" * 64),
        lambda poll: Poll.objects.update(opens_at=OPENS - timedelta(days=1)),
        lambda poll: Poll.objects.update(closes_at=CLOSES + timedelta(days=1)),
        lambda poll: Poll.objects.update(extended_until=CLOSES + timedelta(days=1)),
        lambda poll: Poll.objects.update(allows_revote=True),
        lambda poll: Poll.objects.update(is_nominal=True),
        lambda poll: Poll.objects.update(challenge_hours=1),
        lambda poll: Poll.objects.update(status="draft"),
        lambda poll: Poll.objects.filter(pk=poll.pk)._raw_delete("default"),
        lambda poll: PollOption.objects.update(title="Otro"),
        lambda poll: PollOption.objects.filter(key="2401")._raw_delete("default"),
        lambda poll: PollOption.objects.create(scope=scope_of(poll), key="9", title="Nuevo", position=9),
        lambda poll: PollScope.objects.update(max_choices=9),
        lambda poll: RollEntry.objects.update(person="0" * 64),
        lambda poll: RollEntry.objects.update(state="annulled"),
        lambda poll: RollEntry.objects.filter(poll=poll)._raw_delete("default"),
        lambda poll: RollEntry.objects.create(
            poll=poll, scope=scope_of(poll), person="1" * 64, label="Intruso", snapshot=poll.snapshots.get()
        ),
    ],
)
def test_the_database_refuses_to_change_what_the_opening_froze(change):
    poll = open_for(cast.rosa())
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        change(poll)
    assert Poll.objects.get().rules_hash == poll.rules_hash


@pytest.mark.parametrize(
    "change",
    [
        lambda: Ballot.objects.update(choices="[]"),
        lambda: Ballot.objects.filter(poll__isnull=False)._raw_delete("default"),
        lambda: VotingMark.objects.update(channel="paper"),
        lambda: VotingMark.objects.filter(poll__isnull=False)._raw_delete("default"),
        lambda: Seal.objects.update(ballots=0, marks=0),
        lambda: SealedCommitment.objects.filter(pk__gt=0)._raw_delete("default"),
    ],
)
def test_the_database_refuses_to_change_the_box(change):
    closed()
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        change()
    assert Ballot.objects.count() == VotingMark.objects.count() == 6


def test_the_database_refuses_a_ballot_or_a_mark_after_the_close():
    poll = closed()
    ballot, mark = Ballot.objects.first(), VotingMark.objects.first()
    ballot.pk, ballot.token, ballot.commitment = "00000000-0000-4000-8000-000000000000", "x", "y"
    mark.pk = None
    for row in (ballot, mark):
        row._state.adding = True
        with pytest.raises(DatabaseError, match="not open"), transaction.atomic():
            row.save(force_insert=True)
    assert queries.tally(poll)["0603"].ballots == 6


def test_a_seal_waits_for_ten_minutes_and_five_ballots():
    people = crowd(6)
    poll = open_for(*people)
    for person in people[:4]:
        vote(poll, person, "2401")
    assert actions.seal_due_batches(at=OPENS + timedelta(hours=3)) == 0
    vote(poll, people[4], "2401")
    assert actions.seal_due_batches(at=OPENS + timedelta(minutes=9)) == 0
    assert actions.seal_due_batches(at=OPENS + timedelta(minutes=10)) == 1
    assert actions.seal_due_batches(at=OPENS + timedelta(minutes=30)) == 0
    seal = Seal.objects.get()
    assert (seal.number, seal.ballots, seal.marks, seal.commitments) == (1, 5, 5, 5)
    assert seal.root == merkle.root(Ballot.objects.values_list("commitment", flat=True))
    assert json.loads(Act.objects.get(kind="voting.batch_sealed").payload)["root"] == seal.root
    assert Act.objects.get(kind="voting.batch_sealed").hash == seal.act_hash


def test_the_sealed_commitments_stand_in_their_own_order_not_in_that_of_the_votes():
    closed()
    kept = list(SealedCommitment.objects.order_by("pk").values_list("commitment", flat=True))
    assert kept == sorted(kept)
    assert len(kept) == 6


def test_a_receipt_says_under_which_seal_it_is():
    people = crowd(6)
    poll = open_for(*people)
    receipts = [vote(poll, person, "2401") for person in people[:5]]
    assert queries.find_receipt(receipts[0].code).seal_number is None
    actions.seal_due_batches(at=OPENS + timedelta(minutes=10))
    last = vote(poll, people[5], "2402")
    actions.close_poll(poll=poll, at=AFTER)
    assert queries.find_receipt(receipts[0].code).seal_number == 1
    assert queries.find_receipt(last.commitment).seal_number == 2
    assert queries.find_receipt(last.code.lower().replace("-", " ")).code == last.code
    assert queries.find_receipt("AAAAA-AAAAA-AAAAA-AAAAA") is None
    assert queries.find_receipt("no es un código") is None


def test_closing_is_at_the_instant_and_twice_is_once():
    poll = open_for(cast.rosa())
    early = CLOSES - timedelta(seconds=1)
    assert refusal_of(actions.close_poll, poll=poll, at=early) is PollRefusal.STILL_OPEN
    assert actions.close_due_polls(at=early) == 0
    assert actions.close_due_polls(at=CLOSES) == 1
    assert actions.close_due_polls(at=CLOSES) == 0
    actions.close_poll(poll=poll, at=AFTER)
    assert Act.objects.filter(kind="voting.poll_closed").count() == 1
    assert Seal.objects.count() == 2
    assert Poll.objects.get().challenge_until == CLOSES + timedelta(hours=72)


def test_an_extension_has_a_reason_and_the_frozen_date_stays():
    poll = open_for(cast.rosa())
    later = CLOSES + timedelta(days=1)
    extend = {"poll": poll, "closes_at": later, "reason": "Corte de luz en Celendín", "actor": cast.elena()}
    assert refusal_of(actions.extend_poll, **{**extend, "reason": " "}, at=DURING) is PollRefusal.NO_REASON
    assert refusal_of(actions.extend_poll, **{**extend, "closes_at": CLOSES}, at=DURING) is PollRefusal.NOT_LATER
    assert refusal_of(actions.extend_poll, **extend, at=CLOSES) is PollRefusal.TOO_LATE_TO_EXTEND
    actions.extend_poll(**extend, at=DURING)
    poll = Poll.objects.get()
    assert (poll.closes_at, poll.closing) == (CLOSES, later)
    vote(poll, cast.rosa(), "2401", at=CLOSES)
    assert refusal_of(actions.close_poll, poll=poll, at=CLOSES) is PollRefusal.STILL_OPEN
    assert json.loads(Act.objects.get(kind="voting.poll_extended").payload)["reason"] == "Corte de luz en Celendín"


def test_nobody_counts_before_the_close_and_everybody_after():
    people = crowd(6)
    poll = open_for(*people)
    vote(poll, people[0], "2401", "2402")
    vote(poll, people[1], "2402")
    vote(poll, people[2], is_blank=True)
    for question in (queries.tally, queries.ballots_of):
        with pytest.raises(Refused) as caught:
            question(poll)
        assert caught.value.refusal is PollRefusal.NOT_CLOSED_YET
    poll = actions.close_poll(poll=poll, at=AFTER)
    count = queries.tally(poll)["0603"]
    assert count.votes == {"2401": 1, "2402": 2, "2403": 0, "2404": 0}
    assert (count.ballots, count.blank, count.annulled, count.roll) == (3, 1, 0, 6)
    assert queries.ballots_of(poll)["0603"] == [(), ("2401", "2402"), ("2402",)]
    assert queries.tally(poll)["MULTI"].ballots == 0


def test_turnout_tells_no_number_under_five_while_the_poll_is_open():
    people = crowd(6)
    poll = open_for(*people)
    for person in people[:4]:
        vote(poll, person, "2401")
    assert [(row.scope_key, row.roll, row.marks) for row in queries.turnout(poll)] == [
        ("0603", 6, None),
        ("MULTI", 6, None),
    ]
    vote(poll, people[4], "2401")
    assert queries.turnout(poll)[0].marks == 5
    poll = actions.close_poll(poll=poll, at=AFTER)
    assert [row.marks for row in queries.turnout(poll)] == [5, 0]


def test_an_annulment_takes_two_different_signatures_and_then_the_ballot_leaves_the_count():
    poll = closed()
    president, coordinator = officials(poll)
    entry = poll.roll.filter(scope__key="0603").first()
    annul = {"poll": poll, "entry": entry, "at": AFTER + timedelta(hours=1)}
    assert refusal_of(actions.annul_roll_entry, **annul, reason="", actor=president) is PollRefusal.NO_REASON
    actions.annul_roll_entry(**annul, reason="Suplantación probada", actor=president)
    assert queries.tally(poll)["0603"].ballots == 6
    assert refusal_of(actions.annul_roll_entry, **annul, reason="", actor=president) is PollRefusal.SAME_SIGNATURE
    actions.annul_roll_entry(**annul, reason="", actor=coordinator)
    count = queries.tally(poll)["0603"]
    assert (count.ballots, count.annulled, count.votes["2401"], count.roll) == (5, 1, 5, 5)
    assert Ballot.objects.count() == VotingMark.objects.count() == 6
    refusal = refusal_of(actions.annul_roll_entry, **annul, reason="", actor=coordinator)
    assert refusal is PollRefusal.ALREADY_ANNULLED
    payload = json.loads(Act.objects.get(kind="voting.roll_entry_annulled").payload)
    assert "Votante" not in json.dumps(payload)


def test_the_challenge_window_shuts():
    poll = closed()
    entry = poll.roll.first()
    late = poll.challenge_until
    options = {"poll": poll, "entry": entry, "reason": "Tarde", "actor": cast.elena()}
    assert refusal_of(actions.annul_roll_entry, **options, at=late) is PollRefusal.WINDOW_SHUT
    open_poll = open_for(cast.rosa(), key="other")
    options |= {"poll": open_poll, "entry": open_poll.roll.first()}
    assert refusal_of(actions.annul_roll_entry, **options, at=DURING) is PollRefusal.WINDOW_SHUT


def test_when_the_key_is_gone_nothing_leads_from_a_mark_to_a_ballot(django_capture_on_commit_callbacks, monkeypatch):
    monkeypatch.setattr("tinkuy.commons.voting.actions.challenging._forget_old_pages", lambda: None)
    poll = closed()
    before = queries.tally(poll)
    old = {ballot.commitment: ballot.pk for ballot in Ballot.objects.all()}
    early = poll.challenge_until - timedelta(seconds=1)
    refusal = refusal_of(actions.destroy_vote_key, poll=poll, actor=None, at=early)
    assert refusal is PollRefusal.WINDOW_STILL_OPEN
    with django_capture_on_commit_callbacks(execute=True):
        poll = actions.destroy_vote_key(poll=poll, actor=None, at=poll.challenge_until)
    assert key(poll.vote_key_name) is None
    assert Ballot.objects.count() == VotingMark.objects.count() == 0
    assert ShuffledBallot.objects.count() == ShuffledMark.objects.count() == 6
    assert "token" not in {field.name for field in ShuffledBallot._meta.get_fields()}
    assert not set(ShuffledBallot.objects.values_list("pk", flat=True)) & set(old.values())
    assert queries.tally(poll) == before
    assert ballots_and_marks(poll, scope_of(poll)) == (6, 6)
    assert queries.receipt_of(poll, scope_of(poll), crowd(1)[0]) is None
    assert queries.find_receipt(next(iter(old))).seal_number == 1
    assert len(queries.vote_cast_in_name(crowd(1)[0], poll)) == 1
    assert refusal_of(actions.destroy_vote_key, poll=poll, actor=None, at=AFTER) is PollRefusal.KEY_GONE
    assert Act.objects.filter(kind="voting.vote_key_destroyed").count() == 1


def test_a_token_cannot_be_worked_out_without_the_key():
    person = tokens.person(b"roll", "dni", "12345678")
    token = tokens.token(b"vote", person, "p", "s")
    assert token != tokens.token(b"another", person, "p", "s")
    assert token != tokens.token(b"vote", person, "p", "t")


def test_an_annulled_ballot_stays_out_of_the_count_after_the_rewriting():
    poll = closed()
    president, coordinator = officials(poll)
    entry = poll.roll.filter(scope__key="0603").first()
    for official in (president, coordinator):
        actions.annul_roll_entry(poll=poll, entry=entry, reason="Suplantación", actor=official, at=AFTER)
    actions.destroy_vote_key(poll=poll, actor=None, at=poll.challenge_until)
    assert queries.tally(poll)["0603"].ballots == 5
    assert ShuffledBallot.objects.filter(is_annulled=True).count() == AnnulledBallot.objects.count() == 1


def test_what_an_annulled_ballot_said_is_gone_with_the_key():
    poll = closed()
    entry = poll.roll.filter(scope__key="0603").first()
    for official in officials(poll):
        actions.annul_roll_entry(poll=poll, entry=entry, reason="Suplantación", actor=official, at=AFTER)
    before = queries.ballots_of(poll)
    actions.destroy_vote_key(poll=poll, actor=None, at=poll.challenge_until)
    ballot = ShuffledBallot.objects.get(commitment=AnnulledBallot.objects.get().commitment)
    assert (ballot.choices, ballot.nonce) == ("[]", "")
    assert queries.ballots_of(poll) == before
    assert queries.find_receipt(ballot.commitment).seal_number == 1


def test_publishing_comes_after_closing_and_once():
    poll = open_for(cast.rosa())
    assert refusal_of(actions.publish_poll, poll=poll, actor=None, at=DURING) is PollRefusal.NOT_CLOSED_YET
    actions.close_poll(poll=poll, at=AFTER)
    assert actions.publish_poll(poll=poll, actor=None, at=AFTER).status == "published"
    assert refusal_of(actions.publish_poll, poll=poll, actor=None, at=AFTER) is PollRefusal.ALREADY_PUBLISHED


def test_a_discarded_draft_leaves_room_for_another_and_an_open_poll_stays():
    poll = enrolled()
    actions.discard_poll(poll=poll, actor=None, at=BEFORE)
    assert Poll.objects.count() == 0
    poll = open_for(cast.rosa())
    assert refusal_of(actions.discard_poll, poll=poll, actor=None, at=BEFORE) is PollRefusal.NOT_DRAFT
    assert refusal_of(actions.enroll, poll=poll, source="", people=[], actor=None, at=DURING) is PollRefusal.NOT_DRAFT


def test_the_commitments_are_public_and_rebuild_every_seal():
    people = crowd(6)
    poll = open_for(*people)
    for person in people[:5]:
        vote(poll, person, "2401")
    actions.seal_due_batches(at=OPENS + timedelta(minutes=10))
    vote(poll, people[5], "2402")
    poll = actions.close_poll(poll=poll, at=AFTER)
    commitments = queries.commitments_of(poll)["0603"]
    for seal in [seal for seal in queries.seals_of(poll) if seal["scope"] == "0603"]:
        up_to_here = [row["commitment"] for row in commitments if row["seal"] <= seal["number"]]
        assert merkle.root(up_to_here) == seal["root"]


def test_a_late_clock_still_shuts_the_vote_when_no_job_closed_the_poll():
    poll = open_for(cast.rosa())
    assert Poll.objects.get().status == "open"
    with pytest.raises(Refused) as caught:
        vote(poll, cast.rosa(), "2401", at=timezone.localtime(CLOSES))
    assert caught.value.refusal is VoteRefusal.ALREADY_CLOSED
    assert Ballot.objects.count() == 0


def test_a_poll_without_lists_does_not_open():
    poll = draft_poll()
    poll.scopes.all().delete()
    assert refusal_of(actions.open_poll, poll=poll, actor=None, at=BEFORE) is PollRefusal.NO_SCOPES


def test_a_poll_in_preparation_is_not_closed_nor_extended():
    poll = enrolled()
    assert refusal_of(actions.close_poll, poll=poll, at=AFTER) is PollRefusal.NOT_OPEN
    later = {"closes_at": CLOSES + timedelta(days=1), "reason": "Corte de luz", "actor": None}
    assert refusal_of(actions.extend_poll, poll=poll, at=DURING, **later) is PollRefusal.NOT_OPEN
    assert Poll.objects.get().status == "draft"


def test_a_vote_in_a_poll_in_preparation_hears_that_it_is_not_ready():
    poll = enrolled()
    assert refusal_of(vote, poll=poll, user=cast.rosa(), at=DURING) is VoteRefusal.NOT_PREPARED


def test_a_ballot_that_nobody_cast_keeps_the_box_from_closing():
    poll = open_for(cast.rosa())
    vote(poll, cast.rosa(), "2401")
    stuffed = {"choices": '["2402"]', "commitment": "f" * 64, "nonce": "0" * 32, "token": "e" * 64}
    Ballot.objects.create(poll=poll, scope=scope_of(poll), **stuffed)
    with pytest.raises(Refused) as caught:
        actions.close_poll(poll=poll, at=AFTER)
    assert caught.value.refusal is PollRefusal.MISMATCH
    assert (caught.value.facts["ballots"], caught.value.facts["marks"]) == (2, 1)
    assert Poll.objects.get().status == "open"
