from datetime import datetime

from .actions import send_waiting


def send(at: datetime) -> str:
    """The periodic job: in words, what it did."""
    return f"{send_waiting(at=at)} enviados"
