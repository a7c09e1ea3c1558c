"""What was told to whom, and how it was sent."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core import signing
from django.db.models import QuerySet
from django.urls import reverse

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.mailing.models import OutboxMessage

from . import rules
from .enums import Cadence, DeadlineState, Preset
from .models import Deadline, Mute, Notice, NoticePreference

_SALT = "tinkuy.notices.mute"
COUNTED = 99


def notices_of(user: User, *, only_unread: bool = False, only_legal: bool = False) -> QuerySet[Notice]:
    rows = Notice.objects.filter(user=user)
    rows = rows.filter(read_at=None) if only_unread else rows
    return rows.filter(is_legal=True) if only_legal else rows


def unread_count(user: Any) -> int:
    """By an index of unread rows alone, and no further than 99: what the header shows."""
    if not getattr(user, "is_authenticated", False):
        return 0
    return len(Notice.objects.filter(user_id=user.pk, read_at=None).values_list("pk", flat=True)[: COUNTED + 1])


def preference_of(user: User) -> NoticePreference:
    row = NoticePreference.objects.filter(user=user).first()
    return row or NoticePreference(user=user, preset=Preset.MINE, cadence=Cadence.DAILY)


def mutes_of(user: User) -> QuerySet[Mute]:
    return Mute.objects.filter(user=user).order_by("-since", "-id")


def mute_link(notice: Notice) -> str:
    """An address that stops this topic for this person, without signing in; nobody else can write it."""
    token = signing.dumps([notice.user_id, notice.topic], salt=_SALT)
    return f"{settings.BASE_URL}{reverse('notices:mute_by_link', args=[token])}"


def read_mute_token(token: str) -> tuple[User | None, str]:
    try:
        number, topic = signing.loads(token, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None, ""
    return User.objects.filter(pk=number, is_active=True).first(), str(topic)


def deadlines_of(user: User, today: date) -> list[tuple[Deadline, DeadlineState]]:
    """What is due for a person, the nearest first; the state as of today, whatever jobs did or did not run."""
    rows = Deadline.objects.filter(people=user, closed_at=None).order_by("due_on", "id")[:50]
    return [(row, rules.deadline_state(row.due_on, today, is_closed=False)) for row in rows]


@dataclass(frozen=True)
class Proof:
    """The proof of sending of a legal notice: what was written, when it was handed over, under which name."""

    number: int
    subject: str
    recipient: str
    queued_at: datetime
    sent_at: datetime | None
    attempts: int
    message_id: str
    text_sha256: str
    last_error: str
    read_at: datetime | None


def proof_of(message: OutboxMessage, *, notice: Notice | None = None, masked: bool = False) -> Proof:
    """`masked`: staff see whose box it is without reading the whole address."""
    said = message.body or (notice.text if notice else "")
    return Proof(
        number=message.pk,
        subject=message.subject,
        recipient=_mask(message.recipient) if masked else message.recipient,
        queued_at=message.queued_at,
        sent_at=message.sent_at,
        attempts=message.attempts,
        message_id=message.message_id,
        text_sha256=hashlib.sha256(f"{message.subject}\n\n{said}".encode()).hexdigest(),
        last_error=message.last_error,
        read_at=notice.read_at if notice else None,
    )


def legal_messages() -> QuerySet[OutboxMessage]:
    return OutboxMessage.objects.filter(is_legal_notice=True)


def _mask(address: str) -> str:
    name, _at, domain = address.partition("@")
    return f"{name[:1]}***@{domain}"
