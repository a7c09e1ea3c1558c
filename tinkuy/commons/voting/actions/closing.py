from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, Sum
from django.utils import timezone
from django.utils.formats import date_format

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.shared.refusals import Refused

from ..enums import BatchState, Channel, PollStatus
from ..models import (
    Ballot,
    BallotReplacement,
    Batch,
    DeskSession,
    NominalVote,
    Poll,
    PollExtension,
    PollScope,
    Seal,
    SealedCommitment,
)
from ..queries.batches import pending_batches
from ..queries.counts import ballots_and_marks, marks_by_channel
from ..refusals import BatchRefusal, PollRefusal
from ..rules import merkle
from ..rules.sealing import is_seal_due
from .acts import locked, record_act


def seal_due_batches(*, at: datetime) -> int:
    """Seals every scope of every open poll where a batch is due; returns how many seals. A job runs it."""
    seals = 0
    for poll in Poll.objects.filter(status=PollStatus.OPEN):
        with transaction.atomic():
            held = locked(poll)
            if held.status == PollStatus.OPEN:
                seals += sum(_seal_if_due(held, scope, at) for scope in held.scopes.all())
    return seals


@transaction.atomic
def close_poll(*, poll: Poll, at: datetime, actor: User | None = None) -> Poll:
    """Seals what is in the box and shuts it; closing twice is closing once. Never before the announced instant."""
    poll = locked(poll)
    if poll.status in (PollStatus.CLOSED, PollStatus.PUBLISHED):
        return poll
    if poll.status != PollStatus.OPEN:
        raise Refused(PollRefusal.NOT_OPEN)
    if at < poll.closing:
        raise Refused(PollRefusal.STILL_OPEN, closes=_moment(poll.closing))
    seals = [_seal(poll, scope, at) for scope in poll.scopes.all()]
    channels = _participants(poll)
    DeskSession.objects.filter(poll=poll, is_over=False).update(is_over=True, is_claimed=True, person="")
    poll.status, poll.closed_at = PollStatus.CLOSED, at
    poll.challenge_until = at + timedelta(hours=poll.challenge_hours)
    poll.save(update_fields=["status", "closed_at", "challenge_until"])
    payload = {
        "closing": poll.closing,
        "challenge_until": poll.challenge_until,
        "scopes": {seal.scope.key: {"ballots": seal.ballots, "marks": seal.marks, "root": seal.root} for seal in seals},
        "participants": channels,
    }
    record_act(poll, "poll_closed", actor=actor, at=at, payload=payload)
    return poll


def close_due_polls(*, at: datetime) -> int:
    """Closes the polls whose instant has come; returns how many. A job runs it; the vote was shut by the clock."""
    due = Poll.objects.filter(status=PollStatus.OPEN).filter(
        Q(extended_until__isnull=True, closes_at__lte=at) | Q(extended_until__lte=at)
    )
    return len([close_poll(poll=poll, at=at) for poll in due])


@transaction.atomic
def extend_poll(*, poll: Poll, closes_at: datetime, reason: str, actor: User, at: datetime) -> PollExtension:
    """A later closing, with its reason. The frozen date stays in the rules; the extension is an act beside it."""
    poll = locked(poll)
    if poll.status != PollStatus.OPEN:
        raise Refused(PollRefusal.NOT_OPEN)
    if not reason.strip():
        raise Refused(PollRefusal.NO_REASON)
    if at >= poll.closing:
        raise Refused(PollRefusal.TOO_LATE_TO_EXTEND)
    if closes_at <= poll.closing:
        raise Refused(PollRefusal.NOT_LATER)
    previous = poll.closing
    extension = PollExtension.objects.create(
        poll=poll, closes_at=closes_at, reason=reason.strip(), extended_at=at, extended_by=actor
    )
    poll.extended_until = closes_at
    poll.save(update_fields=["extended_until"])
    payload = {"from": previous, "until": closes_at, "reason": extension.reason}
    record_act(poll, "poll_extended", actor=actor, at=at, payload=payload)
    return extension


@transaction.atomic
def publish_poll(*, poll: Poll, actor: User | None, at: datetime) -> Poll:
    """The counts are public from now on; whoever asks makes the count itself, from the box, with the same rules."""
    poll = locked(poll)
    if poll.status == PollStatus.PUBLISHED:
        raise Refused(PollRefusal.ALREADY_PUBLISHED)
    if poll.status != PollStatus.CLOSED:
        raise Refused(PollRefusal.NOT_CLOSED_YET)
    if waiting := pending_batches(poll):
        raise Refused(BatchRefusal.PENDING, count=waiting)
    poll.status, poll.published_at = PollStatus.PUBLISHED, at
    poll.save(update_fields=["status", "published_at"])
    record_act(poll, "poll_published", actor=actor, at=at, payload={"rules_hash": poll.rules_hash})
    return poll


def _participants(poll: Poll) -> dict[str, dict[str, int]]:
    """Scope → participants by channel, as the act of the close says them. Who signed by hand is as many as the batches
    say, or the poll does not close: web + desk + paper + assembly = participants."""
    found = marks_by_channel(poll)
    for scope in poll.scopes.all():
        for channel in (Channel.PAPER, Channel.ASSEMBLY):
            batches = Batch.objects.filter(poll=poll, scope=scope, channel=channel).exclude(state=BatchState.REVERSED)
            totals = batches.aggregate(signed=Sum("signatures"), twice=Sum("incident_count"))
            signed = (totals["signed"] or 0) - (totals["twice"] or 0)
            if signed != found[scope.key][channel]:
                raise Refused(PollRefusal.MISMATCH, ballots=signed, marks=found[scope.key][channel])
    return {scope: {str(channel): marks[channel] for channel in Channel} for scope, marks in found.items()}


def _seal_if_due(poll: Poll, scope: PollScope, at: datetime) -> int:
    last = Seal.objects.filter(poll=poll, scope=scope).order_by("-number").first()
    previous = last.sealed_at if last else max(poll.opened_at or poll.opens_at, poll.opens_at)
    marks = ballots_and_marks(poll, scope)[1]
    if not is_seal_due(previous=previous, new_ballots=marks - (last.marks if last else 0), at=at):
        return 0
    _seal(poll, scope, at)
    return 1


def _seal(poll: Poll, scope: PollScope, at: datetime) -> Seal:
    """Merkle root over every commitment up to here, sorted; ballots and marks, which must be equal; the act."""
    ballots, marks = ballots_and_marks(poll, scope)
    if ballots != marks:
        raise Refused(PollRefusal.MISMATCH, ballots=ballots, marks=marks)
    issued = _issued(poll, scope)
    known = set(
        SealedCommitment.objects.filter(seal__poll=poll, seal__scope=scope).values_list("commitment", flat=True)
    )
    number = Seal.objects.filter(poll=poll, scope=scope).count() + 1
    facts = {"root": merkle.root(issued), "commitments": len(issued), "ballots": ballots, "marks": marks}
    act = record_act(poll, "batch_sealed", actor=None, at=at, payload={"scope": scope.key, "number": number, **facts})
    seal = Seal.objects.create(poll=poll, scope=scope, number=number, sealed_at=at, act_hash=act.hash, **facts)
    SealedCommitment.objects.bulk_create(
        (SealedCommitment(seal=seal, commitment=commitment) for commitment in sorted(issued - known)), batch_size=1000
    )
    return seal


def _issued(poll: Poll, scope: PollScope) -> set[str]:
    """Every commitment given out in the scope; those that a second thought replaced stay in the list."""
    table = NominalVote if poll.is_nominal else Ballot
    current = table.objects.filter(poll=poll, scope=scope).values_list("commitment", flat=True)
    replaced = BallotReplacement.objects.filter(poll=poll, scope=scope).values_list("old_commitment", flat=True)
    return {*current, *replaced}


def _moment(at: datetime) -> str:
    return date_format(timezone.localtime(at), "DATETIME_FORMAT")
