"""Ideas that invented people propose."""

from datetime import datetime

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.spaces.models import Space


def propose_ideas(*, space: Space, first: int, count: int, answered: int, team: dict[str, User], at: datetime) -> None:
    """Until ideas land."""
