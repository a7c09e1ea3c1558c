"""Votes counted by hand (features 2.3, 4.4): received with their signatures, keyed twice by different people, counted
only when both say the same and it adds up; put aside with a reason when it does not; corrected by a counter-entry.

Whose vote is in first is in: who already voted by another channel and signs a list makes an incident. The first vote
stands; a paper ballot that is in the box cannot be taken out again, so it is counted, and the incident is published.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.files.models import StoredFile
from tinkuy.foundation.shared.refusals import Refused

from ..enums import BatchState, Channel, PollStatus
from ..models import (
    Batch,
    BatchReversal,
    BatchSignature,
    Incident,
    KeyedCount,
    Keying,
    Poll,
    PollScope,
    RollEntry,
    VotingMark,
)
from ..queries.batches import reading_of, roll_in_order
from ..queries.voters import channel_words, marks_of
from ..refusals import BatchRefusal
from ..rules.batches import LEAST_ON_PAPER, Reading, differences, numbers_of, repeated, why_not_add_up
from .acts import locked, record_act
from .casting import in_line


def receive_batch(
    *,
    poll: Poll,
    scope: PollScope,
    channel: str,
    place: str,
    box: str,
    signers: str,
    declared_ballots: int,
    handed_in_at: datetime,
    actor: User,
    at: datetime,
    act_reference: str = "",
    observed_reason: str = "",
    replaces: Batch | None = None,
    reversal_reason: str = "",
) -> Batch:
    """Takes in a box (or an assembly) of one list: who signed, by their numbers on the printed roll, and how many
    ballots there are inside. After the close only what an act proves to have been handed in before it. Their marks
    are in the roll from here on. With `replaces`, the other batch is reversed in the same transaction."""
    try:
        with in_line(), transaction.atomic():
            held = locked(poll)
            _refuse_reception(held, channel, handed_in_at, act_reference, at)
            if replaces is not None:
                _reverse(held, replaces, reversal_reason, actor, at)
            entries = _signers(held, scope, signers)
            _refuse_numbers(channel, entries, declared_ballots, observed_reason)
            batch = _create(
                held, scope, entries, actor, at,
                channel=channel, place=place.strip(), box=box.strip(), declared_ballots=declared_ballots,
                handed_in_at=handed_in_at, act_reference=act_reference.strip(), replaces=replaces,
                reason=observed_reason.strip(),
            )  # fmt: skip
            _record_reception(held, batch, actor, at)
            return batch
    except IntegrityError as error:
        if "one_batch_per_box" in str(error) or "voting_batch.box" in str(error):
            raise Refused(BatchRefusal.SAME_BOX) from error
        raise


@transaction.atomic
def key_batch(
    *,
    batch: Batch,
    reading: Reading,
    actor: User,
    at: datetime,
    sheet: StoredFile | None = None,
    observed_reason: str = "",
) -> Batch:
    """What one official reads on the sheet, without seeing what the other read. Equal to the reading of somebody else:
    the batch is counted. What does not add up is refused, or kept as observed with its reason."""
    held = _pending(batch)
    poll = held.poll
    _refuse_keying(held, reading, actor, at, sheet)
    problem = why_not_add_up(reading, signatures=held.signatures, max_choices=held.scope.max_choices)
    if problem and not observed_reason.strip():
        raise Refused(problem[0], **problem[1])
    keying = _write_keying(held, reading, actor, at, sheet)
    if problem:
        _observe(held, f"{observed_reason.strip()} ({Refused(problem[0], **problem[1]).sentence})", actor, at)
        return held
    record_act(poll, "batch_keyed", actor=actor, at=at, payload={"batch": held.number, "keying": keying.number})
    same = _same_reading_of_somebody_else(held, keying, reading)
    if same is not None:
        _count(held, same, "", actor, at)
    return held


@transaction.atomic
def settle_batch(*, batch: Batch, keying: Keying, reason: str, actor: User, at: datetime) -> Batch:
    """Two readings differ and the sheet explains it: one of them counts, with the reason in the act. Whoever settles it
    is neither of the two."""
    held = _pending(batch)
    keyings = list(held.keyings.all())
    if len({row.keyed_by_id for row in keyings}) < 2 or keying.batch_id != held.pk:
        raise Refused(BatchRefusal.NOT_DIFFERENT)
    if not reason.strip():
        raise Refused(BatchRefusal.NO_REASON)
    if actor.pk in {row.keyed_by_id for row in keyings}:
        raise Refused(BatchRefusal.SAME_OFFICIAL)
    _count(held, keying, reason.strip(), actor, at)
    return held


@transaction.atomic
def observe_batch(*, batch: Batch, reason: str, actor: User, at: datetime) -> Batch:
    """Puts a batch aside: its signatures stay, it counts nothing, and everybody reads why."""
    held = _pending(batch)
    if not reason.strip():
        raise Refused(BatchRefusal.NO_REASON)
    _observe(held, reason.strip(), actor, at)
    return held


@transaction.atomic
def reverse_batch(*, batch: Batch, reason: str, actor: User, at: datetime) -> BatchReversal:
    """The counter-entry: the batch counts nothing from here on and its marks leave the roll. Both stay in sight."""
    poll = locked(batch.poll)
    if poll.status not in (PollStatus.OPEN, PollStatus.CLOSED) or poll.key_destroyed_at:
        raise Refused(BatchRefusal.NOT_RECEIVING)
    return _reverse(poll, batch, reason, actor, at)


def _refuse_reception(poll: Poll, channel: str, handed_in_at: datetime, act_reference: str, at: datetime) -> None:
    """Whether this poll takes votes so, and whether it was in time (the closing instant is outside)."""
    if channel not in poll.channels or channel not in (Channel.PAPER, Channel.ASSEMBLY):
        raise Refused(BatchRefusal.NOT_TAKEN, channels=channel_words(poll))
    if poll.is_nominal:
        raise Refused(BatchRefusal.NOT_NOMINAL_HERE)
    if poll.status not in (PollStatus.OPEN, PollStatus.CLOSED) or poll.key_destroyed_at or at < poll.opens_at:
        raise Refused(BatchRefusal.NOT_RECEIVING)
    if handed_in_at > at:
        raise Refused(BatchRefusal.NOT_YET_HANDED_IN)
    is_late = handed_in_at >= poll.closing or (at >= poll.closing and not act_reference.strip())
    if is_late:
        raise Refused(BatchRefusal.LATE, closes=_moment(poll.closing))


def _signers(poll: Poll, scope: PollScope, text: str) -> list[RollEntry]:
    """The rows of the roll behind the numbers of the signed list; each number once, none unknown."""
    numbers, unread = numbers_of(text) if text.strip() else ([], "")
    if unread:
        raise Refused(BatchRefusal.UNREADABLE_NUMBERS, text=unread[:40])
    if not numbers:
        raise Refused(BatchRefusal.NO_SIGNATURES)
    twice = repeated(numbers)
    if twice is not None:
        raise Refused(BatchRefusal.REPEATED_NUMBER, number=twice)
    rows = roll_in_order(poll, scope)
    unknown = next((number for number in numbers if not 1 <= number <= len(rows)), None)
    if unknown is not None:
        raise Refused(BatchRefusal.UNKNOWN_NUMBER, number=unknown, scope=scope.title, last=len(rows))
    return [rows[number - 1] for number in numbers]


def _refuse_numbers(channel: str, entries: Sequence[RollEntry], declared: int, observed_reason: str) -> None:
    if channel == Channel.PAPER and declared < LEAST_ON_PAPER:
        raise Refused(BatchRefusal.TOO_FEW_ON_PAPER, least=LEAST_ON_PAPER)
    if declared != len(entries) and not observed_reason.strip():
        raise Refused(BatchRefusal.SIGNATURES_DIFFER, signatures=len(entries), ballots=declared)


def _create(
    poll: Poll, scope: PollScope, entries: list[RollEntry], actor: User, at: datetime, *, reason: str, **fields: object
) -> Batch:
    """Signatures first; the mark of whoever had none, an incident for whoever had. Rows in the order of the roll, and
    locked in it: the web and another batch wait, or find the mark."""
    list(RollEntry.objects.select_for_update().filter(pk__in=[entry.pk for entry in entries]).order_by("pk"))
    earlier = marks_of(poll, [entry.pk for entry in entries])
    batch = Batch.objects.create(
        poll=poll,
        scope=scope,
        number=Batch.objects.filter(poll=poll).count() + 1,
        signatures=len(entries),
        incident_count=len(earlier),
        state=BatchState.OBSERVED if reason else BatchState.RECEIVED,
        reason=reason,
        received_at=at,
        received_by=actor,
        **fields,
    )
    ordered = sorted(entries, key=lambda entry: entry.pk)
    BatchSignature.objects.bulk_create(
        (BatchSignature(batch=batch, roll_entry=entry) for entry in ordered), batch_size=1000
    )
    Incident.objects.bulk_create(
        Incident(batch=batch, roll_entry_id=entry, earlier_channel=channel, found_at=at)
        for entry, channel in sorted(earlier.items())
    )
    day = timezone.localdate(batch.handed_in_at)
    VotingMark.objects.bulk_create(
        (
            VotingMark(poll=poll, scope=scope, roll_entry=entry, channel=batch.channel, marked_on=day)
            for entry in ordered
            if entry.pk not in earlier
        ),
        batch_size=1000,
    )
    return batch


def _record_reception(poll: Poll, batch: Batch, actor: User, at: datetime) -> None:
    payload = {
        "batch": batch.number,
        "scope": batch.scope.key,
        "channel": batch.channel,
        "place": batch.place,
        "box": batch.box,
        "signatures": batch.signatures,
        "declared_ballots": batch.declared_ballots,
        "handed_in_at": batch.handed_in_at,
        "act_reference": batch.act_reference,
        "replaces": batch.replaces.number if batch.replaces else None,
        "incidents": sorted(batch.incidents.values_list("earlier_channel", flat=True)),
    }
    record_act(poll, "batch_received", actor=actor, at=at, payload=payload)
    if batch.state == BatchState.OBSERVED:
        _observe(batch, batch.reason, actor, at)


def _pending(batch: Batch) -> Batch:
    poll = locked(batch.poll)
    held = Batch.objects.select_for_update(of=("self",)).select_related("scope").get(pk=batch.pk)
    held.poll = poll
    if poll.status not in (PollStatus.OPEN, PollStatus.CLOSED) or poll.key_destroyed_at:
        raise Refused(BatchRefusal.NOT_RECEIVING)
    if held.state != BatchState.RECEIVED:
        raise Refused(BatchRefusal.NOT_PENDING)
    return held


def _refuse_keying(batch: Batch, reading: Reading, actor: User, at: datetime, sheet: StoredFile | None) -> None:
    """A box is opened after the close; whoever keyed last waits for somebody else; the sheet comes with the first."""
    poll = batch.poll
    if batch.channel == Channel.PAPER and at < poll.closing:
        raise Refused(BatchRefusal.BOX_STILL_SEALED, closes=_moment(poll.closing))
    last = batch.keyings.order_by("-number").first()
    if last is not None and last.keyed_by_id == actor.pk:
        raise Refused(BatchRefusal.SAME_OFFICIAL)
    if sheet is None and not batch.keyings.filter(sheet__isnull=False).exists():
        raise Refused(BatchRefusal.NO_SHEET)
    if not set(reading.votes) <= set(batch.scope.options.values_list("key", flat=True)):
        raise Refused(BatchRefusal.UNKNOWN_OPTION)


def _write_keying(batch: Batch, reading: Reading, actor: User, at: datetime, sheet: StoredFile | None) -> Keying:
    keying = Keying.objects.create(
        batch=batch,
        number=batch.keyings.count() + 1,
        keyed_by=actor,
        keyed_at=at,
        ballots=reading.ballots,
        valid=reading.valid,
        blank=reading.blank,
        null_votes=reading.null_votes,
        sheet=sheet,
    )
    KeyedCount.objects.bulk_create(
        KeyedCount(keying=keying, option=option, votes=reading.votes.get(option.key, 0))
        for option in batch.scope.options.all()
    )
    return keying


def _same_reading_of_somebody_else(batch: Batch, keying: Keying, reading: Reading) -> Keying | None:
    others = batch.keyings.exclude(keyed_by=keying.keyed_by).prefetch_related("counts__option")
    return next((other for other in others if not differences(reading_of(other), reading)), None)


def _count(batch: Batch, keying: Keying, reason: str, actor: User, at: datetime) -> None:
    """The reading that counts, with its act: the package is compared with it."""
    reading = reading_of(keying)
    payload = {
        **facts_of(batch, reading),
        "keyings": batch.keyings.count(),
        "sheets": sorted(batch.keyings.filter(sheet__isnull=False).values_list("sheet__sha256", flat=True)),
        "reason": reason,
    }
    act = record_act(batch.poll, "batch_counted", actor=actor, at=at, payload=payload)
    batch.state, batch.accepted, batch.reason, batch.act_hash = BatchState.COUNTED, keying, reason, act.hash
    batch.save(update_fields=["state", "accepted", "reason", "act_hash"])


def _observe(batch: Batch, reason: str, actor: User, at: datetime) -> None:
    payload = {"batch": batch.number, "scope": batch.scope.key, "signatures": batch.signatures, "reason": reason}
    act = record_act(batch.poll, "batch_observed", actor=actor, at=at, payload=payload)
    batch.state, batch.reason, batch.act_hash = BatchState.OBSERVED, reason, act.hash
    batch.save(update_fields=["state", "reason", "act_hash"])


def facts_of(batch: Batch, reading: Reading) -> dict[str, object]:
    """What the act and the package say of a counted batch."""
    votes: Mapping[str, int] = reading.votes
    return {
        "batch": batch.number,
        "scope": batch.scope.key,
        "channel": batch.channel,
        "signatures": batch.signatures,
        "incidents": batch.incident_count,
        "ballots": reading.ballots,
        "valid": reading.valid,
        "blank": reading.blank,
        "null": reading.null_votes,
        "votes": dict(sorted(votes.items())),
    }


def _reverse(poll: Poll, batch: Batch, reason: str, actor: User, at: datetime) -> BatchReversal:
    held = Batch.objects.select_for_update().get(pk=batch.pk, poll=poll)
    if not reason.strip():
        raise Refused(BatchRefusal.NO_REASON)
    if held.state == BatchState.REVERSED:
        raise Refused(BatchRefusal.ALREADY_REVERSED)
    reversal = BatchReversal.objects.create(batch=held, reason=reason.strip(), reversed_at=at, reversed_by=actor)
    with_incident = held.incidents.values("roll_entry")
    VotingMark.objects.filter(
        poll=poll, channel=held.channel, roll_entry__in=held.signers.values("roll_entry")
    ).exclude(roll_entry__in=with_incident).delete()
    payload = {"batch": held.number, "scope": held.scope.key, "reason": reversal.reason}
    act = record_act(poll, "batch_reversed", actor=actor, at=at, payload=payload)
    held.state, held.act_hash = BatchState.REVERSED, act.hash
    held.save(update_fields=["state", "act_hash"])
    return reversal


def _moment(at: datetime) -> str:
    return date_format(timezone.localtime(at), "DATETIME_FORMAT")
