"""The calendar: setting and moving the dates of a stage, one or many. A public date that moves keeps what it was, says
why, and tells the team and who follows the process; apps above hear `stage_moved` and tell theirs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.dossiers.actions import tell_followers
from tinkuy.foundation.notices.actions import notify
from tinkuy.foundation.shared.canonical import instant
from tinkuy.foundation.shared.refusals import Refused

from .. import registry
from ..enums import SpaceRole, SpaceStatus
from ..models import Space, Stage, StageMove
from ..queries import stages_without_document
from ..refusals import SpaceRefusal
from ..rules import why_not_schedule
from ..signals import stage_moved
from ..text import moved_text, shut_text
from .acts import record_act

WARNING = timedelta(days=3)


@dataclass(frozen=True)
class StageDates:
    kind: str
    opens_at: datetime
    closes_at: datetime
    required_document: str | None = None


@transaction.atomic
def schedule_stage(*, space: Space, dates: StageDates, reason: str, actor: User, at: datetime, act: str = "") -> Stage:
    """Sets or moves the dates of a stage. Once the space is published a move needs a reason, which stays public, and
    what had closed opens again only by a named act."""
    locked = Space.objects.select_for_update().get(pk=space.pk)
    stage = space.stages.filter(kind=dates.kind).first()
    refusal = why_not_schedule(
        opens_at=dates.opens_at,
        closes_at=dates.closes_at,
        is_published=locked.status != SpaceStatus.DRAFT,
        is_finished=locked.status in (SpaceStatus.FINISHED, SpaceStatus.ANNULLED),
        reason=reason,
        at=at,
        closed_at=stage.closes_at if stage else None,
        act=act,
    )
    if refusal:
        raise Refused(refusal)
    before = (stage.opens_at, stage.closes_at) if stage else None
    stage = _write(space, stage, dates)
    payload = {
        "stage": dates.kind,
        "before": [instant(moment) for moment in before] if before else None,
        "after": [instant(stage.opens_at), instant(stage.closes_at)],
        "reason": reason,
        "required_document": stage.required_document,
    }
    record_act(space, "spaces.scheduled_stage", actor, at, {**payload, **({"act": act} if act else {})})
    if before and before != (stage.opens_at, stage.closes_at) and locked.status != SpaceStatus.DRAFT:
        _keep_move(locked, stage, before, reason=reason, act=act, at=at)
    return stage


def schedule_all(
    *, space: Space, stages: Iterable[StageDates], actor: User, at: datetime, reason: str = "", act: str = ""
) -> None:
    """Many dates in one go; one that the rules do not allow leaves all as they were."""
    rows = list(stages)
    if len({row.kind for row in rows}) != len(rows):
        raise Refused(SpaceRefusal.STAGE_TWICE)
    with transaction.atomic():
        for dates in rows:
            schedule_stage(space=space, dates=dates, reason=reason, act=act, actor=actor, at=at)


def warn_of_missing_documents(*, at: datetime) -> int:
    """Tells those who coordinate, from three days before, that a stage will stay shut without its document.

    A message per person and date: run twice, or late, it tells once. Moving the date tells again."""
    told = 0
    for stage in stages_without_document(at, within=WARNING):
        subject, body = shut_text(stage)
        told += notify(
            users=_coordination(stage.space),
            topic=f"dossier:{stage.space.dossier.code}",
            topic_label=stage.space.title,
            kind="stage_shut",
            title=subject,
            text=body,
            url=f"/panel/espacios/{stage.space.slug}/documentos/",
            key=f"stage-shut:{stage.pk}:{instant(stage.opens_at)}",
            at=at,
            is_deadline=True,
        )
    return told


def _write(space: Space, stage: Stage | None, dates: StageDates) -> Stage:
    kind = next(kind for kind in registry.component(space.component).stages if kind.key == dates.kind)
    stage = stage or Stage(space=space, kind=dates.kind, title=str(kind.title))
    stage.opens_at, stage.closes_at = dates.opens_at, dates.closes_at
    stage.required_document = kind.required_document if dates.required_document is None else dates.required_document
    stage.save()
    return stage


def _keep_move(
    space: Space, stage: Stage, before: tuple[datetime, datetime], *, reason: str, act: str, at: datetime
) -> None:
    move = StageMove.objects.create(
        stage=stage,
        opened_before=before[0],
        closed_before=before[1],
        opens_at=stage.opens_at,
        closes_at=stage.closes_at,
        reason=reason,
        act=act,
        moved_at=at,
    )
    subject, body = moved_text(space, stage, move)
    tell_of_move(people=_team(space), space=space, move=move, subject=subject, body=body, at=at)
    tell_followers(dossier=space.dossier, title=subject, text=body, key=_move_key(move), at=at)
    stage_moved.send(sender=Stage, space=space, stage=stage, move=move, subject=subject, body=body, at=at)


def tell_of_move(
    *, people: Iterable[User], space: Space, move: StageMove, subject: str, body: str, at: datetime
) -> None:
    """A mail of its own, once a person and move, whoever finds them concerned: the team, an accredited agent."""
    notify(
        users=people,
        topic=f"dossier:{space.dossier.code}",
        topic_label=space.title,
        kind="stage_moved",
        title=subject,
        text=body,
        url=f"/espacios/{space.slug}/expediente/",
        key=_move_key(move),
        at=at,
        is_deadline=True,
    )


def _move_key(move: StageMove) -> str:
    return f"stage-moved:{move.pk}"


def _team(space: Space) -> Sequence[User]:
    return list(User.objects.filter(space_memberships__space=space, is_active=True).distinct())


def _coordination(space: Space) -> Sequence[User]:
    memberships = space.memberships.filter(role=SpaceRole.COORDINATOR, user__is_active=True).select_related("user")
    return [row.user for row in memberships]
