"""The mails that gather notices: idempotent, in small transactions, behind everybody else's mail."""

from collections import defaultdict
from datetime import datetime

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tinkuy.foundation.mailing.actions import Letter, queue_messages
from tinkuy.foundation.mailing.enums import Priority

from .. import rules
from ..models import Mute, Notice, NoticeMail
from ..queries import mute_link

PEOPLE_AT_ONCE = 100


def send_digests(*, at: datetime, limit: int = 1000) -> int:
    """Composes what is due for at most `limit` people; returns how many mails. In the hours of rest, none.

    A hundred people per transaction, so that nobody who writes meanwhile waits long; killed in the middle, the next
    run does the rest: notice, mail and message are written together or not at all."""
    if rules.is_rest(at):
        return 0
    composed = 0
    for _round in range(-(-limit // PEOPLE_AT_ONCE)):
        done = _compose_some(at)
        composed += done[1]
        if not done[0]:
            break
    return composed


@transaction.atomic
def _compose_some(at: datetime) -> tuple[int, int]:
    """How many people were looked at, and how many mails they get."""
    waiting = Notice.objects.filter(mail=None, mail_due_at__lte=at)
    people = list(waiting.order_by("mail_due_at").values_list("user_id", flat=True)[: PEOPLE_AT_ONCE * 4])
    people = list(dict.fromkeys(people))[:PEOPLE_AT_ONCE]
    if not people:
        return 0, 0
    rows = waiting.filter(user_id__in=people).select_related("user").order_by("user_id", "id")
    if connection.vendor == "postgresql":
        rows = rows.select_for_update(of=("self",), skip_locked=True)
    by_person = defaultdict(list)
    for notice in rows:
        by_person[notice.user_id].append(notice)
    return len(people), _compose(by_person, at)


def _compose(by_person: dict[int, list[Notice]], at: datetime) -> int:
    day = rules.lima_day(at)
    turns = dict(
        NoticeMail.objects.filter(user_id__in=by_person, day=day)
        .values_list("user_id")
        .annotate(turn=Max("number"))
        .values_list("user_id", "turn")
    )
    muted = set(Mute.objects.filter(user_id__in=by_person).values_list("user_id", "topic"))
    mails, letters, told = [], [], []
    for number, notices in by_person.items():
        wanted = [notice for notice in notices if (number, notice.topic) not in muted and notice.user.is_active]
        _set_aside([notice for notice in notices if notice not in wanted])
        turn = turns.get(number, 0) + 1
        if turn > rules.DAILY_CAP:
            _wait([notice.pk for notice in wanted], at)
        elif wanted:
            mails.append(NoticeMail(user_id=number, day=day, number=turn, composed_at=at))
            told.append(wanted)
            letters.append(_letter(wanted, f"notices:{number}:{day.isoformat()}:{turn}"))
    NoticeMail.objects.bulk_create(mails)
    for mail, wanted in zip(mails, told, strict=True):
        Notice.objects.filter(pk__in=[notice.pk for notice in wanted]).update(mail=mail)
    queue_messages(letters=letters, kind="notices.digest", at=at, priority=Priority.DIGEST)
    return len(mails)


def _set_aside(notices: list[Notice]) -> None:
    """Stopped meanwhile: they stay in «Mis avisos», and never go by mail."""
    if notices:
        Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(mail_due_at=None)


def _wait(numbers: list[int], at: datetime) -> None:
    """Three mails went today: the rest goes tomorrow."""
    Notice.objects.filter(pk__in=numbers).update(mail_due_at=rules.next_morning(at))


def _letter(notices: list[Notice], key: str) -> Letter:
    count = len(notices)
    subject = (
        notices[0].title
        if count == 1
        else ngettext("%(n)s aviso de Tinkuy", "%(n)s avisos de Tinkuy", count) % {"n": count}
    )
    parts = [_("Hola, %(name)s:") % {"name": notices[0].user.given_names or notices[0].user.email}]
    topics = {}
    for notice in notices:
        where = f"\n{settings.BASE_URL}{notice.url}" if notice.url.startswith("/") else ""
        parts.append(f"{notice.title}\n{notice.text}{where}")
        topics[notice.topic] = notice
    for notice in topics.values():
        label = notice.topic_label or notice.title
        parts.append(_("No quiero más avisos de «%(topic)s»: %(link)s") % {"topic": label, "link": mute_link(notice)})
    preferences = f"{settings.BASE_URL}{reverse('notices:preferences')}"
    parts.append(_("Elige qué te avisamos y cada cuánto: %(link)s") % {"link": preferences})
    return Letter(notices[0].user.email, subject, "\n\n".join(parts), key)
