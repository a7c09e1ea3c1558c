from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from .queries import unread_count


def unread(request: HttpRequest) -> dict[str, Any]:
    """How many notices wait unread; one query, asked only where the header of who signed in shows it."""
    return {"unread_notices": SimpleLazyObject(lambda: unread_count(getattr(request, "user", None)))}
