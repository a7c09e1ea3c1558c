"""When a message is tried again, and the name it carries so that two copies are one."""

import hashlib
from datetime import timedelta

from .enums import Priority

LEASE = timedelta(minutes=5)
_WAITS = (1, 5, 15, 60, 240, 720)
LONGEST_WAIT = timedelta(minutes=_WAITS[-1])
MAX_ATTEMPTS = 20


def priority_of(kind: str, is_legal_notice: bool) -> Priority:
    """A legal notice and what opens an account («accounts.…») go first: somebody is waiting for them now."""
    return Priority.FIRST if is_legal_notice or kind.startswith("accounts.") else Priority.ORDINARY


def wait_after(attempts: int) -> timedelta:
    """Minutes to wait after so many failures: 1, 5, 15, an hour, four, then twice a day."""
    return timedelta(minutes=_WAITS[min(attempts, len(_WAITS)) - 1])


def message_id(number: int, key: str, domain: str) -> str:
    """The same for every attempt at the same row: a mailbox that gets it twice keeps one."""
    digest = hashlib.sha256(f"{number}|{key}".encode()).hexdigest()[:32]
    return f"<{digest}@{domain}>"
