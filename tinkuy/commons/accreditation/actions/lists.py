"""The lists are published: provisional, definitive, and each correction as another version. Nothing is ever edited."""

import hashlib
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.audit.actions import record
from tinkuy.foundation.shared.canonical import canonical_json
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.spaces.models import Space
from tinkuy.foundation.workdays.queries import due_date

from .. import queries
from ..enums import ListKind, ListStanding, RequestState, Seat
from ..models import AccreditationRequest, RosterEntry, RosterList
from ..queries import procedure
from ..rules.procedure import ListFacts, why_not_publish_definitive, why_not_publish_provisional
from .deciding import working_of
from .steps import lock_space

_WHY_NOT = {
    ListKind.PROVISIONAL: why_not_publish_provisional,
    ListKind.DEFINITIVE: why_not_publish_definitive,
}


@transaction.atomic
def publish_list(*, space: Space, kind: str, actor: User, at: datetime, reason: str = "") -> RosterList:
    """Freezes who is fit, who only has voice, who is in time to cure and who is not, each with its reason. From a
    provisional list the term to challenge runs, where the ordinance foresees it (law.md 1.6)."""
    space = lock_space(space.pk)
    rules = queries.rules_of(space)
    facts = procedure.list_facts(space, rules, kind, reason=reason, at=at)
    refusal = queries.why_not_review(space, at) or _WHY_NOT[ListKind(kind)](facts)
    if refusal:
        raise Refused(refusal, **_named(facts))
    voice_only = queries.voice_only_classes(rules)
    lines = [_line(row, voice_only) for row in procedure.to_list(space).prefetch_related("events")]
    published = _publish(space, kind, lines, reason=reason, at=at)
    record(
        chain=space.chain,
        kind=f"accreditation.published_{kind}_list",
        at=at,
        actor_role="desk",
        actor_number=actor.pk,
        subject_kind="roster_list",
        subject_number=published.pk,
        subject_label=str(published),
        payload={
            "version": published.version,
            "sha256": published.sha256,
            "included": published.included,
            "left_out": published.left_out,
            "challenges_until": str(published.challenges_until or ""),
            "reason": published.reason,
        },
    )
    return published


def _publish(space: Space, kind: str, lines: list[dict[str, Any]], *, reason: str, at: datetime) -> RosterList:
    last = procedure.last_list(space, kind)
    rules, day = queries.rules_of(space), timezone.localdate(at)
    runs = kind == ListKind.PROVISIONAL and rules.allows_challenges
    term = due_date(day, rules.challenge_working_days, ubigeo=space.body.ubigeo) if runs else None
    public = [{name: value for name, value in line.items() if name != "request_id"} for line in lines]
    fit = sum(line["standing"] in procedure.FIT for line in lines)
    published = RosterList.objects.create(
        space=space,
        kind=kind,
        version=last.version + 1 if last else 1,
        published_at=at,
        published_on=day,
        reason=reason.strip(),
        sha256=hashlib.sha256(canonical_json(public).encode()).hexdigest(),
        included=fit,
        left_out=len(lines) - fit,
        challenges_until=term.due if term else None,
        working=working_of(term) if term else [],
    )
    RosterEntry.objects.bulk_create(
        [RosterEntry(roster_list=published, position=place, **line) for place, line in enumerate(lines, start=1)],
        batch_size=1000,
    )
    return published


def _line(row: AccreditationRequest, voice_only: frozenset[str]) -> dict[str, Any]:
    standing = _standing(row, voice_only)
    return {
        "request_id": row.pk,
        "public_name": row.full_name,
        "organization_name": row.organization_name,
        "agent_class": row.agent_class,
        "seat": row.seat or Seat.TITULAR,
        "province_code": row.province_code,
        "standing": standing,
        "reason": _why_out(row) if standing == ListStanding.LEFT_OUT else "",
    }


def _standing(row: AccreditationRequest, voice_only: frozenset[str]) -> ListStanding:
    if row.state == RequestState.REJECTED:
        return ListStanding.LEFT_OUT
    if row.state == RequestState.OBSERVED:
        return ListStanding.PENDING
    only_voice = row.state == RequestState.VOICE_ONLY or row.agent_class in voice_only
    return ListStanding.VOICE if only_voice else ListStanding.VOTE


def _why_out(row: AccreditationRequest) -> str:
    return next((one.reason for one in reversed(row.events.all()) if one.reason), _("No cumplió un requisito."))


def _named(facts: ListFacts) -> dict[str, object]:
    count = facts.undecided or facts.not_in_provisional or facts.open_challenges
    return {"count": count, "until": date_format(facts.challenges_until) if facts.challenges_until else ""}
