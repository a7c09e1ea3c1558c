"""One way to put an act of a space in its chain."""

from collections.abc import Mapping
from datetime import datetime

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.audit.actions import record

from ..enums import SpaceRole
from ..models import Space


def record_act(space: Space, kind: str, actor: User, at: datetime, payload: Mapping[str, object]) -> None:
    record(
        chain=space.chain,
        kind=kind,
        at=at,
        actor_role=SpaceRole.COORDINATOR,
        actor_number=actor.pk,
        subject_kind="space",
        subject_number=space.pk,
        subject_label=space.title,
        payload=dict(payload),
    )
