"""The committee's row, its rules, its call; and the lock that every step of it takes."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.audit.actions import record
from tinkuy.foundation.audit.models import Act
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.spaces.models import Space

from ..models import OversightCommittee
from ..refusals import CandidacyRefusal, ElectionRefusal


def ensure_committee(*, space: Space) -> OversightCommittee:
    """The row of the space's committee: made once, with the defaults, whoever comes first."""
    try:
        with transaction.atomic():
            return OversightCommittee.objects.get_or_create(space=space)[0]
    except IntegrityError:
        return OversightCommittee.objects.get(space=space)


@transaction.atomic
def configure(*, space: Space, values: dict[str, Any], actor: User | None, at: datetime) -> OversightCommittee:
    """Writes what the ordinance says. Fewer than four members is against the Instructivo; a minimum over the maximum
    contradicts itself; and the rules of an election that began no longer move."""
    committee = locked(ensure_committee(space=space))
    if committee.rounds.exists():
        raise Refused(ElectionRefusal.STARTED)
    changed = {
        name: [str(getattr(committee, name)), str(value)]
        for name, value in values.items()
        if getattr(committee, name) != value
    }
    for name in changed:
        setattr(committee, name, values[name])
    if committee.min_members < 4:
        raise Refused(ElectionRefusal.BELOW_THE_LAW)
    if committee.min_members > committee.max_members:
        raise Refused(ElectionRefusal.BAD_SIZES, low=committee.min_members, high=committee.max_members)
    if changed:
        committee.save(update_fields=list(changed))
        act(committee, "configured", actor, at, {"changed": changed})
    return committee


def apply_settings(*, space: Space, values: dict[str, Any], actor: User | None, at: datetime) -> None:
    """What the registry of settings calls: keys are «oversight.column»."""
    columns = {key.removeprefix("oversight."): value for key, value in values.items()}
    configure(space=space, values=columns, actor=actor, at=at)


@transaction.atomic
def publish_call(
    *, space: Space, text: str, opens_at: datetime, closes_at: datetime, actor: User, at: datetime, reason: str = ""
) -> OversightCommittee:
    """Calls for candidates; moving the dates once published asks for a reason, which stays public."""
    committee = locked(ensure_committee(space=space))
    if committee.rounds.exists():
        raise Refused(ElectionRefusal.STARTED)
    if committee.call_opens_at and not reason.strip():
        raise Refused(CandidacyRefusal.REASON_MISSING)
    committee.call_text, committee.call_opens_at, committee.call_closes_at = text.strip(), opens_at, closes_at
    committee.save(update_fields=["call_text", "call_opens_at", "call_closes_at"])
    act(committee, "called", actor, at, {"opens_at": opens_at, "closes_at": closes_at, "reason": reason.strip()})
    return committee


def locked(committee: OversightCommittee) -> OversightCommittee:
    """One at a time: candidacies, counts, recognition, reports."""
    rows = OversightCommittee.objects.select_for_update(of=("self",)).select_related("space__body", "body")
    return rows.get(pk=committee.pk)


def act(
    committee: OversightCommittee,
    verb: str,
    actor: User | None,
    at: datetime,
    payload: dict[str, Any],
    *,
    role: str = "coordinator",
    number: int | None = None,
) -> Act:
    return record(
        chain=committee.space.chain,
        kind=f"oversight.{verb}",
        at=at,
        actor_role=role if actor else "system",
        actor_number=actor.pk if actor else None,
        subject_kind="oversight_committee",
        subject_number=number or committee.pk,
        subject_label=committee.space.title,
        payload=payload,
    )
