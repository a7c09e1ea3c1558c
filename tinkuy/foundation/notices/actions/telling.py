"""Telling people. In the caller's transaction: the notice exists if and only if its fact does."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.mailing.actions import queue_message
from tinkuy.foundation.mailing.enums import Priority

from .. import rules
from ..enums import Cadence, Preset, Reach
from ..models import Mute, Notice, NoticePreference
from ..queries import mute_link

_BATCH = 500


@transaction.atomic
def notify(
    *,
    users: Iterable[User],
    topic: str,
    kind: str,
    title: str,
    text: str,
    url: str,
    key: str,
    at: datetime,
    is_legal: bool = False,
    reach: str = Reach.MINE,
    topic_label: str = "",
    is_deadline: bool = False,
) -> int:
    """Tells each person once, however often it is called with the same key; returns how many are told now.

    It stands in «Mis avisos» at once. By mail: a legal notice and a deadline in a message of their own, now; the rest
    in the person's digest, if their preset lets it. Who stopped the topic hears only what is legal."""
    people = {user.pk: user for user in users if user.is_active}
    what = {
        "topic": topic[:120],
        "topic_label": topic_label[:200],
        "kind": kind[:60],
        "reach": str(reach),
        "title": " ".join(title.split())[:200],
        "text": text,
        "url": url,
        "key": key[:160],
        "is_legal": is_legal,
        "created_at": at,
    }
    return sum(_tell(batch, what, at, own_mail=is_legal or is_deadline) for batch in _batches(people))


def _tell(people: dict[int, User], what: dict, at: datetime, *, own_mail: bool) -> int:
    known = set(Notice.objects.filter(user_id__in=people, key=what["key"]).values_list("user_id", flat=True))
    if not what["is_legal"]:
        known |= set(Mute.objects.filter(user_id__in=people, topic=what["topic"]).values_list("user_id", flat=True))
    fresh = [number for number in people if number not in known]
    due = {} if own_mail else _mail_times(fresh, what["reach"], at)
    rows = [Notice(user_id=number, mail_due_at=due.get(number), **what) for number in fresh]
    # Two callers at once: the constraint leaves one row, and only whoever wrote it goes on to write the message.
    Notice.objects.bulk_create(rows, ignore_conflicts=True, batch_size=_BATCH)
    if own_mail:
        for notice in Notice.objects.filter(user_id__in=fresh, key=what["key"], message=None):
            _write_to(people[notice.user_id], notice, at)
    return len(fresh)


def _write_to(user: User, notice: Notice, at: datetime) -> None:
    link = [f"{settings.BASE_URL}{notice.url}"] if notice.url.startswith("/") else []
    stop = [] if notice.is_legal else [_("Para no recibir más avisos de esto: %(link)s") % {"link": mute_link(notice)}]
    notice.message = queue_message(
        recipient=user.email,
        subject=notice.title,
        body="\n\n".join([notice.text, *link, *stop]),
        kind=f"notices.{notice.kind}"[:60],
        key=f"notice:{notice.pk}",
        at=at,
        is_legal_notice=notice.is_legal,
        priority=Priority.FIRST,
    )
    notice.save(update_fields=["message"])


def _mail_times(people: list[int], reach: str, at: datetime) -> dict[int, datetime]:
    """For each person whose preset lets it: when it may go by mail."""
    chosen = {
        number: (preset, cadence)
        for number, preset, cadence in NoticePreference.objects.filter(user_id__in=people).values_list(
            "user_id", "preset", "cadence"
        )
    }
    times = {}
    for number in people:
        preset, cadence = chosen.get(number, (Preset.MINE, Cadence.DAILY))
        if rules.goes_by_mail(preset, reach):
            times[number] = rules.mail_due_at(cadence, at)
    return times


def _batches(people: dict[int, User]) -> Iterator[dict[int, User]]:
    waiting = iter(people.items())
    while batch := dict(islice(waiting, _BATCH)):
        yield batch
