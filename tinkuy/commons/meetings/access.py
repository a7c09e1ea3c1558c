"""Who conducts a meeting: the team of its space, or the staff of its entity when it has no space."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from tinkuy.foundation.accounts.access import require_second_factor
from tinkuy.foundation.shared.routes import declare
from tinkuy.foundation.spaces.queries import roles_of

from . import queries
from .models import Meeting

MeetingView = Callable[..., HttpResponse]
CONDUCTS = ("coordinator", "technical_team", "team_president")
# Where there is no space: roles in the entity that stand for those of a team.
_OF_ENTITY = {"coordinator": {"administrator", "planning"}, "desk": {"desk"}}


def meeting_role(*roles: str) -> Callable[[MeetingView], MeetingView]:
    """A staff page of a meeting, with a second factor. The view receives the meeting."""

    def decorate(view: MeetingView) -> MeetingView:
        @wraps(view)
        def inner(request: HttpRequest, code: str, *args: Any, **kwargs: Any) -> HttpResponse:
            meeting = queries.meeting_of(code)
            if meeting is None:
                raise Http404
            if not _may(request.user, meeting, roles):
                raise PermissionDenied(_("Esta página es del equipo que conduce la reunión."))
            return view(request, meeting, *args, **kwargs)

        return declare("space:" + "|".join(roles))(login_required(require_second_factor(inner)))

    return decorate


def _may(user: Any, meeting: Meeting, roles: tuple[str, ...]) -> bool:
    if meeting.space:
        return bool(roles_of(user, meeting.space) & set(roles))
    wanted = {mine for role in roles for mine in _OF_ENTITY.get(role, set())}
    return meeting.public_body.memberships.filter(user_id=user.pk, role__in=wanted).exists()


conducts = meeting_role(*CONDUCTS)
at_the_door = meeting_role(*CONDUCTS, "desk")
