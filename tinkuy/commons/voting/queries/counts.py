"""The one gate to every count (INTEGRITY 2): page, export, API and feed ask here, and get nothing before the close."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from tinkuy.foundation.shared.canonical import instant
from tinkuy.foundation.shared.refusals import Refused

from ..enums import PollStatus, RollState
from ..models import (
    AnnulledBallot,
    Ballot,
    BallotReplacement,
    NominalVote,
    Poll,
    PollScope,
    RollEntry,
    Seal,
    SealedCommitment,
    ShuffledBallot,
    ShuffledMark,
    VotingMark,
)
from ..refusals import BatchRefusal, PollRefusal
from ..rules.casting import REPLACEABLE
from ..rules.sealing import shown_channels, shown_turnout
from .batches import ByHand, by_hand, pending_batches

OVER = (PollStatus.CLOSED, PollStatus.PUBLISHED)


@dataclass(frozen=True)
class ScopeTally:
    """The count of one list, by every channel. `votes` has every option, also those with none; `ballots` = valid
    ballots, blank ones included; `null` only exist on paper; `annulled` are in the box and out of the count;
    `incidents` are ballots of somebody whose earlier vote stands."""

    votes: dict[str, int]
    ballots: int
    blank: int
    annulled: int
    roll: int
    null: int = 0
    incidents: int = 0
    observed: int = 0


@dataclass(frozen=True)
class ScopeTurnout:
    """`marks` is None while the poll is open and fewer than five have voted; `channels` are empty while any of them has
    one to four (the others and the total would tell it)."""

    scope_key: str
    title: str
    roll: int
    marks: int | None
    channels: tuple[tuple[str, int], ...] = ()


def why_not_tally(poll: Poll) -> PollRefusal | BatchRefusal | None:
    """Nobody sees a count before the close, whatever their role; nor half of one while a box waits to be counted."""
    if poll.status not in OVER:
        return PollRefusal.NOT_CLOSED_YET
    return BatchRefusal.PENDING if pending_batches(poll) else None


def tally(poll: Poll) -> dict[str, ScopeTally]:
    """Scope key → count. Raises Refused until the poll is closed and sealed."""
    ballots, hands = ballots_of(poll), by_hand(poll)
    annulled = dict(AnnulledBallot.objects.filter(poll=poll).values_list("scope__key").annotate(Count("id")))
    return {
        scope.key: _count(scope, ballots[scope.key], hands[scope.key], annulled.get(scope.key, 0), roll)
        for scope, roll in _rolls(poll)
    }


def ballots_of(poll: Poll) -> dict[str, list[tuple[str, ...]]]:
    """Scope key → the valid ballots, sorted by what they say (so their order tells nothing). Same gate."""
    refusal = why_not_tally(poll)
    if refusal:
        raise Refused(refusal, count=pending_batches(poll))
    annulled = set(AnnulledBallot.objects.filter(poll=poll).values_list("commitment", flat=True))
    rows: dict[str, list[tuple[str, ...]]] = {scope.key: [] for scope in poll.scopes.all()}
    for scope_key, choices, commitment in _votes(poll):
        if commitment not in annulled:
            rows[scope_key].append(tuple(json.loads(choices)))
    return {scope_key: sorted(ballots) for scope_key, ballots in rows.items()}


def commitments_of(poll: Poll) -> dict[str, list[dict[str, Any]]]:
    """Scope key → sorted commitments, each with the seal that first held it. Public: they say nothing of content."""
    rows: dict[str, list[dict[str, Any]]] = {scope.key: [] for scope in poll.scopes.all()}
    sealed = SealedCommitment.objects.filter(seal__poll=poll).order_by("commitment")
    replaced = set(BallotReplacement.objects.filter(poll=poll).values_list("old_commitment", flat=True))
    for scope_key, commitment, number in sealed.values_list("seal__scope__key", "commitment", "seal__number"):
        row: dict[str, Any] = {"commitment": commitment, "seal": number}
        rows[scope_key].append({**row, "replaced": True} if commitment in replaced else row)
    return rows


def seals_of(poll: Poll) -> list[dict[str, Any]]:
    """Every seal in order: scope, number, root, counts, instant, hash of its act."""
    return [
        {
            "scope": seal.scope.key,
            "scope_title": seal.scope.title,
            "number": seal.number,
            "root": seal.root,
            "commitments": seal.commitments,
            "ballots": seal.ballots,
            "marks": seal.marks,
            "sealed_at": instant(seal.sealed_at),
            "act_hash": seal.act_hash,
        }
        for seal in Seal.objects.filter(poll=poll).select_related("scope").order_by("id")
    ]


def turnout(poll: Poll) -> list[ScopeTurnout]:
    """How many are on the roll of each list and how many have voted. Never for what."""
    marks = marks_by_channel(poll)
    is_over = poll.status in OVER
    return [
        ScopeTurnout(
            scope.key,
            scope.title,
            roll,
            shown_turnout(sum(marks[scope.key].values()), is_over=is_over),
            shown_channels({channel: marks[scope.key][channel] for channel in poll.channels}, is_over=is_over),
        )
        for scope, roll in _rolls(poll)
    ]


def marks_by_channel(poll: Poll) -> dict[str, Counter[str]]:
    """Scope key → how many voted by each channel. For the acts, and for `turnout`, which hides what is too few."""
    found: dict[str, Counter[str]] = {scope.key: Counter() for scope in poll.scopes.all()}
    for table in (VotingMark, ShuffledMark):
        rows = table.objects.filter(poll=poll).values_list("scope__key", "channel").annotate(Count("id"))
        for scope, channel, count in rows:
            found[scope][channel] += count
    return found


def ballots_and_marks(poll: Poll, scope: PollScope) -> tuple[int, int]:
    """The two numbers of the electronic box that must be equal: its ballots, and the marks of web and desk."""
    ballots = sum(table.objects.filter(poll=poll, scope=scope).count() for table in _box(poll))
    rows = {"poll": poll, "scope": scope, "channel__in": REPLACEABLE}
    marks = sum(table.objects.filter(**rows).count() for table in (VotingMark, ShuffledMark))
    return ballots, marks


def _box(poll: Poll) -> tuple[type[Ballot] | type[ShuffledBallot] | type[NominalVote], ...]:
    return (NominalVote,) if poll.is_nominal else (Ballot, ShuffledBallot)


def _votes(poll: Poll) -> Iterator[tuple[str, str, str]]:
    for table in _box(poll):
        rows = table.objects.filter(poll=poll).values_list("scope__key", "choices", "commitment")
        yield from rows.iterator(chunk_size=5000)


def _rolls(poll: Poll) -> list[tuple[PollScope, int]]:
    valid = RollEntry.objects.filter(poll=poll, state=RollState.VALID)
    counts = dict(valid.values_list("scope_id").annotate(Count("id")))
    return [(scope, counts.get(scope.pk, 0)) for scope in poll.scopes.prefetch_related("options")]


def _count(scope: PollScope, ballots: list[tuple[str, ...]], hand: ByHand, annulled: int, roll: int) -> ScopeTally:
    counted = Counter(option for ballot in ballots for option in ballot)
    return ScopeTally(
        votes={option.key: counted[option.key] + hand.votes.get(option.key, 0) for option in scope.options.all()},
        ballots=len(ballots) + hand.valid + hand.blank,
        blank=sum(1 for ballot in ballots if not ballot) + hand.blank,
        annulled=annulled,
        roll=roll,
        null=hand.null_votes,
        incidents=hand.incidents,
        observed=hand.observed,
    )
