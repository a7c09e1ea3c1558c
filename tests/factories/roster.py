"""A process with challenges: requests decided, lists published, challenges filed. Dates of May 2026 (law.md 4.6)."""

from datetime import UTC, datetime, timedelta
from typing import Any

from tests.factories import accreditation as make
from tests.factories.cast import person
from tinkuy.commons.accreditation import actions
from tinkuy.commons.accreditation.models import AccreditationRequest, Challenge, RosterList
from tinkuy.foundation.accounts.actions import declare_document
from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.spaces.models import Space

PUBLISHED = datetime(2026, 5, 20, 15, 0, tzinfo=UTC)  # a Wednesday: two working days end on Friday 22


def days_later(days: int) -> datetime:
    return PUBLISHED + timedelta(days=days)


def with_challenges(slug: str = "pp-2027", **columns: Any) -> Space:
    space = make.registering(slug)
    actions.set_rules(space=space, actor=None, at=make.DURING, **{"allows_challenges": True, **columns})
    return space


def neighbor(n: int = 1) -> User:
    """Somebody with an account and a declared document, who is not registered."""
    user = person(f"vecina{n}@ejemplo.pe", "Nélida", "Becerra", f"Soto{n}")
    declare_document(user=user, kind="dni", number=f"{47000000 + n}", at=make.DURING)
    return user


def agent(space: Space, n: int, **changes: Any) -> AccreditationRequest:
    """A request admitted, of a person of its own and of an organisation of its own."""
    user = person(f"agente{n}@ejemplo.pe", "Ana", "Rojas", f"Vela{n}")
    return make.admitted(space, user, n, **{"organization_name": f"Comité de Riego N.º {n}", **changes})


def provisional(space: Space, at: datetime = PUBLISHED, reason: str = "") -> RosterList:
    return actions.publish_list(space=space, kind="provisional", actor=make.desk(space), at=at, reason=reason)


def definitive(space: Space, at: datetime, reason: str = "") -> RosterList:
    return actions.publish_list(space=space, kind="definitive", actor=make.desk(space), at=at, reason=reason)


def challenge(
    row: AccreditationRequest, actor: User | None = None, at: datetime = PUBLISHED, **changes: Any
) -> Challenge:
    return actions.file_challenge(
        request=row,
        actor=actor or neighbor(),
        at=at,
        **{"ground": "mandate", "text": "La asamblea eligió a otra persona.", **changes},
    )
