"""Who somebody is to a poll. Document numbers stay in these functions: a voter is a keyed HMAC from here on."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.utils import timezone
from django.utils.formats import date_format

from tinkuy.foundation.accounts.queries import document_of
from tinkuy.foundation.keys.queries import key
from tinkuy.foundation.spaces.enums import SpaceStatus

from ..enums import Channel, RollState
from ..models import Basket, Poll, PollScope, RollEntry, ShuffledMark, VotingMark
from ..refusals import VoteRefusal
from ..rules import tokens
from ..rules.casting import VotingFacts, why_not_now, why_not_vote


@dataclass(frozen=True)
class Voter:
    """`person` is the HMAC of the document under the roll key; empty without a document."""

    person: str
    identity_level: int | None


@dataclass(frozen=True)
class Standing:
    """One voter before one list: the reason why not, or None; and whether the vote is in."""

    scope: PollScope
    entry: RollEntry | None
    refusal: VoteRefusal | None
    has_voted: bool
    channel: str = ""


@dataclass(frozen=True)
class VoteInName:
    scope_title: str
    channel: str
    marked_on: date


@dataclass(frozen=True)
class Draft:
    """What was marked and not yet cast."""

    choices: tuple[str, ...] = ()
    is_blank: bool = False


def voter_of(user: object, poll: Poll) -> Voter:
    document = document_of(user)
    roll_key = key(poll.roll_key_name)
    if document is None:
        return Voter("", None)
    person = tokens.person(roll_key, document.kind, document.number) if roll_key else ""
    return Voter(person, document.level)


def voting_facts(
    poll: Poll,
    scope: PollScope,
    voter: Voter,
    entry: RollEntry | None,
    *,
    voted: str,
    channel: str = Channel.WEB,
) -> VotingFacts:
    """Tables → one frozen set of facts. `voted` is the channel by which the vote is in, or empty. Choices are compared
    with the frozen rules, not with a table."""
    rules = next(item for item in json.loads(poll.rules)["scopes"] if item["key"] == scope.key)
    return VotingFacts(
        status=poll.status,
        opens_at=poll.opens_at,
        closing=poll.closing,
        is_space_open=poll.space.status == SpaceStatus.PUBLISHED,
        identity_level=voter.identity_level,
        is_on_roll=entry is not None or _is_on_roll(poll, voter),
        is_on_this_list=entry is not None,
        is_entry_valid=entry is not None and entry.state == RollState.VALID,
        has_voted=bool(voted),
        voted_channel=voted,
        channel=channel,
        channels=frozenset(poll.channels),
        allows_revote=poll.allows_revote,
        max_choices=rules["max_choices"],
        options=frozenset(option["key"] for option in rules["options"]),
    )


def entry_of(poll: Poll, scope: PollScope, voter: Voter) -> RollEntry | None:
    return RollEntry.objects.filter(poll=poll, scope=scope, person=voter.person).first() if voter.person else None


def voted_channel(poll: Poll, entry: RollEntry) -> str:
    """By which channel the vote is in; empty if it is not. Marks move to the shuffled table when the vote key is
    destroyed, and not before."""
    table = ShuffledMark if poll.key_destroyed_at else VotingMark
    return next(iter(table.objects.filter(poll=poll, roll_entry=entry).values_list("channel", flat=True)[:1]), "")


def standing_of(poll: Poll, user: object, at: datetime) -> list[Standing]:
    """Where the person stands before each list of the poll that is theirs. Without any: one reason, no list."""
    return standings(poll, voter_of(user, poll), at)


def standings(poll: Poll, voter: Voter, at: datetime, *, channel: str = Channel.WEB) -> list[Standing]:
    """The same, for somebody who is known by the roll and needs no account."""
    entries = {
        entry.scope_id: entry
        for entry in (RollEntry.objects.filter(poll=poll, person=voter.person) if voter.person else ())
    }
    marks = marks_of(poll, [entry.pk for entry in entries.values()])
    rows = []
    for scope in poll.scopes.all():
        entry = entries.get(scope.pk)
        if entry is not None:
            voted = marks.get(entry.pk, "")
            facts = voting_facts(poll, scope, voter, entry, voted=voted, channel=channel)
            rows.append(Standing(scope, entry, why_not_vote(facts, at), bool(voted), voted))
    return rows


def standing_before(poll: Poll, scope: PollScope, user: object, at: datetime) -> Standing:
    """Where the person stands before one list, theirs or not."""
    voter = voter_of(user, poll)
    entry = entry_of(poll, scope, voter)
    voted = voted_channel(poll, entry) if entry else ""
    facts = voting_facts(poll, scope, voter, entry, voted=voted)
    return Standing(scope, entry, why_not_vote(facts, at), bool(voted), voted)


def refusal_facts(poll: Poll, scope: PollScope | None = None, choices: Sequence[str] = ()) -> dict[str, object]:
    """What the sentences of a refusal name."""
    return {
        "opens": _moment(poll.opens_at),
        "closes": _moment(poll.closing),
        "chosen": len(choices),
        "allowed": scope.max_choices if scope else 0,
        "channels": channel_words(poll),
    }


def channel_words(poll: Poll) -> str:
    """Where the poll takes votes, as a sentence names it."""
    return ", ".join(str(channel.label).lower() for channel in poll.channels)


def why_not_any(poll: Poll, user: object, at: datetime) -> VoteRefusal | None:
    """The reason that holds for every list: the poll is shut, or the person is not on the roll."""
    voter = voter_of(user, poll)
    scope = poll.scopes.first()
    if scope is None:
        return VoteRefusal.NOT_PREPARED
    entry = RollEntry.objects.filter(poll=poll, person=voter.person).first() if voter.person else None
    facts = voting_facts(poll, scope, voter, entry, voted="")
    return why_not_vote(facts, at)


def why_not_begun(poll: Poll, at: datetime) -> VoteRefusal | None:
    """The reason that anybody hears, with or without an account."""
    scope = poll.scopes.first()
    if scope is None:
        return VoteRefusal.NOT_PREPARED
    return why_not_now(voting_facts(poll, scope, Voter("", None), None, voted=""), at)


def vote_cast_in_name(user: object, poll: Poll) -> list[VoteInName]:
    """Every vote that the roll marks for the person, with its channel and day: what one can ask and challenge."""
    voter = voter_of(user, poll)
    if not voter.person:
        return []
    return [
        VoteInName(mark.scope.title, str(Channel(mark.channel).label), mark.marked_on)
        for table in (VotingMark, ShuffledMark)
        for mark in table.objects.filter(poll=poll, roll_entry__person=voter.person).select_related("scope")
    ]


def basket_of(poll: Poll, entry: RollEntry) -> Draft:
    basket = Basket.objects.filter(roll_entry=entry).first()
    vote_key = key(poll.vote_key_name)
    if basket is None or vote_key is None:
        return Draft()
    sealed = bytes(basket.ciphered)
    try:
        text = AESGCM(vote_key).decrypt(sealed[:12], sealed[12:], entry.person.encode())
    except InvalidTag:
        return Draft()
    content = json.loads(text)
    return Draft(tuple(content["choices"]), bool(content["blank"]))


def _is_on_roll(poll: Poll, voter: Voter) -> bool:
    return bool(voter.person) and RollEntry.objects.filter(poll=poll, person=voter.person).exists()


def marks_of(poll: Poll, entries: list[int]) -> dict[int, str]:
    return {
        entry: channel
        for table in (VotingMark, ShuffledMark)
        for entry, channel in table.objects.filter(poll=poll, roll_entry__in=entries).values_list(
            "roll_entry_id", "channel"
        )
    }


def _moment(at: datetime) -> str:
    return date_format(timezone.localtime(at), "DATETIME_FORMAT")
