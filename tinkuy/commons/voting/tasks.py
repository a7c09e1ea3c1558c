"""What the clock does to a poll. Each may run twice, or late: the vote itself is shut by the server's clock."""

from datetime import datetime

from .actions import close_due_polls, end_stale_sessions, forget_destroyed_keys, seal_due_batches


def seal(at: datetime) -> str:
    return f"{seal_due_batches(at=at)} seals"


def close(at: datetime) -> str:
    return f"{close_due_polls(at=at)} polls closed"


def end_desk_sessions(at: datetime) -> str:
    """Whose session it was is forgotten when it runs out."""
    return f"{end_stale_sessions(at=at)} desk sessions ended"


def forget_keys(at: datetime) -> str:
    """A kill between the act and the file leaves a key behind: it goes now."""
    return f"{forget_destroyed_keys()} keys"
