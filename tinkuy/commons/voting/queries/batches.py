"""What was received and counted by hand. Figures pass the same gate as every count: nothing before the close."""

from dataclasses import dataclass

from django.db.models import Count, Sum

from ..enums import BatchState
from ..models import Batch, Incident, Keying, Poll, PollScope, RollEntry
from ..rules.batches import Reading, differences


@dataclass(frozen=True)
class ByHand:
    """What the counted batches of a list add to its count; `participants` are their signatures without incidents."""

    votes: dict[str, int]
    ballots: int = 0
    valid: int = 0
    blank: int = 0
    null_votes: int = 0
    incidents: int = 0
    observed: int = 0


def roll_in_order(poll: Poll, scope: PollScope) -> list[RollEntry]:
    """The printed roll of a list: the place of a row is its number. The roll is frozen, and so is this order."""
    return list(RollEntry.objects.filter(poll=poll, scope=scope).order_by("label", "organization_name", "person"))


def reading_of(keying: Keying) -> Reading:
    votes = {count.option.key: count.votes for count in keying.counts.select_related("option")}
    return Reading(keying.ballots, keying.valid, keying.blank, keying.null_votes, votes)


def differing_accounts(batch: Batch) -> tuple[str, ...]:
    """Names of the accounts in which the last two readings differ; titles for options, never a figure."""
    last = list(batch.keyings.order_by("-number")[:2])
    if len(last) < 2:
        return ()
    names = {"ballots": "cédulas", "valid": "válidas", "blank": "blancas", "null_votes": "nulas"}
    titles = dict(batch.scope.options.values_list("key", "title"))
    return tuple(names.get(key) or titles[key] for key in differences(reading_of(last[0]), reading_of(last[1])))


def pending_batches(poll: Poll) -> int:
    """Received and neither counted nor put aside: until then there is no count."""
    return Batch.objects.filter(poll=poll, state=BatchState.RECEIVED).count()


def by_hand(poll: Poll) -> dict[str, ByHand]:
    """Scope key → what its counted batches add. Only `counts` asks, behind its gate."""
    found: dict[str, ByHand] = {}
    for scope in poll.scopes.all():
        batches = Batch.objects.filter(poll=poll, scope=scope)
        counted = batches.filter(state=BatchState.COUNTED)
        totals = counted.aggregate(
            ballots=Sum("accepted__ballots"),
            valid=Sum("accepted__valid"),
            blank=Sum("accepted__blank"),
            null_votes=Sum("accepted__null_votes"),
            incidents=Sum("incident_count"),
        )
        votes = counted.values_list("accepted__counts__option__key").annotate(Sum("accepted__counts__votes"))
        found[scope.key] = ByHand(
            votes=dict(votes) if totals["ballots"] else {},
            observed=batches.filter(state=BatchState.OBSERVED).count(),
            **{name: value or 0 for name, value in totals.items()},
        )
    return found


def batches_of(poll: Poll) -> list[dict[str, object]]:
    """Every batch with what it counts (when it counts), its incidents by earlier channel and its act."""
    incidents: dict[int, list[str]] = {}
    for batch, channel in (
        Incident.objects.filter(batch__poll=poll).order_by("earlier_channel").values_list("batch", "earlier_channel")
    ):
        incidents.setdefault(batch, []).append(channel)
    rows = Batch.objects.filter(poll=poll).select_related("scope", "accepted", "replaces", "reversal")
    return [_as_data(batch, incidents.get(batch.pk, [])) for batch in rows.prefetch_related("accepted__counts__option")]


def _as_data(batch: Batch, incidents: list[str]) -> dict[str, object]:
    counted = batch.accepted if batch.state == BatchState.COUNTED else None
    reversal = getattr(batch, "reversal", None)
    return {
        "number": batch.number,
        "scope": batch.scope.key,
        "channel": batch.channel,
        "place": batch.place,
        "box": batch.box,
        "state": batch.state,
        "signatures": batch.signatures,
        "incidents": incidents,
        "declared_ballots": batch.declared_ballots,
        "ballots": counted.ballots if counted else None,
        "valid": counted.valid if counted else None,
        "blank": counted.blank if counted else None,
        "null": counted.null_votes if counted else None,
        "votes": {count.option.key: count.votes for count in counted.counts.all()} if counted else {},
        "reason": reversal.reason if reversal else batch.reason,
        "replaces": batch.replaces.number if batch.replaces else None,
        "act_hash": batch.act_hash,
    }


def batch_totals(poll: Poll) -> dict[str, int]:
    """How many batches in each state, for the desk."""
    return dict(Batch.objects.filter(poll=poll).values_list("state").annotate(Count("pk")))
