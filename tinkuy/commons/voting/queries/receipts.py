from dataclasses import dataclass, replace

from tinkuy.foundation.keys.actions import ensure_key
from tinkuy.foundation.keys.queries import key
from tinkuy.foundation.keys.rules import public_key as public_half
from tinkuy.foundation.keys.rules import sign

from ..models import Ballot, BallotReplacement, NominalVote, Poll, PollScope, SealedCommitment, ShuffledBallot
from ..rules import tokens
from ..rules.receipts import Receipt
from .voters import voter_of

SIGNING_KEY = "platform-signing"


@dataclass(frozen=True)
class FoundReceipt:
    """Where a commitment is: in the box, under which seal, or replaced. Never what it says."""

    code: str
    poll: Poll
    scope_title: str
    seal_number: int | None
    was_replaced: bool = False


def signed(receipt: Receipt) -> Receipt:
    return replace(receipt, signature=sign(key(SIGNING_KEY) or ensure_key(SIGNING_KEY), receipt.message))


def public_key() -> str:
    """The public half of the signing key, hex: published so that anybody can check a receipt."""
    return public_half(ensure_key(SIGNING_KEY))


def receipt_of(poll: Poll, scope: PollScope, user: object) -> Receipt | None:
    """The receipt again, for the voter only, while the vote key exists. It proves inclusion, not content."""
    voter = voter_of(user, poll)
    vote_key = key(poll.vote_key_name)
    if vote_key is None or not voter.person:
        return None
    if poll.is_nominal:
        named = NominalVote.objects.filter(poll=poll, scope=scope, roll_entry__person=voter.person)
        commitment = named.values_list("commitment", flat=True).first()
    else:
        token = tokens.token(vote_key, voter.person, str(poll.public_id), scope.key)
        secret = Ballot.objects.filter(poll=poll, scope=scope, token=token)
        commitment = secret.values_list("commitment", flat=True).first()
    if commitment is None:
        return None
    return signed(Receipt(str(poll.public_id), scope.key, commitment, poll.rules_hash))


def find_receipt(typed: str) -> FoundReceipt | None:
    """Looks for the commitment in every box. One index look-up per table; the same answer for all who ask."""
    prefix = tokens.commitment_prefix(typed)
    if prefix is None:
        return None
    span = {"commitment__gte": prefix, "commitment__lt": f"{prefix}g"}
    for table in (Ballot, ShuffledBallot, NominalVote):
        row = (
            table.objects.filter(**span)
            .select_related("poll__space", "scope")
            .only("commitment", "poll", "scope")
            .first()
        )
        if row is not None:
            return _found(row.commitment, row.poll, row.scope.title)
    replaced = (
        BallotReplacement.objects.filter(old_commitment__gte=prefix, old_commitment__lt=f"{prefix}g")
        .select_related("poll__space", "scope")
        .first()
    )
    if replaced is None:
        return None
    return replace(_found(replaced.old_commitment, replaced.poll, replaced.scope.title), was_replaced=True)


def _found(commitment: str, poll: Poll, scope_title: str) -> FoundReceipt:
    number = SealedCommitment.objects.filter(commitment=commitment).values_list("seal__number", flat=True).first()
    return FoundReceipt(tokens.receipt_code(commitment), poll, scope_title, number)
