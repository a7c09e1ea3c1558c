import secrets
import uuid
from datetime import datetime
from random import SystemRandom

from django.db import connection, transaction
from django.utils import timezone
from django.utils.formats import date_format

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.keys.actions import destroy_key
from tinkuy.foundation.keys.queries import key
from tinkuy.foundation.shared.refusals import Refused

from ..enums import PollStatus, RollState
from ..models import (
    AnnulledBallot,
    Annulment,
    Ballot,
    NominalVote,
    Poll,
    RollEntry,
    ShuffledBallot,
    ShuffledMark,
    VotingMark,
)
from ..queries.batches import pending_batches
from ..refusals import BatchRefusal, PollRefusal
from ..rules import tokens
from .acts import locked, record_act


@transaction.atomic
def annul_roll_entry(*, poll: Poll, entry: RollEntry, reason: str, actor: User, at: datetime) -> Annulment:
    """The first official proposes the resolution with its reason; a different one signs it, and only then it takes
    effect: the row is annulled and its ballot, found with the vote key, leaves the count (not the box)."""
    poll = locked(poll)
    _refuse_outside_window(poll, at)
    annulment = Annulment.objects.select_for_update().filter(poll=poll, roll_entry=entry).first()
    if annulment is None:
        if not reason.strip():
            raise Refused(PollRefusal.NO_REASON)
        annulment = Annulment.objects.create(
            poll=poll, roll_entry=entry, reason=reason.strip(), proposed_by=actor, proposed_at=at
        )
        record_act(poll, "annulment_proposed", actor=actor, at=at, payload=_annulment_payload(annulment))
        return annulment
    if annulment.signed_by_id is not None:
        raise Refused(PollRefusal.ALREADY_ANNULLED)
    if annulment.proposed_by_id == actor.pk:
        raise Refused(PollRefusal.SAME_SIGNATURE)
    annulment.signed_by, annulment.signed_at = actor, at
    annulment.save(update_fields=["signed_by", "signed_at"])
    RollEntry.objects.filter(pk=entry.pk).update(state=RollState.ANNULLED)
    had_voted = _take_out_of_count(poll, annulment.roll_entry)
    payload = {**_annulment_payload(annulment), "had_voted": had_voted}
    record_act(poll, "roll_entry_annulled", actor=actor, at=at, payload=payload)
    return annulment


@transaction.atomic
def destroy_vote_key(*, poll: Poll, actor: User | None, at: datetime) -> Poll:
    """After the challenge window: box and marks are rewritten in random order into their other tables, and the key
    is destroyed. From then on no ballot leads to anybody (INTEGRITY 2: 0 links). The act is chained."""
    poll = locked(poll)
    if poll.status not in (PollStatus.CLOSED, PollStatus.PUBLISHED) or poll.challenge_until is None:
        raise Refused(PollRefusal.NOT_CLOSED_YET)
    if poll.key_destroyed_at is not None:
        raise Refused(PollRefusal.KEY_GONE)
    if at < poll.challenge_until:
        raise Refused(PollRefusal.WINDOW_STILL_OPEN, until=_moment(poll.challenge_until))
    if waiting := pending_batches(poll):
        raise Refused(BatchRefusal.PENDING, count=waiting)
    _wipe_what_is_deleted()
    moved = _shuffle_ballots(poll)
    _shuffle_marks(poll)
    poll.key_destroyed_at = at
    poll.save(update_fields=["key_destroyed_at"])
    record_act(poll, "vote_key_destroyed", actor=actor, at=at, payload={"ballots_rewritten": moved})
    name = poll.vote_key_name
    transaction.on_commit(lambda: destroy_key(name))
    transaction.on_commit(_forget_old_pages)
    return poll


def forget_destroyed_keys() -> int:
    """Removes the key files of polls whose key is on record as destroyed; returns how many were still there."""
    names = [poll.vote_key_name for poll in Poll.objects.filter(key_destroyed_at__isnull=False).only("public_id")]
    left = [name for name in names if key(name) is not None]
    for name in left:
        destroy_key(name)
    return len(left)


def _refuse_outside_window(poll: Poll, at: datetime) -> None:
    if poll.status not in (PollStatus.CLOSED, PollStatus.PUBLISHED) or poll.challenge_until is None:
        raise Refused(PollRefusal.WINDOW_SHUT)
    if poll.key_destroyed_at is not None:
        raise Refused(PollRefusal.KEY_GONE)
    if at >= poll.challenge_until:
        raise Refused(PollRefusal.WINDOW_SHUT)


def _take_out_of_count(poll: Poll, entry: RollEntry) -> bool:
    vote: Ballot | NominalVote | None
    if poll.is_nominal:
        vote = NominalVote.objects.filter(poll=poll, roll_entry=entry).first()
    else:
        vote_key = key(poll.vote_key_name)
        if vote_key is None:
            raise Refused(PollRefusal.KEY_GONE)
        token = tokens.token(vote_key, entry.person, str(poll.public_id), entry.scope.key)
        vote = Ballot.objects.filter(poll=poll, scope_id=entry.scope_id, token=token).first()
    if vote is None:
        return False
    AnnulledBallot.objects.create(poll=poll, scope_id=entry.scope_id, commitment=vote.commitment)
    return True


def _annulment_payload(annulment: Annulment) -> dict[str, object]:
    """The roll row by its number: the published act names nobody."""
    entry = annulment.roll_entry
    return {"roll_row": entry.pk, "scope": entry.scope.key, "reason": annulment.reason}


def _shuffle_ballots(poll: Poll) -> int:
    """Of an annulled ballot only its commitment goes on: the annulment names its voter, so what it said would be known
    for ever."""
    annulled = set(AnnulledBallot.objects.filter(poll=poll).values_list("commitment", flat=True))
    ballots = list(Ballot.objects.filter(poll=poll))
    SystemRandom().shuffle(ballots)
    ShuffledBallot.objects.bulk_create(
        (
            ShuffledBallot(
                id=uuid.UUID(bytes=secrets.token_bytes(16), version=4),
                poll_id=ballot.poll_id,
                scope_id=ballot.scope_id,
                choices="[]" if ballot.commitment in annulled else ballot.choices,
                commitment=ballot.commitment,
                nonce="" if ballot.commitment in annulled else ballot.nonce,
                is_annulled=ballot.commitment in annulled,
            )
            for ballot in ballots
        ),
        batch_size=1000,
    )
    Ballot.objects.filter(poll=poll).delete()
    return len(ballots)


def _shuffle_marks(poll: Poll) -> None:
    marks = list(VotingMark.objects.filter(poll=poll))
    SystemRandom().shuffle(marks)
    for mark in marks:
        mark.pk = None
    ShuffledMark.objects.bulk_create(
        (
            ShuffledMark(
                poll_id=mark.poll_id,
                scope_id=mark.scope_id,
                roll_entry_id=mark.roll_entry_id,
                channel=mark.channel,
                marked_on=mark.marked_on,
            )
            for mark in marks
        ),
        batch_size=1000,
    )
    VotingMark.objects.filter(poll=poll).delete()


def _wipe_what_is_deleted() -> None:
    """SQLite leaves deleted rows readable in free pages unless told otherwise."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")


def _forget_old_pages() -> None:
    """Drops what the engine still keeps of the deleted rows: dead tuples (PostgreSQL), the write-ahead log (SQLite)."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for table in (Ballot, VotingMark):
                cursor.execute(f'VACUUM (FULL) "{table._meta.db_table}"')
        else:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _moment(at: datetime) -> str:
    return date_format(timezone.localtime(at), "DATETIME_FORMAT")
