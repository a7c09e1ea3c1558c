"""Before a meeting: plan it, write its agenda, call it with enough notice, postpone it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.dossiers.actions import open_dossier, publish_dossier, refresh_dossier
from tinkuy.foundation.organizations.models import PublicBody
from tinkuy.foundation.shared.canonical import instant
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.spaces.models import Space
from tinkuy.foundation.workdays.queries import non_working_days

from .. import queries
from ..enums import AgendaSource, MeetingState, TopicState
from ..models import AgendaItem, Meeting
from ..queries.meetings import notice_for
from ..refusals import MeetingRefusal
from ..rules import last_summary_day, topics_until
from .steps import lock_meeting, move, need_state, reason_or_refuse, tell_log

EDITABLE = frozenset({MeetingState.PLANNED, MeetingState.POSTPONED, MeetingState.NO_QUORUM})
PLEDGES_TITLE = "Qué se hizo con los compromisos de la audiencia anterior"


@dataclass(frozen=True)
class AgendaLine:
    title: str
    minutes: int = 10


@transaction.atomic
def plan_meeting(
    *,
    body: PublicBody,
    kind: str,
    title: str,
    starts_at: datetime,
    ends_at: datetime,
    actor: User | None,
    at: datetime,
    space: Space | None = None,
    agenda: Sequence[AgendaLine] = (),
    **fields: Any,
) -> Meeting:
    """A meeting that only its team sees. A hearing takes up the late topics of the one before, and opens with its
    pledges (features.md 3.5). `fields`: purpose, modality, place, link, access_note, ubigeo, capacity, needs_quorum."""
    _refuse_backwards(starts_at, ends_at)
    PublicBody.objects.select_for_update(no_key=True).get(pk=body.pk)
    dossier = open_dossier(
        kind="meeting",
        title=title,
        path="",
        summary=str(fields.get("purpose", ""))[:1000],
        state=MeetingState.PLANNED,
        entity_slug=body.slug,
        space_slug=space.slug if space else "",
        ubigeo=str(fields.get("ubigeo") or (space.ubigeo if space else "") or body.ubigeo),
    )
    refresh_dossier(dossier=dossier, path=f"/reuniones/{dossier.code}/")
    meeting = Meeting.objects.create(
        space=space,
        public_body=body,
        dossier=dossier,
        code=dossier.code,
        kind=kind,
        title=title,
        starts_at=starts_at,
        ends_at=ends_at,
        changed_at=at,
        **fields,
    )
    if meeting.is_hearing:
        _open_with_the_pledges(meeting)
        _take_up_late_topics(meeting)
    _add_lines(meeting, agenda)
    tell_log(meeting, "planned_meeting", actor=actor, at=at, kind=kind, starts_at=instant(starts_at))
    return meeting


@transaction.atomic
def describe_meeting(*, meeting: Meeting, actor: User | None, at: datetime, **fields: Any) -> Meeting:
    """Changes what a meeting says of itself while it is not called: title, dates, place, capacity."""
    row = lock_meeting(meeting)
    need_state(row, EDITABLE)
    for name, value in fields.items():
        setattr(row, name, value)
    _refuse_backwards(row.starts_at, row.ends_at)
    row.changed_at = at
    row.revision += 1
    row.save(update_fields=[*fields, "changed_at", "revision"])
    refresh_dossier(dossier=row.dossier, title=row.title, summary=row.purpose[:1000])
    tell_log(row, "changed_meeting", actor=actor, at=at, fields=sorted(fields), starts_at=instant(row.starts_at))
    return row


@transaction.atomic
def set_agenda(*, meeting: Meeting, lines: Sequence[AgendaLine], actor: User | None, at: datetime) -> list[AgendaItem]:
    """The entity's own items, in order; those of citizens and of pledges keep their place before and after them."""
    row = lock_meeting(meeting)
    need_state(row, EDITABLE)
    row.agenda.filter(source=AgendaSource.OWN).delete()
    _add_lines(row, lines)
    tell_log(row, "set_agenda", actor=actor, at=at, items=row.agenda.count())
    return list(row.agenda.all())


@transaction.atomic
def call_meeting(*, meeting: Meeting, actor: User | None, at: datetime) -> Meeting:
    """Publishes the call: refused when it says not where, has no agenda or comes later than its term."""
    row = lock_meeting(meeting)
    need_state(row, EDITABLE)
    refused = queries.why_not_call(row, at)
    if refused:
        raise refused
    notice = notice_for(row, at)
    fields: dict[str, Any] = {
        "called_at": at,
        "reason": "",
        "notice_working": {
            "called_on": notice.called_on.isoformat(),
            "starts_on": notice.starts_on.isoformat(),
            "days": notice.days,
            "first": notice.first.isoformat(),
            "given": notice.given,
        },
    }
    if row.is_hearing:
        fields |= _terms_of_hearing(row, at)
    move(row, MeetingState.CALLED, at=at, fields=fields)
    publish_dossier(dossier=row.dossier, at=at)
    tell_log(
        row, "called_meeting", actor=actor, at=at, starts_at=instant(row.starts_at), notice=row.notice_working,
        topics_until=str(row.topics_until or ""), summary_until=str(row.summary_until or ""),
    )  # fmt: skip
    return row


@transaction.atomic
def postpone_meeting(*, meeting: Meeting, reason: str, actor: User | None, at: datetime) -> Meeting:
    """Called off for now; a new date is a new call, with its whole term."""
    row = lock_meeting(meeting)
    why = reason_or_refuse(reason)
    move(row, MeetingState.POSTPONED, at=at, fields={"reason": why})
    tell_log(row, "postponed_meeting", actor=actor, at=at, reason=why)
    return row


def _terms_of_hearing(meeting: Meeting, at: datetime) -> dict[str, Any]:
    rules = queries.rules_of(meeting)
    ubigeo = meeting.ubigeo or meeting.public_body.ubigeo
    holidays = non_working_days(ubigeo=ubigeo)
    summary = last_summary_day(timezone.localdate(meeting.starts_at), rules.summary_working_days, holidays)
    return {
        "topics_until": topics_until(timezone.localdate(at), rules.topic_days),
        "summary_until": summary.day,
        "summary_working": list(summary.working),
    }


def _open_with_the_pledges(meeting: Meeting) -> None:
    if queries.pledges_before(meeting):
        AgendaItem.objects.create(
            meeting=meeting, position=0, title=PLEDGES_TITLE, minutes=15, source=AgendaSource.PLEDGES
        )


def _take_up_late_topics(meeting: Meeting) -> None:
    rows = queries.late_topics_waiting(meeting.public_body)
    rows.filter(meeting__starts_at__lt=meeting.starts_at).update(carried_to=meeting, state=TopicState.PROPOSED)


def _add_lines(meeting: Meeting, lines: Sequence[AgendaLine]) -> None:
    for position, line in enumerate(lines, start=1):
        AgendaItem.objects.create(meeting=meeting, position=position, title=line.title, minutes=line.minutes)


def _refuse_backwards(starts_at: datetime, ends_at: datetime) -> None:
    if ends_at <= starts_at:
        raise Refused(MeetingRefusal.ENDS_BEFORE_IT_STARTS)
