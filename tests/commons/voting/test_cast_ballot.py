"""Casting a vote: what is kept, what is refused, what happens at the edges of the clock."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import cast
from tests.factories.voting import (
    BEFORE,
    CLOSES,
    DURING,
    OPENS,
    draft_poll,
    open_for,
    roll_person,
    scope_of,
    verified,
    vote,
)
from tinkuy.commons.voting import queries
from tinkuy.commons.voting.actions import cast_ballot, enroll, open_poll, save_basket
from tinkuy.commons.voting.models import Ballot, Basket, NominalVote, VotingMark
from tinkuy.commons.voting.refusals import VoteRefusal
from tinkuy.commons.voting.rules import tokens
from tinkuy.foundation.audit.models import Act
from tinkuy.foundation.keys.rules import is_signed
from tinkuy.foundation.shared.refusals import Refused

pytestmark = pytest.mark.django_db


def refusal_of(call, *arguments, **options) -> VoteRefusal:
    with pytest.raises(Refused) as caught:
        call(*arguments, **options)
    return caught.value.refusal


def test_a_vote_leaves_one_mark_and_one_ballot_that_do_not_know_each_other():
    poll = open_for(cast.rosa())
    vote(poll, cast.rosa(), "2402", "2401")
    ballot, mark = Ballot.objects.get(), VotingMark.objects.get()
    assert json.loads(ballot.choices) == ["2401", "2402"]
    assert (mark.channel, mark.marked_on) == ("web", timezone.localdate(DURING))
    kept = {field.name for field in Ballot._meta.get_fields()}
    assert kept == {"id", "poll", "scope", "choices", "commitment", "nonce", "token"}
    assert ballot.commitment == tokens.commitment(str(poll.public_id), "0603", ["2401", "2402"], ballot.nonce)


def test_the_receipt_is_signed_over_the_commitment_and_the_rules_and_hides_the_choice():
    poll = open_for(cast.rosa())
    receipt = vote(poll, cast.rosa(), "2402")
    assert receipt.commitment == Ballot.objects.get().commitment
    assert receipt.rules_hash == poll.rules_hash
    assert is_signed(queries.public_key(), receipt.message, receipt.signature)
    assert not is_signed(queries.public_key(), receipt.message.replace("0603", "0604"), receipt.signature)
    assert "2402" not in receipt.message.replace(receipt.commitment, "").replace(receipt.rules_hash, "")
    assert queries.find_receipt(receipt.code).code == receipt.code
    assert queries.receipt_of(poll, scope_of(poll), cast.rosa()) == receipt


def test_a_vote_writes_no_act_because_a_chain_in_casting_order_would_be_a_clock():
    poll = open_for(cast.rosa())
    before = Act.objects.count()
    vote(poll, cast.rosa(), "2402")
    assert Act.objects.count() == before


def test_the_second_vote_is_refused_and_the_first_stays():
    poll = open_for(cast.rosa())
    vote(poll, cast.rosa(), "2401")
    assert refusal_of(vote, poll, cast.rosa(), "2402") is VoteRefusal.ALREADY_VOTED
    assert VoteRefusal.ALREADY_VOTED.reason.status == 409
    assert json.loads(Ballot.objects.get().choices) == ["2401"]


def test_one_vote_per_list():
    poll = open_for(cast.rosa())
    vote(poll, cast.rosa(), "2401")
    vote(poll, cast.rosa(), "2501", scope="MULTI")
    assert Ballot.objects.count() == VotingMark.objects.count() == 2


@pytest.mark.parametrize(
    ("at", "refusal"),
    [
        (OPENS - timedelta(seconds=1), VoteRefusal.NOT_YET_OPEN),
        (OPENS, None),
        (CLOSES - timedelta(seconds=1), None),
        (CLOSES - timedelta(microseconds=1), None),
        (CLOSES, VoteRefusal.ALREADY_CLOSED),
        (CLOSES + timedelta(seconds=1), VoteRefusal.ALREADY_CLOSED),
    ],
)
def test_the_edges_of_the_window(at, refusal):
    poll = open_for(cast.rosa())
    if refusal is None:
        vote(poll, cast.rosa(), "2401", at=at)
    else:
        assert refusal_of(vote, poll, cast.rosa(), "2401", at=at) is refusal
    assert Ballot.objects.count() == VotingMark.objects.count() == (refusal is None)


@pytest.mark.parametrize(
    ("choices", "is_blank", "refusal"),
    [
        (["2401", "2402", "2403"], False, None),
        (["2401", "2402", "2403", "2404"], False, VoteRefusal.TOO_MANY),
        ([], False, VoteRefusal.NOTHING_CHOSEN),
        ([], True, None),
        (["2401"], True, VoteRefusal.BLANK_AND_CHOICES),
        (["2501"], False, VoteRefusal.UNKNOWN_OPTION),
        (["2401", "2401"], False, VoteRefusal.UNKNOWN_OPTION),
    ],
)
def test_the_marks_of_a_ballot(choices, is_blank, refusal):
    poll = open_for(cast.rosa())
    if refusal is None:
        vote(poll, cast.rosa(), *choices, is_blank=is_blank)
    else:
        assert refusal_of(vote, poll, cast.rosa(), *choices, is_blank=is_blank) is refusal
    assert Ballot.objects.count() == (refusal is None)


def test_whoever_is_not_on_the_roll_hears_why():
    poll = open_for(cast.rosa())
    assert refusal_of(vote, poll, cast.julio(), "2401") is VoteRefusal.NO_DOCUMENT
    assert refusal_of(vote, poll, verified(cast.julio()), "2401") is VoteRefusal.NOT_ON_ROLL


def test_an_unverified_document_does_not_vote():
    poll = open_for(cast.rosa())
    cast.rosa().identity.__class__.objects.update(level=1)
    assert refusal_of(vote, poll, cast.rosa(), "2401") is VoteRefusal.NOT_VERIFIED


def test_a_finished_space_receives_no_vote():
    poll = open_for(cast.rosa())
    poll.space.status = "annulled"
    assert refusal_of(vote, poll, cast.rosa(), "2401") is VoteRefusal.SPACE_SHUT


def test_the_basket_is_kept_ciphered_and_is_gone_with_the_vote():
    poll = open_for(cast.rosa())
    scope = scope_of(poll)
    save_basket(poll=poll, scope=scope, actor=cast.rosa(), choices=["2403", "2401"], at=DURING)
    entry = poll.roll.get(scope=scope)
    assert queries.basket_of(poll, entry).choices == ("2401", "2403")
    assert b"2401" not in bytes(Basket.objects.get().ciphered)
    vote(poll, cast.rosa(), "2402")
    assert Basket.objects.count() == 0


def test_a_basket_over_the_maximum_is_not_kept():
    poll = open_for(cast.rosa())
    too_many = ["2401", "2402", "2403", "2404"]
    refusal = refusal_of(save_basket, poll=poll, scope=scope_of(poll), actor=cast.rosa(), choices=too_many, at=DURING)
    assert refusal is VoteRefusal.TOO_MANY
    assert Basket.objects.count() == 0


def test_a_second_thought_replaces_the_ballot_only_where_the_rules_allow_it():
    poll = open_for(cast.rosa(), allows_revote=True)
    first = vote(poll, cast.rosa(), "2401")
    second = vote(poll, cast.rosa(), "2402")
    assert json.loads(Ballot.objects.get().choices) == ["2402"]
    assert VotingMark.objects.count() == 1
    assert queries.find_receipt(first.code).was_replaced
    assert not queries.find_receipt(second.code).was_replaced


def test_a_nominal_vote_stands_in_its_own_table_with_its_name():
    poll = open_for(cast.rosa(), is_nominal=True)
    vote(poll, cast.rosa(), "2401")
    assert Ballot.objects.count() == 0
    assert str(NominalVote.objects.get().roll_entry) == str(cast.rosa())


def test_everyone_on_the_roll_can_ask_whether_a_vote_was_cast_in_their_name():
    poll = open_for(cast.rosa(), cast.julio())
    vote(poll, cast.rosa(), "2401")
    answer = [(row.scope_title, row.channel, row.marked_on) for row in queries.vote_cast_in_name(cast.rosa(), poll)]
    assert answer == [("Celendín", "Por internet", timezone.localdate(DURING))]
    assert queries.vote_cast_in_name(cast.julio(), poll) == []


def test_a_vote_in_a_list_that_is_not_ones_own():
    poll = open_for(cast.julio())
    people = [roll_person(verified(cast.rosa()), scopes=("MULTI",))]
    other = open_for_people(people)
    assert refusal_of(vote, other, cast.rosa(), "2401") is VoteRefusal.NOT_ON_THIS_LIST
    assert poll.roll.count() == 2


def open_for_people(people):
    poll = draft_poll(key="other")
    enroll(poll=poll, source="Padrón", people=people, actor=None, at=BEFORE)
    return open_poll(poll=poll, actor=None, at=BEFORE)


def test_a_cast_needs_a_named_actor_and_instant():
    with pytest.raises(TypeError, match="at"):
        cast_ballot(poll=None, scope=None, actor=None, choices=[])
