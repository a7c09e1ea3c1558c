"""Reminders of due dates: an idempotent insert, unique by case, kind, due date and day (INTEGRITY 4.4)."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import formats
from django.utils.translation import gettext as _

from tinkuy.foundation.accounts.models import User

from .. import rules
from ..models import Deadline, Reminder
from .telling import notify


@transaction.atomic
def watch_deadline(
    *,
    subject_kind: str,
    subject_number: int,
    kind: str,
    users: Iterable[User],
    topic: str,
    title: str,
    due_on: date,
    at: datetime,
    text: str = "",
    url: str = "",
    topic_label: str = "",
    offsets: Sequence[int] = rules.OFFSETS,
    is_legal: bool = False,
) -> Deadline:
    """From now on those people are reminded of the due date. Called again it moves the date or changes the people;
    what was told for the old date stays told, and the new date is told anew."""
    what = {
        "topic": topic,
        "topic_label": topic_label[:200],
        "title": " ".join(title.split())[:200],
        "text": text,
        "url": url,
        "due_on": due_on,
        "offsets": sorted(set(offsets)),
        "is_legal": is_legal,
        "closed_at": None,
    }
    case = {"subject_kind": subject_kind, "subject_number": subject_number, "kind": kind}
    deadline, created = Deadline.objects.select_for_update().get_or_create(
        **case, defaults={**what, "opened_at": at, "next_on": None}
    )
    for name, value in what.items():
        setattr(deadline, name, value)
    # What had passed before anybody watched is not told: the person learns of the term by the act itself.
    told = _told(deadline) | (set(rules.passed(due_on, offsets, rules.lima_day(at))) if created else set())
    deadline.next_on = rules.next_on(due_on, offsets, told)
    deadline.save()
    deadline.people.set(users)
    return deadline


@transaction.atomic
def close_deadline(*, subject_kind: str, subject_number: int, kind: str, at: datetime) -> None:
    """It was met, or fell away: nobody is reminded any more."""
    rows = Deadline.objects.filter(subject_kind=subject_kind, subject_number=subject_number, kind=kind)
    rows.filter(closed_at=None).update(closed_at=at)


def remind(*, at: datetime, limit: int = 500) -> int:
    """Tells every deadline whose day has come; returns how many. Each in a transaction of its own: killed in the
    middle, what was told is told and the rest is told next time."""
    today = rules.lima_day(at)
    waiting = Deadline.objects.filter(closed_at=None, next_on__lte=today).order_by("next_on", "id")
    return sum(_remind(number, today, at) for number in waiting.values_list("pk", flat=True)[:limit])


@transaction.atomic
def _remind(number: int, today: date, at: datetime) -> bool:
    deadline = Deadline.objects.select_for_update().get(pk=number)
    told = _told(deadline)
    first = deadline.next_on
    days = [
        offset
        for offset in rules.passed(deadline.due_on, deadline.offsets, today)
        if offset not in told and (first is None or rules.reminder_day(deadline.due_on, offset) >= first)
    ]
    if deadline.closed_at or first is None or not days:
        return False
    Reminder.objects.bulk_create(
        [
            Reminder(deadline=deadline, due_on=deadline.due_on, offset=day, told_at=at, is_sent=day == days[-1])
            for day in days
        ]
    )
    # The days before the first one were over when the deadline was opened; they count as told.
    over = {offset for offset in deadline.offsets if rules.reminder_day(deadline.due_on, offset) < first}
    deadline.next_on = rules.next_on(deadline.due_on, deadline.offsets, told | over | set(days))
    deadline.save(update_fields=["next_on"])
    _tell(deadline, days[-1], today, at)
    return True


def _tell(deadline: Deadline, offset: int, today: date, at: datetime) -> None:
    notify(
        users=deadline.people.all(),
        topic=deadline.topic,
        topic_label=deadline.topic_label,
        kind="reminder",
        title=_("%(when)s: %(title)s") % {"when": _when(deadline.due_on, today), "title": deadline.title},
        text="\n\n".join(part for part in (_sentence(deadline, today), deadline.text) if part),
        url=deadline.url,
        key=f"reminder:{deadline.pk}:{deadline.due_on.isoformat()}:{offset}",
        at=at,
        is_legal=deadline.is_legal,
        is_deadline=True,
    )


def _when(due_on: date, today: date) -> str:
    left = (due_on - today).days
    if left > 1:
        return _("Faltan %(days)s días") % {"days": left}
    if left == 1:
        return _("Vence mañana")
    return _("Vence hoy") if left == 0 else _("Plazo vencido")


def _sentence(deadline: Deadline, today: date) -> str:
    day = formats.date_format(deadline.due_on, "DATE_FORMAT")
    return (_("Venció el %(day)s.") if deadline.due_on < today else _("Vence el %(day)s.")) % {"day": day}


def _told(deadline: Deadline) -> set[int]:
    rows = Reminder.objects.filter(deadline=deadline, due_on=deadline.due_on)
    return set(rows.values_list("offset", flat=True))
