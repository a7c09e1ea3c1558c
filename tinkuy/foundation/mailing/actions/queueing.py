"""Writing to people: a message is part of its fact's transaction; a job sends it once, however often it is killed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ..enums import Priority
from ..models import OutboxMessage
from ..rules import priority_of


@dataclass(frozen=True)
class Letter:
    """What one of many messages says; the rest is the same for all of them."""

    recipient: str
    subject: str
    body: str
    key: str


def queue_message(
    *,
    recipient: str,
    subject: str,
    body: str,
    kind: str,
    key: str,
    at: datetime,
    is_legal_notice: bool = False,
    forget_body: bool = False,
    priority: int | None = None,
) -> OutboxMessage:
    """Writes the message in the caller's transaction; the same key twice is one message. A job sends it.

    The subject is one line, whatever a person typed in the name it carries: a line end in it would never be sent.
    Without a `priority`: what opens an account or is a legal notice goes first, the rest in its turn."""
    message, _created = OutboxMessage.objects.get_or_create(
        key=key,
        defaults={
            "recipient": recipient,
            "subject": _one_line(subject),
            "body": body,
            "kind": kind,
            "queued_at": at,
            "is_legal_notice": is_legal_notice,
            "forget_body": forget_body,
            "priority": priority_of(kind, is_legal_notice) if priority is None else priority,
        },
    )
    return message


def queue_messages(*, letters: Sequence[Letter], kind: str, at: datetime, priority: int = Priority.DIGEST) -> None:
    """Many of a kind in one statement: a key that is there already is left as it is."""
    OutboxMessage.objects.bulk_create(
        [
            OutboxMessage(
                recipient=letter.recipient,
                subject=_one_line(letter.subject),
                body=letter.body,
                key=letter.key,
                kind=kind,
                queued_at=at,
                priority=priority,
            )
            for letter in letters
        ],
        ignore_conflicts=True,
        batch_size=200,
    )


def _one_line(subject: str) -> str:
    return " ".join(subject.split())[:200]
