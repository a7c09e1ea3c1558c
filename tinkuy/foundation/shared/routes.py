"""Every route says who may enter. A view without a declared access fails the build (tests/architecture)."""

from collections.abc import Callable
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])


def declare(access: str) -> Callable[[View], View]:
    """Marks a view with its access in a word: «public», «signed-in», «space:technical_team», «entity:administrator»."""

    def mark(view: View) -> View:
        view.access = access  # type: ignore[attr-defined]
        return view

    return mark


public = declare("public")
