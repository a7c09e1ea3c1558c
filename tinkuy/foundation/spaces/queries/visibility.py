from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.organizations.models import EntityMembership

from .. import registry
from ..enums import SpaceStatus
from ..models import Space, SpaceMembership
from ..refusals import SpaceRefusal, StageRefusal
from ..rules import StageFacts, why_not_open, why_not_publish
from .rules import unexplained


def visible_to(viewer: object) -> QuerySet[Space]:
    """Spaces that may be known to exist: published, finished or annulled; drafts only to those who hold a role."""
    public = ~Q(status=SpaceStatus.DRAFT)
    if isinstance(viewer, User):
        if viewer.is_operator:
            return Space.objects.select_related("body", "dossier")
        # Sub-queries, not joins: a space stays one row, and the voter's way pays for no DISTINCT.
        public |= Q(Exists(SpaceMembership.objects.filter(space=OuterRef("pk"), user=viewer)))
        public |= Q(Exists(EntityMembership.objects.filter(body=OuterRef("body"), user=viewer)))
    return Space.objects.filter(public).select_related("body", "dossier")


def why_not(space: Space, act: str, at: datetime) -> StageRefusal | None:
    """The reason why the act is shut at that moment, or None. The only place that compares a stage with a moment."""
    if space.status in (SpaceStatus.FINISHED, SpaceStatus.ANNULLED):
        return StageRefusal.PROCESS_ENDED
    component = registry.component(space.component)
    stages = [stage for stage in space.stages.all() if act in component.acts_opened_by(stage.kind)]
    needs_documents = any(stage.required_document for stage in stages)
    return why_not_open(
        [StageFacts(stage.opens_at, stage.closes_at, stage.required_document) for stage in stages],
        is_published=space.status == SpaceStatus.PUBLISHED,
        published_documents=_published_kinds(space) if needs_documents else frozenset(),
        at=at,
        is_suspended=space.status == SpaceStatus.SUSPENDED,
    )


def why_not_publish_space(space: Space) -> SpaceRefusal | None:
    return why_not_publish(
        is_draft=space.status == SpaceStatus.DRAFT,
        stage_count=space.stages.count(),
        legal_basis=space.legal_basis,
        responsible_unit=space.responsible_unit,
        unexplained=len(unexplained(space)),
    )


def is_open(space: Space, act: str, at: datetime) -> bool:
    return why_not(space, act, at) is None


def roles_of(viewer: object, space: Space) -> frozenset[str]:
    """Space roles of the person; an administrator of the entity coordinates all its spaces."""
    if not isinstance(viewer, User):
        return frozenset()
    roles = set(space.memberships.filter(user=viewer).values_list("role", flat=True))
    if space.body.memberships.filter(user=viewer, role="administrator").exists():
        roles.add("coordinator")
    return frozenset(roles)


def _published_kinds(space: Space) -> frozenset[str]:
    """A document is replaced only by one of its kind, so that every kind that was published still is."""
    return frozenset(document.kind for document in space.documents.all())
