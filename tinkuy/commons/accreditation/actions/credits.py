"""What a person attended counts for the vote, where the ordinance says so (Callao 2022, Huancavelica 2024)."""

from datetime import date, datetime

from django.db import transaction

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.audit.actions import record

from ..models import Accreditation, AttendanceCredit


@transaction.atomic
def credit_attendance(
    *,
    accreditation: Accreditation,
    kind: str,
    key: str,
    title: str,
    held_on: date,
    actor: User | None,
    at: datetime,
) -> AttendanceCredit:
    """Once per key, however often it is told; the first time is an act."""
    credit, is_new = AttendanceCredit.objects.get_or_create(
        accreditation=accreditation,
        key=key,
        defaults={"kind": kind, "title": title[:200], "held_on": held_on, "credited_at": at},
    )
    if is_new:
        record(
            chain=accreditation.space.chain,
            kind="accreditation.credited_attendance",
            at=at,
            actor_role="desk" if actor else "system",
            actor_number=actor.pk if actor else None,
            subject_kind="accreditation",
            subject_number=accreditation.pk,
            subject_label=f"N.º {accreditation.number}",
            payload={"kind": str(kind), "key": key, "held_on": held_on.isoformat()},
        )
    return credit
