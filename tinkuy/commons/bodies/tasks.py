from datetime import datetime

from .actions import end_expired, tell_ends


def mandates(*, at: datetime) -> str:
    """Closes what is over and tells what will be; run twice it writes nothing twice."""
    return f"{end_expired(at=at)} mandates closed, {tell_ends(at=at)} notices"
