from datetime import datetime
from typing import Any

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.audit.actions import record
from tinkuy.foundation.audit.models import PLATFORM
from tinkuy.foundation.organizations.models import PublicBody
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.territory.queries import place

from ..refusals import CalendarRefusal


def record_act(
    kind: str, *, label: str, actor: User, body: PublicBody | None, at: datetime, said: dict[str, Any]
) -> None:
    """In the chain of the platform: the calendar is everybody's."""
    record(
        chain=PLATFORM,
        kind=kind,
        at=at,
        actor_role="administrator" if body else "operator",
        actor_number=actor.pk,
        subject_kind="calendar",
        subject_label=label,
        payload={**said, "entity": body.slug if body else ""},
    )


def territory_of(body: PublicBody | None) -> str | None:
    return body.ubigeo if body else None


def check_place(code: str) -> None:
    if code and place(code) is None:
        raise Refused(CalendarRefusal.PLACE_UNKNOWN, code=code)
