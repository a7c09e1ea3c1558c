from datetime import datetime

from .models import OutboxMessage


def queue_message(
    *,
    recipient: str,
    subject: str,
    body: str,
    kind: str,
    key: str,
    at: datetime,
    is_legal_notice: bool = False,
) -> OutboxMessage:
    """Writes the message in the caller's transaction; the same key twice is one message. A job sends it."""
    message, _created = OutboxMessage.objects.get_or_create(
        key=key,
        defaults={
            "recipient": recipient,
            "subject": subject,
            "body": body,
            "kind": kind,
            "queued_at": at,
            "is_legal_notice": is_legal_notice,
        },
    )
    return message
