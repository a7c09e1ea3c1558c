"""What staff do with a space: create it, publish its documents, open, suspend, annul and finish it, name its team.

Every act is recorded in the space's chain with who, when and what changed.
"""

from datetime import date, datetime

from django.db import transaction
from django.utils.text import slugify

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.dossiers.actions import open_dossier, publish_dossier, refresh_dossier
from tinkuy.foundation.files.models import StoredFile
from tinkuy.foundation.organizations.models import PublicBody
from tinkuy.foundation.shared.refusals import Refused

from .. import registry
from ..enums import SpaceRole, SpaceStatus
from ..models import Space, SpaceDocument, SpaceMembership, StatusChange
from ..queries import why_not_publish_space
from ..refusals import SpaceRefusal
from ..rules import why_not_change_status, why_not_grant_role, why_not_revoke_role
from ..signals import space_published
from .acts import record_act


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
    slug = slug or free_slug(title)
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
    record_act(space, "spaces.created_space", actor, at, {"title": title, "level": level, "component": component})
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
    record_act(space, "spaces.described_space", actor, at, {"changed": changed})


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
    record_act(
        space, "spaces.published_document", actor, at, {**payload, "replaces": replaced.pk if replaced else None}
    )
    return document


@transaction.atomic
def publish_space(*, space: Space, actor: User, at: datetime) -> None:
    """From now on anybody may read it, and its stages open on their dates."""
    refusal = why_not_publish_space(space)
    if refusal:
        raise Refused(refusal)
    set_status(space, SpaceStatus.PUBLISHED)
    publish_dossier(dossier=space.dossier, at=at)
    space_published.send(sender=Space, space=space, at=at)
    record_act(space, "spaces.published_space", actor, at, {"title": space.title})


@transaction.atomic
def finish_space(*, space: Space, actor: User, at: datetime) -> None:
    if space.status != SpaceStatus.PUBLISHED:
        raise Refused(SpaceRefusal.NOT_PUBLISHED_YET)
    set_status(space, SpaceStatus.FINISHED)
    record_act(space, "spaces.finished_space", actor, at, {})


@transaction.atomic
def change_status(*, space: Space, status: str, norm: str, reason: str, actor: User, at: datetime) -> StatusChange:
    """Suspends the whole process, takes it up again or annuls it, with the norm that orders it (law.md 1.3)."""
    locked = Space.objects.select_for_update().get(pk=space.pk)
    refusal = why_not_change_status(now=locked.status, to=status, norm=norm, reason=reason)
    if refusal:
        raise Refused(refusal)
    set_status(space, SpaceStatus(status))
    change = StatusChange.objects.create(space=space, status=status, norm=norm, reason=reason, changed_at=at)
    payload = {"before": locked.status, "after": status, "norm": norm, "reason": reason}
    record_act(space, "spaces.changed_status", actor, at, payload)
    return change


@transaction.atomic
def grant_role(*, space: Space, user: User | None, role: str, actor: User, at: datetime) -> SpaceMembership:
    """Names somebody to the team: a person who already has an account."""
    refusal = why_not_grant_role(has_account=user is not None and user.is_active)
    if refusal or user is None:
        raise Refused(refusal or SpaceRefusal.NO_SUCH_ACCOUNT)
    membership, created = SpaceMembership.objects.get_or_create(space=space, user=user, role=role)
    if created:
        record_act(space, "spaces.granted_role", actor, at, {"role": role, "to": user.pk})
    return membership


@transaction.atomic
def revoke_role(*, membership: SpaceMembership, actor: User, at: datetime) -> None:
    """Takes a role back. The last coordinator cannot leave: nobody would be left to conduct the process."""
    Space.objects.select_for_update().get(pk=membership.space_id)
    coordinators = membership.space.memberships.filter(role=SpaceRole.COORDINATOR).count()
    refusal = why_not_revoke_role(is_coordinator=membership.role == SpaceRole.COORDINATOR, coordinators=coordinators)
    if refusal:
        raise Refused(refusal)
    record_act(
        membership.space, "spaces.revoked_role", actor, at, {"role": membership.role, "from": membership.user_id}
    )
    membership.delete()


def set_status(space: Space, status: SpaceStatus) -> None:
    space.status = status
    space.save(update_fields=["status"])
    refresh_dossier(dossier=space.dossier, state=str(status))


def free_slug(title: str) -> str:
    base = slugify(title)[:100] or "proceso"
    taken = set(Space.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(slug for slug in (base, *(f"{base}-{n}" for n in range(2, 10_000))) if slug not in taken)
