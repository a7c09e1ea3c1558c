"""Who may enter an entity's staff pages."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from tinkuy.foundation.accounts.access import require_second_factor
from tinkuy.foundation.shared.routes import declare

from .models import PublicBody

BodyView = Callable[..., HttpResponse]


def entity_role(*roles: str) -> Callable[[BodyView], BodyView]:
    """A staff page of an entity: one of the roles in that entity, with a second factor."""

    def decorate(view: BodyView) -> BodyView:
        @wraps(view)
        def inner(request: HttpRequest, entity: str, *args: Any, **kwargs: Any) -> HttpResponse:
            body = get_object_or_404(PublicBody, slug=entity)
            if not body.memberships.filter(user_id=request.user.pk or 0, role__in=roles).exists():
                raise PermissionDenied(_("Esta página es del equipo de la entidad."))
            return view(request, body, *args, **kwargs)

        return declare("entity:" + "|".join(roles))(login_required(require_second_factor(inner)))

    return decorate
