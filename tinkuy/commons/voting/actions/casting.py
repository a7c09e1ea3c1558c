import fcntl
import json
import secrets
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.keys.queries import key
from tinkuy.foundation.shared.canonical import canonical_json
from tinkuy.foundation.shared.refusals import Refused

from ..enums import Channel
from ..models import Ballot, BallotReplacement, Basket, NominalVote, Poll, PollScope, RollEntry, VotingMark
from ..queries.polls import held_open
from ..queries.receipts import signed
from ..queries.voters import Voter, entry_of, refusal_facts, voted_channel, voter_of, voting_facts
from ..refusals import VoteRefusal
from ..rules import tokens
from ..rules.casting import why_not_choose, why_not_vote
from ..rules.receipts import Receipt
from ..triggers import SHUT


def save_basket(
    *, poll: Poll, scope: PollScope, actor: User, choices: Sequence[str], at: datetime, is_blank: bool = False
) -> int:
    """Keeps what the voter is marking; returns how many. Never counted, and gone with the vote."""
    voter = voter_of(actor, poll)
    entry = entry_of(poll, scope, voter)
    facts = voting_facts(poll, scope, voter, entry, voted=voted_channel(poll, entry) if entry else "")
    _refuse(why_not_vote(facts, at), poll, scope, choices)
    if choices or is_blank:
        _refuse(why_not_choose(facts, choices, is_blank=is_blank), poll, scope, choices)
    content = json.dumps({"choices": sorted(choices), "blank": is_blank}).encode()
    nonce = secrets.token_bytes(12)
    ciphered = nonce + AESGCM(_vote_key(poll)).encrypt(nonce, content, voter.person.encode())
    Basket.objects.update_or_create(roll_entry=entry, defaults={"ciphered": ciphered})
    return len(choices)


def cast_ballot(
    *,
    poll: Poll,
    scope: PollScope,
    actor: User,
    choices: Sequence[str],
    at: datetime,
    is_blank: bool = False,
    channel: str = Channel.WEB,
) -> Receipt:
    """One transaction (INTEGRITY 2): open by the server's clock · roll row valid · choices valid against the frozen
    rules · mark · ballot. A vote that meets the constraint is refused with a sentence (409), never an error."""
    return receive_vote(
        poll=poll,
        scope=scope,
        voter=voter_of(actor, poll),
        choices=choices,
        at=at,
        is_blank=is_blank,
        channel=channel,
    )


def receive_vote(
    *,
    poll: Poll,
    scope: PollScope,
    voter: Voter,
    choices: Sequence[str],
    at: datetime,
    is_blank: bool,
    channel: str,
) -> Receipt:
    """The vote of somebody on the roll, with or without an account. The caller made sure who it is."""
    try:
        with in_line(), transaction.atomic():
            commitment = _cast(poll, scope, voter, sorted(choices), at, is_blank=is_blank, channel=channel)
    except DatabaseError as error:
        if SHUT in str(error):
            raise Refused(VoteRefusal.ALREADY_CLOSED, **refusal_facts(poll, scope)) from error
        if isinstance(error, IntegrityError):
            raise Refused(VoteRefusal.ALREADY_VOTED) from error
        raise
    return signed(Receipt(str(poll.public_id), scope.key, commitment, poll.rules_hash))


@contextmanager
def in_line() -> Iterator[None]:
    """SQLite's writers poll for the one place there is, and some starve; voters wait in line instead (a file lock wakes
    the next one at once). PostgreSQL has lines of its own."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with (Path(settings.VAR_DIR) / "votes.lock").open("a") as line:
        fcntl.flock(line, fcntl.LOCK_EX)
        yield


def _cast(
    poll: Poll, scope: PollScope, voter: Voter, choices: list[str], at: datetime, *, is_blank: bool, channel: str
) -> str:
    held_open(poll)
    entry = RollEntry.objects.select_for_update().filter(poll=poll, scope=scope, person=voter.person or "-").first()
    voted = voted_channel(poll, entry) if entry else ""
    facts = voting_facts(poll, scope, voter, entry, voted=voted, channel=channel)
    _refuse(why_not_vote(facts, at) or why_not_choose(facts, choices, is_blank=is_blank), poll, scope, choices)
    if entry is None:
        raise Refused(VoteRefusal.NOT_ON_ROLL)
    nonce = secrets.token_hex(16)
    commitment = tokens.commitment(str(poll.public_id), scope.key, choices, nonce)
    content = {"choices": canonical_json(choices), "commitment": commitment, "nonce": nonce}
    if voted:
        _replace(poll, scope, voter, content)
    else:
        day = timezone.localdate(at)
        VotingMark.objects.create(poll=poll, scope=scope, roll_entry=entry, channel=channel, marked_on=day)
        _drop_in_box(poll, scope, voter, entry, content)
    Basket.objects.filter(roll_entry=entry)._raw_delete(using=entry._state.db)
    return commitment


def _drop_in_box(poll: Poll, scope: PollScope, voter: Voter, entry: RollEntry, content: dict[str, str]) -> None:
    if poll.is_nominal:
        NominalVote.objects.create(id=uuid.uuid4(), poll=poll, scope=scope, roll_entry=entry, **content)
    else:
        Ballot.objects.create(id=uuid.uuid4(), poll=poll, scope=scope, token=_token(poll, scope, voter), **content)


def _replace(poll: Poll, scope: PollScope, voter: Voter, content: dict[str, str]) -> None:
    """Where the rules allow a second thought: the ballot of the same token, with the exchange on record."""
    ballot = Ballot.objects.select_for_update().get(poll=poll, scope=scope, token=_token(poll, scope, voter))
    BallotReplacement.objects.create(
        poll=poll, scope=scope, old_commitment=ballot.commitment, new_commitment=content["commitment"]
    )
    Ballot.objects.filter(pk=ballot.pk).update(**content)


def _token(poll: Poll, scope: PollScope, voter: Voter) -> str:
    return tokens.token(_vote_key(poll), voter.person, str(poll.public_id), scope.key)


def _vote_key(poll: Poll) -> bytes:
    vote_key = key(poll.vote_key_name)
    if vote_key is None:
        raise RuntimeError("The vote key of an open poll is missing: restore the keys folder.")
    return vote_key


def _refuse(refusal: VoteRefusal | None, poll: Poll, scope: PollScope, choices: Sequence[str]) -> None:
    if refusal is not None:
        raise Refused(refusal, **refusal_facts(poll, scope, choices))
