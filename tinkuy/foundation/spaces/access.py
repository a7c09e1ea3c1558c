"""Who may enter a page of a space. The view receives the space; strangers get 404, the wrong role gets 403."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import resolve
from django.utils.translation import gettext as _

from tinkuy.foundation.accounts.access import require_second_factor
from tinkuy.foundation.shared.routes import declare

from . import queries

SpaceView = Callable[..., HttpResponse]


def public_space(view: SpaceView) -> SpaceView:
    """A page of a published space that anybody may read. The view's second argument is the space."""

    @wraps(view)
    def inner(request: HttpRequest, slug: str, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, get_object_or_404(queries.visible_to(request.user), slug=slug), *args, **kwargs)

    return declare("public")(inner)


def signed_in_space(view: SpaceView) -> SpaceView:
    """A page of a space for anybody with an account."""

    @wraps(view)
    def inner(request: HttpRequest, slug: str, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, get_object_or_404(queries.visible_to(request.user), slug=slug), *args, **kwargs)

    return declare("signed-in")(login_required(inner))


def space_role(*roles: str) -> Callable[[SpaceView], SpaceView]:
    """A staff page of a space: one of the roles, with a second factor. To others the page does not exist."""

    def decorate(view: SpaceView) -> SpaceView:
        @wraps(view)
        def inner(request: HttpRequest, slug: str, *args: Any, **kwargs: Any) -> HttpResponse:
            space = get_object_or_404(queries.visible_to(request.user), slug=slug)
            if not queries.roles_of(request.user, space) & set(roles):
                raise PermissionDenied(_("Esta página es del equipo que conduce el proceso."))
            return view(request, space, *args, **kwargs)

        return declare("space:" + "|".join(roles))(login_required(require_second_factor(inner)))

    return decorate


def may_enter(url: str, roles: frozenset[str]) -> bool:
    """Whether somebody with these roles in the space may enter that address, by what its route declares."""
    access = getattr(resolve(url).func, "access", "")
    return not access.startswith("space:") or bool(roles & set(access.removeprefix("space:").split("|")))
