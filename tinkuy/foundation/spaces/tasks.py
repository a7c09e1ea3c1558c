"""What the clock does to spaces. May run twice, or late: whether a stage is open is asked of the clock on each read."""

from datetime import datetime

from .actions import warn_of_missing_documents


def warn(at: datetime) -> str:
    return f"{warn_of_missing_documents(at=at)} people warned"
