"""What staff do with a space: create it, set its calendar, publish its documents, open and finish it, name its team.

Every act is recorded in the space's chain with who, when and what changed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import formats
from django.utils.text import slugify
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.audit.actions import record
from tinkuy.foundation.dossiers.actions import open_dossier, publish_dossier, refresh_dossier, tell_followers
from tinkuy.foundation.files.models import StoredFile
from tinkuy.foundation.organizations.models import PublicBody
from tinkuy.foundation.shared.canonical import instant
from tinkuy.foundation.shared.refusals import Refused

from . import registry
from .enums import SpaceRole, SpaceStatus
from .models import Space, SpaceDocument, SpaceMembership, Stage
from .queries import why_not_publish_space
from .refusals import SpaceRefusal
from .rules import why_not_grant_role, why_not_revoke_role, why_not_schedule
from .signals import space_published


@dataclass(frozen=True)
class StageDates:
    kind: str
    opens_at: datetime
    closes_at: datetime
    required_document: str | None = None


@transaction.atomic
def create_space(
    *,
    body: PublicBody,
    component: str,
    title: str,
    level: str,
    actor: User,
    at: datetime,
    slug: str = "",
    **fields: object,
) -> Space:
    """A draft that only its team sees. `fields`: purpose, legal_basis, responsible_unit, ubigeo, is_demo."""
    registry.component(component)
    slug = slug or _free_slug(title)
    dossier = open_dossier(
        kind="space",
        title=title,
        path=f"/espacios/{slug}/",
        entity_slug=body.slug,
        space_slug=slug,
        ubigeo=str(fields.get("ubigeo", "") or body.ubigeo),
        summary=str(fields.get("purpose", "")),
    )
    space = Space.objects.create(
        slug=slug, title=title, body=body, dossier=dossier, component=component, level=level, **fields
    )
    SpaceMembership.objects.create(space=space, user=actor, role=SpaceRole.COORDINATOR)
    _record(space, "spaces.created_space", actor, at, {"title": title, "level": level, "component": component})
    return space


@transaction.atomic
def describe_space(*, space: Space, actor: User, at: datetime, **fields: object) -> None:
    """Changes title, purpose, level, legal basis or unit; what changed is recorded with its old and new value."""
    changed = {
        name: [str(getattr(space, name)), str(value)] for name, value in fields.items() if getattr(space, name) != value
    }
    if not changed:
        return
    for name in changed:
        setattr(space, name, fields[name])
    space.save(update_fields=list(changed))
    refresh_dossier(dossier=space.dossier, title=space.title, summary=space.purpose)
    _record(space, "spaces.described_space", actor, at, {"changed": changed})


@transaction.atomic
def schedule_stage(*, space: Space, dates: StageDates, reason: str, actor: User, at: datetime) -> Stage:
    """Sets or moves the dates of a stage. Once the space is published a move needs a reason, which stays public."""
    Space.objects.select_for_update().get(pk=space.pk)
    stage = space.stages.filter(kind=dates.kind).first()
    refusal = why_not_schedule(
        opens_at=dates.opens_at,
        closes_at=dates.closes_at,
        is_published=space.status != SpaceStatus.DRAFT,
        is_finished=space.status in (SpaceStatus.FINISHED, SpaceStatus.ANNULLED),
        reason=reason,
    )
    if refusal:
        raise Refused(refusal)
    kind = next(kind for kind in registry.component(space.component).stages if kind.key == dates.kind)
    required = kind.required_document if dates.required_document is None else dates.required_document
    before = [instant(stage.opens_at), instant(stage.closes_at)] if stage else None
    stage = stage or Stage(space=space, kind=dates.kind, title=str(kind.title))
    stage.opens_at, stage.closes_at, stage.required_document = dates.opens_at, dates.closes_at, required
    stage.save()
    after = [instant(stage.opens_at), instant(stage.closes_at)]
    if before and before != after:
        tell_followers(dossier=space.dossier, **_news_of(stage, reason, at), at=at)
    _record(
        space,
        "spaces.scheduled_stage",
        actor,
        at,
        {"stage": dates.kind, "before": before, "after": after, "reason": reason, "required_document": required},
    )
    return stage


@transaction.atomic
def publish_document(
    *,
    space: Space,
    kind: str,
    title: str,
    actor: User,
    at: datetime,
    number: str = "",
    issued_on: date | None = None,
    file: StoredFile | None = None,
) -> SpaceDocument:
    """Publishes a document of the file. One of the same kind that was there is replaced: it stays, marked."""
    Space.objects.select_for_update().get(pk=space.pk)
    replaced = space.documents.filter(kind=kind, replaced_by=None).first()
    document = SpaceDocument.objects.create(
        space=space,
        kind=kind,
        title=title,
        number=number,
        issued_on=issued_on,
        file=file,
        published_at=at,
        replaces=replaced,
    )
    payload = {"document": kind, "title": title, "number": number, "sha256": file.sha256 if file else ""}
    _record(space, "spaces.published_document", actor, at, {**payload, "replaces": replaced.pk if replaced else None})
    return document


@transaction.atomic
def publish_space(*, space: Space, actor: User, at: datetime) -> None:
    """From now on anybody may read it, and its stages open on their dates."""
    refusal = why_not_publish_space(space)
    if refusal:
        raise Refused(refusal)
    _set_status(space, SpaceStatus.PUBLISHED)
    publish_dossier(dossier=space.dossier, at=at)
    space_published.send(sender=Space, space=space, at=at)
    _record(space, "spaces.published_space", actor, at, {"title": space.title})


@transaction.atomic
def finish_space(*, space: Space, actor: User, at: datetime) -> None:
    if space.status != SpaceStatus.PUBLISHED:
        raise Refused(SpaceRefusal.NOT_PUBLISHED_YET)
    _set_status(space, SpaceStatus.FINISHED)
    _record(space, "spaces.finished_space", actor, at, {})


@transaction.atomic
def grant_role(*, space: Space, user: User | None, role: str, actor: User, at: datetime) -> SpaceMembership:
    """Names somebody to the team: a person who already has an account."""
    refusal = why_not_grant_role(has_account=user is not None and user.is_active)
    if refusal or user is None:
        raise Refused(refusal or SpaceRefusal.NO_SUCH_ACCOUNT)
    membership, created = SpaceMembership.objects.get_or_create(space=space, user=user, role=role)
    if created:
        _record(space, "spaces.granted_role", actor, at, {"role": role, "to": user.pk})
    return membership


@transaction.atomic
def revoke_role(*, membership: SpaceMembership, actor: User, at: datetime) -> None:
    """Takes a role back. The last coordinator cannot leave: nobody would be left to conduct the process."""
    Space.objects.select_for_update().get(pk=membership.space_id)
    coordinators = membership.space.memberships.filter(role=SpaceRole.COORDINATOR).count()
    refusal = why_not_revoke_role(is_coordinator=membership.role == SpaceRole.COORDINATOR, coordinators=coordinators)
    if refusal:
        raise Refused(refusal)
    _record(membership.space, "spaces.revoked_role", actor, at, {"role": membership.role, "from": membership.user_id})
    membership.delete()


def schedule_all(*, space: Space, stages: Iterable[StageDates], actor: User, at: datetime) -> None:
    for dates in stages:
        schedule_stage(space=space, dates=dates, reason="", actor=actor, at=at)


def _set_status(space: Space, status: SpaceStatus) -> None:
    space.status = status
    space.save(update_fields=["status"])
    refresh_dossier(dossier=space.dossier, state=str(status))


def _news_of(stage: Stage, reason: str, at: datetime) -> dict[str, str]:
    opens, closes = (
        formats.date_format(localtime(moment), "DATETIME_FORMAT") for moment in (stage.opens_at, stage.closes_at)
    )
    return {
        "title": _("Cambió de fecha: %(stage)s") % {"stage": stage.title},
        "text": _("Ahora abre el %(opens)s y cierra el %(closes)s. Motivo: %(reason)s")
        % {"opens": opens, "closes": closes, "reason": reason},
        "key": f"stage:{stage.pk}:{instant(at)}",
    }


def _free_slug(title: str) -> str:
    base = slugify(title)[:100] or "proceso"
    taken = set(Space.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(slug for slug in (base, *(f"{base}-{n}" for n in range(2, 10_000))) if slug not in taken)


def _record(space: Space, kind: str, actor: User, at: datetime, payload: dict[str, object]) -> None:
    record(
        chain=space.chain,
        kind=kind,
        at=at,
        actor_role=SpaceRole.COORDINATOR,
        actor_number=actor.pk,
        subject_kind="space",
        subject_number=space.pk,
        subject_label=space.title,
        payload=payload,
    )
