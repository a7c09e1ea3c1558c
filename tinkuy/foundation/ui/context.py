from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject


def site(request: HttpRequest) -> dict[str, object]:
    """What every page knows: whether this is the demonstration, where the source is, whether the person is staff."""
    return {
        "demo": settings.DEMO,
        "source_url": getattr(settings, "SOURCE_URL", ""),
        "is_staff_somewhere": SimpleLazyObject(lambda: _is_staff_somewhere(getattr(request, "user", None))),
    }


def _is_staff_somewhere(user: Any) -> bool:
    """A role in some entity or space, or the platform's operator: one query, asked only if the page shows it."""
    if user is None or not user.is_authenticated:
        return False
    if user.is_operator:
        return True
    has_role = Q(entity_memberships__isnull=False) | Q(space_memberships__isnull=False)
    return get_user_model().objects.filter(has_role, pk=user.pk).exists()
