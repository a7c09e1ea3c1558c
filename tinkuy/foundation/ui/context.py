from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject


def site(request: HttpRequest) -> dict[str, object]:
    """What every page knows: whether this is the demonstration, where the source is, whether the person is staff."""
    return {
        "demo": settings.DEMO,
        "source_url": getattr(settings, "SOURCE_URL", ""),
        "is_staff_somewhere": SimpleLazyObject(
            lambda: getattr(getattr(request, "user", None), "works_somewhere", False)
        ),
    }


def _works_somewhere(request: HttpRequest) -> bool:
    """One query, asked only if the page shows it."""
    return bool(getattr(getattr(request, "user", None), "works_somewhere", False))
