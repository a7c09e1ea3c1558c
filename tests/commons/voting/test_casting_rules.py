"""Whether a vote is received: every reason, in the order a voter should hear it. No database."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tinkuy.commons.voting.refusals import VoteRefusal
from tinkuy.commons.voting.rules.casting import VotingFacts, why_not_choose, why_not_now, why_not_vote

OPENS = datetime(2026, 5, 8, 13, 0, tzinfo=UTC)
CLOSES = OPENS + timedelta(days=10)
DURING = OPENS + timedelta(hours=2)
SECOND = timedelta(seconds=1)
FACTS = VotingFacts(
    status="open",
    opens_at=OPENS,
    closing=CLOSES,
    is_space_open=True,
    identity_level=2,
    is_on_roll=True,
    is_on_this_list=True,
    is_entry_valid=True,
    has_voted=False,
    allows_revote=False,
    max_choices=2,
    options=frozenset({"2401", "2402", "2403"}),
)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({}, None),
        ({"status": "draft"}, VoteRefusal.NOT_PREPARED),
        ({"status": "closed"}, VoteRefusal.ALREADY_CLOSED),
        ({"is_space_open": False}, VoteRefusal.SPACE_SHUT),
        ({"identity_level": None}, VoteRefusal.NO_DOCUMENT),
        ({"is_on_roll": False}, VoteRefusal.NOT_ON_ROLL),
        ({"identity_level": 1}, VoteRefusal.NOT_VERIFIED),
        ({"is_on_this_list": False}, VoteRefusal.NOT_ON_THIS_LIST),
        ({"is_entry_valid": False}, VoteRefusal.ANNULLED_ENTRY),
        ({"is_entry_valid": False, "has_voted": True}, VoteRefusal.ANNULLED_ENTRY),
        ({"has_voted": True}, VoteRefusal.ALREADY_VOTED),
        ({"has_voted": True, "allows_revote": True, "voted_channel": "web"}, None),
        ({"has_voted": True, "allows_revote": True, "voted_channel": "desk"}, None),
        ({"has_voted": True, "allows_revote": True, "voted_channel": "paper"}, VoteRefusal.ALREADY_VOTED),
        ({"channel": "desk"}, VoteRefusal.CHANNEL_NOT_TAKEN),
        ({"channel": "desk", "channels": frozenset({"desk"})}, None),
        ({"status": "draft", "identity_level": None, "is_entry_valid": False}, VoteRefusal.NOT_PREPARED),
    ],
)
def test_the_first_reason_is_the_one_that_is_told(change, refusal):
    assert why_not_vote(replace(FACTS, **change), DURING) is refusal


@pytest.mark.parametrize(
    ("at", "refusal"),
    [
        (OPENS - SECOND, VoteRefusal.NOT_YET_OPEN),
        (OPENS, None),
        (CLOSES - SECOND, None),
        (CLOSES, VoteRefusal.ALREADY_CLOSED),
    ],
)
def test_the_closing_instant_is_outside(at, refusal):
    assert why_not_now(FACTS, at) is refusal


@pytest.mark.parametrize(
    ("choices", "is_blank", "refusal"),
    [
        (["2401"], False, None),
        (["2401", "2402"], False, None),
        ([], True, None),
        ([], False, VoteRefusal.NOTHING_CHOSEN),
        (["2401"], True, VoteRefusal.BLANK_AND_CHOICES),
        (["2499"], False, VoteRefusal.UNKNOWN_OPTION),
        (["2401", "2401"], False, VoteRefusal.UNKNOWN_OPTION),
        (["2401", "2402", "2403"], False, VoteRefusal.TOO_MANY),
    ],
)
def test_what_makes_a_valid_ballot(choices, is_blank, refusal):
    assert why_not_choose(FACTS, choices, is_blank=is_blank) is refusal
