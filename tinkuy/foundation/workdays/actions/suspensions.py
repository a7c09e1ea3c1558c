"""What suspends terms by a norm, and what the distance adds to them."""

from datetime import date, datetime

from django.db import transaction

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.organizations.models import PublicBody
from tinkuy.foundation.shared.refusals import Refused

from ..models import DistanceTerm, Term, TermSuspension
from ..refusals import CalendarRefusal, TermRefusal
from ..rules import why_not_declare, why_not_withdraw
from .acts import check_place, record_act, territory_of
from .terms import flag_terms


@transaction.atomic
def suspend(
    *,
    starts_on: date,
    ends_on: date,
    reason: str,
    norm: str,
    actor: User,
    at: datetime,
    ubigeo: str = "",
    term: Term | None = None,
    body: PublicBody | None = None,
) -> TermSuspension:
    """Terms stand still from one day to another, both included: all in a place, or one. Those open are flagged."""
    place = term.ubigeo if term else ubigeo
    own = territory_of(body) if term is None else None
    refusal = why_not_declare(norm=norm, ubigeo=place, territory=own)
    if refusal is None and ends_on < starts_on:
        refusal = CalendarRefusal.SUSPENSION_BACKWARDS
    if refusal is None and not reason.strip():
        refusal = CalendarRefusal.REASON_MISSING
    if refusal:
        raise Refused(refusal)
    if term and term.closed_at:
        raise Refused(TermRefusal.CLOSED)
    check_place(ubigeo)
    row = TermSuspension.objects.create(
        term=term,
        ubigeo="" if term else ubigeo,
        starts_on=starts_on,
        ends_on=ends_on,
        reason=reason.strip()[:200],
        norm=norm.strip(),
        declared_at=at,
        declared_by=actor,
    )
    record_act("workdays.suspended_terms", label=row.reason, actor=actor, body=body, at=at, said=_said(row))
    because = f"suspensión: {row.reason} ({row.norm})"
    flag_terms(ubigeo=place, first=starts_on, last=ends_on, because=because, at=at, only=term)
    return row


@transaction.atomic
def withdraw_suspension(
    *, row: TermSuspension, reason: str, actor: User, at: datetime, body: PublicBody | None = None
) -> None:
    row = TermSuspension.objects.select_for_update().get(pk=row.pk)
    refusal = why_not_withdraw(
        is_shipped=False,
        is_withdrawn=row.withdrawn_at is not None,
        reason=reason,
        ubigeo=row.ubigeo,
        territory=territory_of(body),
    )
    if refusal:
        raise Refused(refusal)
    row.withdrawn_at, row.withdrawn_by, row.withdrawn_reason = at, actor, reason.strip()[:300]
    row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    payload = {**_said(row), "withdrawn": row.withdrawn_reason}
    record_act("workdays.withdrew_suspension", label=row.reason, actor=actor, body=body, at=at, said=payload)
    because = f"se retiró la suspensión: {row.reason} ({row.norm})"
    flag_terms(ubigeo=row.ubigeo, first=row.starts_on, last=row.ends_on, because=because, at=at, only=row.term)


@transaction.atomic
def set_distance(
    *, residence: str, office: str, days: int, norm: str, actor: User, at: datetime, counts_working_days: bool = True
) -> DistanceTerm:
    """The days for a pair of places; those of terms already open stay. Zero days: none."""
    if not norm.strip():
        raise Refused(CalendarRefusal.NORM_MISSING)
    check_place(residence)
    check_place(office)
    before = DistanceTerm.objects.select_for_update().filter(residence=residence, office=office).first()
    row, _created = DistanceTerm.objects.update_or_create(
        residence=residence,
        office=office,
        defaults={"days": days, "norm": norm.strip(), "counts_working_days": counts_working_days, "changed_at": at},
    )
    said = {"residence": residence, "office": office, "norm": row.norm, "days": [before.days if before else 0, days]}
    record_act("workdays.set_distance", label=f"{residence} – {office}", actor=actor, body=None, at=at, said=said)
    return row


def _said(row: TermSuspension) -> dict[str, object]:
    return {
        "from": row.starts_on.isoformat(),
        "until": row.ends_on.isoformat(),
        "norm": row.norm,
        "ubigeo": row.ubigeo,
        "term": row.term_id,
    }
