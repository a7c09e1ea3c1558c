from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from .queries import demo_accounts


def people(request: HttpRequest) -> dict[str, Any]:
    """Is the national identity connected?; in a demonstration, its accounts (read only where they are shown)."""
    context: dict[str, Any] = {"national_identity": bool(settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"])}
    if settings.DEMO:
        context["demo_accounts"] = SimpleLazyObject(demo_accounts)
        context["demo_password"] = settings.DEMO_PASSWORD
        context["demo_second_factor"] = settings.DEMO_SECOND_FACTOR
    return context
