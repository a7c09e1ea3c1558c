"""The calendar: the shipped holidays, and what an administrator declares with its norm, or withdraws with a reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.organizations.models import PublicBody
from tinkuy.foundation.shared.refusals import Refused

from ..enums import DayKind
from ..models import NonWorkingDay
from ..readers import NORM, SOURCE, shipped_holidays
from ..refusals import CalendarRefusal
from ..rules import why_not_declare, why_not_withdraw
from .acts import check_place, record_act, territory_of
from .terms import flag_terms


@dataclass(frozen=True)
class DeclaredDay:
    """One line of a list of days."""

    day: date
    name: str
    norm: str
    ubigeo: str = ""
    kind: str = DayKind.NON_WORKING


def load_holidays() -> int:
    """Writes the shipped national holidays that are not there yet; returns how many were new. Never overwrites."""
    before = NonWorkingDay.objects.count()
    NonWorkingDay.objects.bulk_create(
        [
            NonWorkingDay(day=item.day, name=item.name, kind=DayKind.HOLIDAY, norm=NORM, source=SOURCE)
            for item in shipped_holidays()
        ],
        ignore_conflicts=True,
    )
    return NonWorkingDay.objects.count() - before


@transaction.atomic
def declare_non_working_day(
    *,
    day: date,
    name: str,
    norm: str,
    actor: User,
    at: datetime,
    ubigeo: str = "",
    kind: str = DayKind.NON_WORKING,
    body: PublicBody | None = None,
) -> NonWorkingDay:
    """A day that a decree or an ordinance takes out of the count, in a place or everywhere. The open terms that it
    touches are flagged, and an official decides on each: no date moves by itself. `body`: the entity that declares it,
    within its territory; nobody: who runs the platform."""
    refusal = why_not_declare(norm=norm, ubigeo=ubigeo, territory=territory_of(body))
    if refusal:
        raise Refused(refusal)
    check_place(ubigeo)
    try:
        with transaction.atomic():
            row = NonWorkingDay.objects.create(
                day=day,
                ubigeo=ubigeo,
                kind=kind,
                name=name.strip(),
                norm=norm.strip(),
                source=body.short_name if body else "declarado",
                declared_at=at,
                declared_by=actor,
            )
    except IntegrityError as error:
        raise Refused(CalendarRefusal.ALREADY_DECLARED) from error
    said = {"day": day.isoformat(), "name": row.name, "norm": row.norm, "ubigeo": ubigeo, "kind": kind}
    record_act("workdays.declared_day", label=row.name, actor=actor, body=body, at=at, said=said)
    flag_terms(ubigeo=ubigeo, first=day, last=day, because=f"{row.name} ({row.norm})", at=at)
    return row


@transaction.atomic
def declare_days(
    *, days: Sequence[DeclaredDay], actor: User, at: datetime, body: PublicBody | None = None
) -> list[NonWorkingDay]:
    """All of a list, or none: one line that is refused takes the others with it."""
    return [
        declare_non_working_day(
            day=row.day, name=row.name, norm=row.norm, ubigeo=row.ubigeo, kind=row.kind, actor=actor, at=at, body=body
        )
        for row in days
    ]


@transaction.atomic
def withdraw_non_working_day(
    *, row: NonWorkingDay, reason: str, actor: User, at: datetime, body: PublicBody | None = None
) -> None:
    """It no longer counts as such; that it was declared, and why it was withdrawn, stays."""
    row = NonWorkingDay.objects.select_for_update().get(pk=row.pk)
    refusal = why_not_withdraw(
        is_shipped=row.source == SOURCE,
        is_withdrawn=row.withdrawn_at is not None,
        reason=reason,
        ubigeo=row.ubigeo,
        territory=territory_of(body),
    )
    if refusal:
        raise Refused(refusal)
    row.withdrawn_at, row.withdrawn_by, row.withdrawn_reason = at, actor, reason.strip()[:300]
    row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    said = {"day": row.day.isoformat(), "norm": row.norm, "ubigeo": row.ubigeo, "reason": row.withdrawn_reason}
    record_act("workdays.withdrew_day", label=row.name, actor=actor, body=body, at=at, said=said)
    flag_terms(ubigeo=row.ubigeo, first=row.day, last=row.day, because=f"se retiró: {row.name} ({row.norm})", at=at)
