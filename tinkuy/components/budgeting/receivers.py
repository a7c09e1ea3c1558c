"""What the participatory budget tells when the foundation asks."""

from typing import Any

from tinkuy.foundation.accounts.models import User

from .queries.ideas import personal_data_of


def ideas_of_the_person(*, user: User, **_: object) -> tuple[str, dict[str, Any]] | None:
    """For the download of one's data (Ley 29733): the ideas proposed and the ideas supported."""
    data = personal_data_of(user)
    return ("ideas", data) if any(data.values()) else None
