"""Whether a vote is received. The closing instant is outside: at 18:00:00 a poll that closes at 18:00 is closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ..refusals import VoteRefusal


@dataclass(frozen=True)
class VotingFacts:
    """What the tables say about one voter and one list, at one moment. `identity_level` is None without a document."""

    status: str
    opens_at: datetime
    closing: datetime
    is_space_open: bool
    identity_level: int | None
    is_on_roll: bool
    is_on_this_list: bool
    is_entry_valid: bool
    has_voted: bool
    allows_revote: bool
    max_choices: int
    options: frozenset[str]
    # The channel the vote comes by, those the poll takes, and the one by which it is already in.
    channel: str = "web"
    channels: frozenset[str] = frozenset({"web"})
    voted_channel: str = ""


# What is in as an anonymous ballot of its own can give way to a second thought; what was counted by hand cannot.
REPLACEABLE = frozenset({"web", "desk"})
VERIFIED = 2


def why_not_now(facts: VotingFacts, at: datetime) -> VoteRefusal | None:
    """The poll itself: prepared, begun, not over."""
    if facts.status == "draft":
        return VoteRefusal.NOT_PREPARED
    if facts.status != "open" or at >= facts.closing:
        return VoteRefusal.ALREADY_CLOSED
    if facts.channel not in facts.channels:
        return VoteRefusal.CHANNEL_NOT_TAKEN
    if not facts.is_space_open:
        return VoteRefusal.SPACE_SHUT
    return VoteRefusal.NOT_YET_OPEN if at < facts.opens_at else None


def why_not_vote(facts: VotingFacts, at: datetime) -> VoteRefusal | None:
    """The poll, then the person: the reason in the order a voter should hear it, or None."""
    can_replace = facts.allows_revote and facts.voted_channel in REPLACEABLE
    reasons = (
        (facts.identity_level is None, VoteRefusal.NO_DOCUMENT),
        (not facts.is_on_roll, VoteRefusal.NOT_ON_ROLL),
        ((facts.identity_level or 0) < VERIFIED, VoteRefusal.NOT_VERIFIED),
        (not facts.is_on_this_list, VoteRefusal.NOT_ON_THIS_LIST),
        (not facts.is_entry_valid, VoteRefusal.ANNULLED_ENTRY),
        (facts.has_voted and not can_replace, VoteRefusal.ALREADY_VOTED),
    )
    return why_not_now(facts, at) or next((reason for holds, reason in reasons if holds), None)


def why_not_choose(facts: VotingFacts, choices: Sequence[str], *, is_blank: bool) -> VoteRefusal | None:
    """Whether the marks make a valid ballot of this list."""
    if is_blank and choices:
        return VoteRefusal.BLANK_AND_CHOICES
    if not is_blank and not choices:
        return VoteRefusal.NOTHING_CHOSEN
    if not set(choices) <= facts.options or len(set(choices)) != len(choices):
        return VoteRefusal.UNKNOWN_OPTION
    return VoteRefusal.TOO_MANY if len(choices) > facts.max_choices else None
