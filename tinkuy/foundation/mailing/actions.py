"""Writing to people: a message is part of its fact's transaction; a job sends it once, however often it is killed."""

import logging
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F, Q

from . import rules
from .models import OutboxMessage

logger = logging.getLogger(__name__)


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
) -> OutboxMessage:
    """Writes the message in the caller's transaction; the same key twice is one message. A job sends it.

    The subject is one line, whatever a person typed in the name it carries: a line end in it would never be sent."""
    message, _created = OutboxMessage.objects.get_or_create(
        key=key,
        defaults={
            "recipient": recipient,
            "subject": " ".join(subject.split()),
            "body": body,
            "kind": kind,
            "queued_at": at,
            "is_legal_notice": is_legal_notice,
            "forget_body": forget_body,
        },
    )
    return message


def send_waiting(*, at: datetime, limit: int = 100) -> int:
    """Sends what waits; returns how many went out. Each message is leased first, so that two senders never share one;
    a sender that dies leaves its lease to run out. What fails waits longer each time; a legal notice never gives up."""
    waiting = OutboxMessage.objects.filter(sent_at=None).filter(_free(at))
    waiting = waiting.filter(Q(is_legal_notice=True) | Q(attempts__lt=rules.MAX_ATTEMPTS))
    return sum(_send(number, at) for number in waiting.order_by("queued_at", "pk").values_list("pk", flat=True)[:limit])


def _free(at: datetime) -> Q:
    return Q(leased_until=None) | Q(leased_until__lte=at)


def _send(number: int, at: datetime) -> bool:
    row = OutboxMessage.objects.filter(Q(pk=number, sent_at=None) & _free(at))
    if not row.update(leased_until=at + rules.LEASE, attempts=F("attempts") + 1):
        return False
    message = OutboxMessage.objects.get(pk=number)
    try:
        _as_email(message).send()
    except Exception as error:  # noqa: BLE001 - whatever the mail server did, the message stays and is tried again
        logger.warning("Message %s was not sent: %s", number, type(error).__name__)
        message.leased_until = at + rules.wait_after(message.attempts)
        message.last_error = type(error).__name__
        message.save(update_fields=["leased_until", "last_error"])
        return False
    message.sent_at, message.leased_until, message.last_error = at, None, ""
    if message.forget_body:
        message.body = ""
    message.save(update_fields=["sent_at", "leased_until", "last_error", "body"])
    return True


def _as_email(message: OutboxMessage) -> EmailMessage:
    domain = urlsplit(settings.BASE_URL).hostname or "localhost"
    headers = {"Message-ID": rules.message_id(message.pk, message.key, domain), "Auto-Submitted": "auto-generated"}
    return EmailMessage(message.subject, message.body, to=[message.recipient], headers=headers)
