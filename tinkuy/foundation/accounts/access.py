"""Who may enter: anybody, anybody with an account, staff who gave a second factor in this very session."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from tinkuy.foundation.shared.routes import declare

View = Callable[..., HttpResponse]


def signed_in(view: View) -> View:
    return declare("signed-in")(login_required(view))


def require_second_factor(view: View) -> View:
    """Staff pages answer only to accounts with a second factor; without one, the person is led to set it up."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not has_second_factor(request.user):
            messages.warning(
                request, _("Para entrar al panel necesitas un segundo factor. Actívalo aquí; toma un minuto.")
            )
            return redirect("mfa_activate_totp")
        if not session_has_second_factor(request):
            return redirect(f"{reverse('mfa_reauthenticate')}?{urlencode({'next': _way_back(request)})}")
        return view(request, *args, **kwargs)

    return inner


def operator(view: View) -> View:
    """Pages of who runs the platform."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not getattr(request.user, "is_operator", False):
            raise PermissionDenied(_("Esta página es de quien administra la plataforma."))
        return view(request, *args, **kwargs)

    return declare("operator")(login_required(require_second_factor(inner)))


def has_second_factor(user: Any) -> bool:
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return Authenticator.objects.filter(user_id=user.pk, type__in=kinds).exists()


def session_has_second_factor(request: HttpRequest) -> bool:
    """Having a second factor is not enough: whoever stole a session made without it must not enter."""
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user))


def _way_back(request: HttpRequest) -> str:
    return request.get_full_path() if request.method in ("GET", "HEAD") else "/"
