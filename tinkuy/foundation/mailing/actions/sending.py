"""Sending what waits, one at a time and the urgent first: fifty thousand digests never stand before a password mail."""

import contextlib
import fcntl
import logging
import smtplib
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection
from django.db.models import F, Q

from .. import rules
from ..models import OutboxMessage

logger = logging.getLogger(__name__)
_ADVISORY_LOCK = 7_465_291
FAILURES_IN_A_ROW = 3


def send_waiting(*, at: datetime, limit: int = 200, seconds: float = 20.0) -> int:
    """Sends what waits; returns how many went out. After each one the next is chosen anew, so the urgent pass
    first. Each message is leased: a sender that dies leaves its lease to run out. What fails waits longer each time; a
    legal notice never gives up. One sender at a time, by a lock that dies with its process: a clock that is set
    forwards while a message is on its way lets nobody else take it."""
    with _only_sender() as alone:
        return _send_in_turn(at, limit, seconds) if alone else 0


def _send_in_turn(at: datetime, limit: int, seconds: float) -> int:
    sent = failures = 0
    started = time.monotonic()
    with contextlib.closing(_Door()) as door:
        for _turn in range(limit):
            elapsed = time.monotonic() - started
            message = _lease_next(at) if elapsed < seconds and failures < FAILURES_IN_A_ROW else None
            if message is None:
                break
            went_out = _send(message, door, at)
            sent += went_out
            failures = 0 if went_out or door.is_open else failures + 1
            if went_out:
                _mark_sent(message, at + timedelta(seconds=time.monotonic() - started))
    return sent


def _lease_next(at: datetime) -> OutboxMessage | None:
    waiting = OutboxMessage.objects.filter(sent_at=None).filter(_free(at))
    waiting = waiting.filter(Q(is_legal_notice=True) | Q(attempts__lt=rules.MAX_ATTEMPTS))
    message = waiting.order_by("priority", "queued_at", "pk").first()
    if message is None:
        return None
    message.message_id = message.message_id or rules.message_id(message.pk, message.key, _domain())
    message.attempts += 1
    row = OutboxMessage.objects.filter(_free(at), pk=message.pk, sent_at=None)
    taken = row.update(leased_until=at + rules.LEASE, attempts=F("attempts") + 1, message_id=message.message_id)
    return message if taken else None


def _free(at: datetime) -> Q:
    """Nobody holds it. A lease further off than any we give was written by a clock that ran ahead: it holds nothing."""
    return Q(leased_until=None) | Q(leased_until__lte=at) | Q(leased_until__gt=at + rules.LONGEST_WAIT)


def _send(message: OutboxMessage, door: "_Door", at: datetime) -> bool:
    try:
        door.pass_through(_as_email(message))
    except Exception as error:  # noqa: BLE001 - whatever the mail server did, the message stays and is tried again
        logger.warning("Message %s was not sent: %s", message.pk, type(error).__name__)
        door.shut(answered=isinstance(error, smtplib.SMTPResponseException | smtplib.SMTPRecipientsRefused))
        wait = at + rules.wait_after(message.attempts)
        OutboxMessage.objects.filter(pk=message.pk).update(leased_until=wait, last_error=type(error).__name__)
        return False
    return True


def _mark_sent(message: OutboxMessage, at: datetime) -> None:
    changes = {"sent_at": at, "leased_until": None, "last_error": ""}
    OutboxMessage.objects.filter(pk=message.pk).update(**changes, **({"body": ""} if message.forget_body else {}))


def _as_email(message: OutboxMessage) -> EmailMessage:
    headers = {"Message-ID": message.message_id, "Auto-Submitted": "auto-generated"}
    return EmailMessage(message.subject, message.body, to=[message.recipient], headers=headers)


def _domain() -> str:
    return urlsplit(settings.BASE_URL).hostname or "localhost"


class _Door:
    """The connection to the mail server, kept open between messages; `is_open`: does the server still answer?."""

    def __init__(self) -> None:
        self._backend: BaseEmailBackend | None = None
        self.is_open = True

    def pass_through(self, email: EmailMessage) -> None:
        if self._backend is None:
            self._backend = get_connection()
            self._backend.open()
        if self._backend.send_messages([email]) != 1:
            raise smtplib.SMTPServerDisconnected("The mail server took nothing.")
        self.is_open = True

    def shut(self, *, answered: bool) -> None:
        self.close()
        self.is_open = answered

    def close(self) -> None:
        if self._backend is not None:
            with contextlib.suppress(OSError):
                self._backend.close()
        self._backend = None


@contextlib.contextmanager
def _only_sender() -> Iterator[bool]:
    """Whether this is the one sender: of the machine by a lock on a file, of the installation by one in PostgreSQL."""
    path = Path(settings.VAR_DIR) / "mail.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
            return
        with _only_in_database() as alone:
            yield alone


@contextlib.contextmanager
def _only_in_database() -> Iterator[bool]:
    if connection.vendor != "postgresql":
        yield True
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_ADVISORY_LOCK])
        alone = cursor.fetchone()[0]
    try:
        yield alone
    finally:
        if alone:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_ADVISORY_LOCK])
