"""What the demonstration left: for the command, and for whoever wants to walk through it."""

from typing import Any

from django.conf import settings
from django.utils import timezone

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.organizations.models import PublicBody
from tinkuy.foundation.spaces.models import Space


def what_there_is() -> dict[str, Any]:
    """entities, spaces (slug, title, status, what one can do now) and accounts with their role."""
    accounts = User.objects.filter(is_demo=True).exclude(demo_role="").order_by("pk")
    return {
        "entities": list(PublicBody.objects.order_by("slug").values("slug", "name")),
        "spaces": [
            {"slug": space.slug, "title": space.title, "status": space.status, "stage": _stage_of(space)}
            for space in Space.objects.prefetch_related("stages").order_by("created_at")
        ],
        "accounts": [{"email": user.email, "role": user.demo_role} for user in accounts],
        "password": settings.DEMO_PASSWORD,
        "second_factor": settings.DEMO_SECOND_FACTOR,
    }


def _stage_of(space: Space) -> str:
    """The kinds of the stages that run now, as words: «votacion», «inscripcion, ideas»; empty when none does."""
    now = timezone.now()
    return ", ".join(stage.kind for stage in space.stages.all() if stage.opens_at <= now < stage.closes_at)
