"""What waits for somebody at the desk, and what closes soon."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from tinkuy.commons.accreditation import queries as accreditation
from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.organizations.models import EntityMembership, PublicBody
from tinkuy.foundation.spaces.enums import SpaceStatus
from tinkuy.foundation.spaces.models import Space, Stage

SOON = timedelta(days=10)


@dataclass(frozen=True)
class Waiting:
    """Something that somebody has to do: how many, where, and until when if there is a term."""

    title: str
    count: int
    url: str
    space_title: str = ""
    due_at: datetime | None = None


def spaces_of(user: User) -> QuerySet[Space]:
    """Spaces where the person holds a role, by itself or as administrator of the entity; the live ones first."""
    mine = Q(memberships__user=user) | Q(body__memberships__user=user, body__memberships__role="administrator")
    return Space.objects.filter(mine).select_related("body", "dossier").distinct().order_by("status", "-created_at")


def bodies_of(user: User) -> QuerySet[PublicBody]:
    """The entities where the person works, and whether it administers each."""
    administers = EntityMembership.objects.filter(body=OuterRef("pk"), user=user, role="administrator")
    mine = PublicBody.objects.filter(memberships__user=user).distinct().order_by("name")
    return mine.annotate(is_administered=Exists(administers))


def closing_soon(user: User, at: datetime) -> QuerySet[Stage]:
    """Stages of the person's published spaces that close within ten days."""
    return (
        Stage.objects.filter(space__in=spaces_of(user), space__status=SpaceStatus.PUBLISHED)
        .filter(opens_at__lte=at, closes_at__gt=at, closes_at__lte=at + SOON)
        .select_related("space")
        .order_by("closes_at")
    )


def waiting_for(user: User, at: datetime) -> list[Waiting]:
    """Everything that waits for the person, what has a term first."""
    rows = _requests_to_review(user)
    return sorted(rows, key=lambda row: (row.due_at is None, row.due_at or at, row.title))


def _requests_to_review(user: User) -> list[Waiting]:
    """Registrations that wait at the desks where the person works."""
    mine = Q(memberships__user=user, memberships__role__in=["desk", "coordinator", "technical_team"])
    mine |= Q(body__memberships__user=user, body__memberships__role="administrator")
    spaces = Space.objects.filter(mine, status=SpaceStatus.PUBLISHED).distinct()
    return [
        Waiting(
            title=_("Inscripciones por atender"),
            count=load.count,
            url=reverse("accreditation:queue", args=[space.slug]),
            space_title=space.title,
        )
        for space, load in accreditation.desk_loads(spaces)
    ]
