"""What a person decides about their notices."""

from datetime import datetime

from django.db import transaction

from tinkuy.foundation.accounts.models import User

from .. import rules
from ..models import Mute, Notice, NoticePreference
from ..queries import read_mute_token


def read_notice(*, notice: Notice, at: datetime) -> None:
    """The first reading stays: of a legal notice it is part of the proof."""
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=at)


def read_all(*, actor: User, at: datetime) -> int:
    """All but the legal ones, which are opened one by one."""
    return Notice.objects.filter(user=actor, read_at=None, is_legal=False).update(read_at=at)


@transaction.atomic
def set_preference(*, actor: User, preset: str, cadence: str, at: datetime) -> NoticePreference:
    """What already waits for a mail waits as the person chose now."""
    row, _created = NoticePreference.objects.update_or_create(
        user=actor, defaults={"preset": preset, "cadence": cadence}
    )
    waiting = Notice.objects.filter(user=actor, mail=None, mail_due_at__isnull=False)
    kept = [reach for reach in ("mine", "followed", "general") if rules.goes_by_mail(preset, reach)]
    waiting.exclude(reach__in=kept).update(mail_due_at=None)
    waiting.filter(reach__in=kept).update(mail_due_at=rules.mail_due_at(cadence, at))
    return row


def mute(*, actor: User, topic: str, at: datetime) -> Mute:
    """Stops a topic; stopping it twice is stopping it once."""
    last = Notice.objects.filter(user=actor, topic=topic).order_by("-id").first()
    label = (last.topic_label or last.title) if last else topic
    return Mute.objects.get_or_create(user=actor, topic=topic, defaults={"label": label[:200], "since": at})[0]


def unmute(*, actor: User, topic: str) -> None:
    Mute.objects.filter(user=actor, topic=topic).delete()


def mute_by_link(*, token: str, at: datetime) -> Mute | None:
    """By the signed link of a mail, without signing in. None when the link is not ours."""
    user, topic = read_mute_token(token)
    return mute(actor=user, topic=topic, at=at) if user else None


def forget_person(*, user_number: int) -> None:
    """An account was closed: what was told to it goes, save the proof of legal notices."""
    Notice.objects.filter(user_id=user_number, is_legal=False).delete()
    Mute.objects.filter(user_id=user_number).delete()
    NoticePreference.objects.filter(user_id=user_number).delete()
