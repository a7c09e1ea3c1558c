from datetime import datetime

from . import actions


def digests(at: datetime) -> str:
    """The periodic job: in words, what it did."""
    return f"{actions.send_digests(at=at)} resúmenes"


def reminders(at: datetime) -> str:
    return f"{actions.remind(at=at)} plazos avisados"
