"""Staff pages of a process: the space's roles, and the process already found. Without one, to where it is opened."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from tinkuy.foundation.spaces.access import space_role
from tinkuy.foundation.spaces.enums import SpaceRole
from tinkuy.foundation.spaces.models import Space

from .queries.process import process_of

COORDINATION = (SpaceRole.COORDINATOR,)
TEAM = (SpaceRole.COORDINATOR, SpaceRole.TEAM_PRESIDENT, SpaceRole.TECHNICAL_TEAM)
EVALUATORS = (SpaceRole.TEAM_PRESIDENT, SpaceRole.TECHNICAL_TEAM)
PRESIDENCY = (SpaceRole.TEAM_PRESIDENT,)
EVERYBODY = tuple(SpaceRole.values)

ProcessView = Callable[..., HttpResponse]


def process_role(*roles: str) -> Callable[[ProcessView], ProcessView]:
    """The view's second argument is the process; its space is `process.space`."""

    def decorate(view: ProcessView) -> ProcessView:
        @wraps(view)
        def inner(request: HttpRequest, space: Space, *args: Any, **kwargs: Any) -> HttpResponse:
            process = process_of(space)
            if process is None:
                return redirect("budgeting:desk", slug=space.slug)
            return view(request, process, *args, **kwargs)

        return space_role(*roles)(inner)

    return decorate
