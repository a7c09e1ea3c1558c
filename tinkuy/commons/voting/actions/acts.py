"""How a poll's acts enter the chain of its space."""

from datetime import datetime
from typing import Any

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.audit.actions import record
from tinkuy.foundation.audit.models import Act
from tinkuy.foundation.spaces.queries import roles_of

from ..models import Poll


def record_act(poll: Poll, kind: str, *, actor: User | None, at: datetime, payload: dict[str, Any]) -> Act:
    """Chained one by one, in the transaction of the fact; the poll is named by its public id."""
    return record(
        chain=poll.space.chain,
        kind=f"voting.{kind}",
        at=at,
        actor_role=role_of(poll, actor),
        actor_number=actor.pk if actor else None,
        subject_kind="voting.poll",
        subject_number=poll.pk,
        subject_label=poll.title,
        payload={"poll": str(poll.public_id), **payload},
    )


def role_of(poll: Poll, actor: User | None) -> str:
    if actor is None:
        return "system"
    return next(iter(sorted(roles_of(actor, poll.space))), "operator" if actor.is_operator else "member")


def locked(poll: Poll) -> Poll:
    """The poll as it is now, held until the end of the transaction: votes wait, so that what is counted is whole."""
    return Poll.objects.select_for_update(of=("self",)).select_related("space").get(pk=poll.pk)
