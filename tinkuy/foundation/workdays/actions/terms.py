"""Terms with their working. A calendar that changes flags them; only an official, with a reason, moves a date."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import formats

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.organizations.models import PublicBody
from tinkuy.foundation.shared.refusals import Refused

from .. import queries
from ..enums import TermUnit
from ..models import Term, TermChange, TermSuspension
from ..refusals import TermRefusal
from ..rules import why_not_decide
from ..signals import term_moved
from .acts import record_act


@transaction.atomic
def open_term(
    *,
    subject_kind: str,
    subject_number: int,
    label: str,
    start: date,
    working_days: int,
    norm: str,
    at: datetime,
    ubigeo: str = "",
    residence: str = "",
    entity: str = "",
    unit: str = TermUnit.WORKING,
) -> Term:
    """Counts a term and keeps it with every step. The same term opened twice is one; another of the same label while
    one is open is refused. `residence`: where the person lives, for the distance (146). `entity`: its slug, whose
    officials decide when the calendar changes. `unit` other than working days: `working_days` is the amount."""
    added = queries.distance(residence, ubigeo)
    due = queries.count(start, unit, working_days, queries.calendar_of(ubigeo=ubigeo), added)
    case = {"subject_kind": subject_kind, "subject_number": subject_number, "label": label[:200]}
    try:
        with transaction.atomic():
            return Term.objects.create(
                **case,
                entity_slug=entity,
                start=start,
                unit=unit,
                amount=working_days,
                norm=norm[:200],
                ubigeo=ubigeo,
                residence=residence,
                distance_days=added.days,
                distance_in_working_days=added.in_working_days,
                due_on=due.due,
                steps=queries.as_steps(due),
                opened_at=at,
            )
    except IntegrityError as error:
        term = Term.objects.filter(**case, closed_at=None).first()
        if term and (term.start, term.amount, term.unit, term.ubigeo) == (start, working_days, unit, ubigeo):
            return term
        due_on = formats.date_format(term.due_on, "DATE_FORMAT") if term else ""
        raise Refused(TermRefusal.ALREADY_OPEN, due=due_on) from error


@transaction.atomic
def close_term(*, term: Term, at: datetime) -> None:
    """It was met or fell away; closing twice is closing once."""
    Term.objects.filter(pk=term.pk, closed_at=None).update(
        closed_at=at, flagged_at=None, flagged_due_on=None, flagged_because=""
    )


@transaction.atomic
def recompute_term(*, term: Term, reason: str, actor: User, at: datetime, body: PublicBody | None = None) -> Term:
    """The official moves the due date to what the calendar of today gives. What stood before stays, with the reason."""
    held = _held(term, reason)
    due = queries.count_again(held)
    change = _decide(held, due.due, reason, actor, at)
    held.due_on, held.steps = due.due, queries.as_steps(due)
    _clear(held)
    _record("workdays.recomputed_term", held, change, actor, body, at)
    transaction.on_commit(lambda: term_moved.send(sender=Term, term=held))
    return held


@transaction.atomic
def keep_term(*, term: Term, reason: str, actor: User, at: datetime, body: PublicBody | None = None) -> Term:
    """The official leaves the date as it was notified, and says why."""
    held = _held(term, reason)
    change = _decide(held, held.due_on, reason, actor, at)
    _clear(held)
    _record("workdays.kept_term", held, change, actor, body, at)
    return held


def flag_terms(*, ubigeo: str, first: date, last: date, because: str, at: datetime, only: Term | None = None) -> int:
    """Marks the open terms of a place whose date the changed calendar would move; returns how many. Nothing moves."""
    rows = Term.objects.select_for_update().filter(closed_at=None, ubigeo__startswith=ubigeo, start__lt=last)
    rows = rows.filter(pk=only.pk) if only else rows.filter(Q(due_on__gte=first) | Q(flagged_due_on__gte=first))
    own = set(TermSuspension.objects.exclude(term=None).values_list("term_id", flat=True))
    calendars: dict[str, queries.Calendar] = {}
    flagged = 0
    for term in rows.order_by("pk"):
        if term.pk in own:
            calendar = queries.calendar_of(ubigeo=term.ubigeo, term=term)
        else:
            calendar = calendars.get(term.ubigeo) or queries.calendar_of(ubigeo=term.ubigeo)
            calendars[term.ubigeo] = calendar
        flagged += _flag(term, queries.count_again(term, calendar).due, because, at)
    return flagged


def _flag(term: Term, due: date, because: str, at: datetime) -> bool:
    if due == term.due_on:
        if term.flagged_at:
            _clear(term)
        return False
    term.flagged_due_on, term.flagged_at, term.flagged_because = due, at, because[:300]
    term.save(update_fields=["flagged_due_on", "flagged_at", "flagged_because"])
    return True


def _held(term: Term, reason: str) -> Term:
    held = Term.objects.select_for_update().get(pk=term.pk)
    refusal = why_not_decide(
        is_closed=held.closed_at is not None, is_flagged=held.flagged_at is not None, reason=reason
    )
    if refusal:
        raise Refused(refusal)
    return held


def _decide(term: Term, due: date, reason: str, actor: User, at: datetime) -> TermChange:
    return TermChange.objects.create(
        term=term,
        due_before=term.due_on,
        due_after=due,
        steps_before=term.steps,
        because=term.flagged_because,
        reason=reason.strip()[:300],
        decided_by=actor,
        at=at,
    )


def _clear(term: Term) -> None:
    term.flagged_due_on, term.flagged_at, term.flagged_because = None, None, ""
    term.save(update_fields=["due_on", "steps", "flagged_due_on", "flagged_at", "flagged_because"])


def _record(kind: str, term: Term, change: TermChange, actor: User, body: PublicBody | None, at: datetime) -> None:
    dates = [change.due_before.isoformat(), change.due_after.isoformat()]
    said = {"term": term.pk, "subject": term.subject_kind, "due": dates, "reason": change.reason}
    record_act(kind, label=term.label, actor=actor, body=body, at=at, said={**said, "because": change.because})
