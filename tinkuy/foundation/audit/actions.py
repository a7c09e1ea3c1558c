from datetime import datetime
from typing import Any

from django.db import transaction

from tinkuy.foundation.shared.canonical import canonical_json, instant

from .models import Act, ChainHead
from .rules import PEOPLE, act_hash


@transaction.atomic
def record(
    *,
    chain: str,
    kind: str,
    at: datetime,
    actor_role: str,
    actor_number: int | None = None,
    subject_kind: str = "",
    subject_number: int | None = None,
    subject_label: str = "",
    payload: dict[str, Any] | None = None,
) -> Act:
    """Appends an act to its chain, in the caller's transaction: the act exists if and only if the fact does.

    Chains are public: who takes part (`rules.PEOPLE`) is in them by role and never by number, or their acts could be
    strung together until one of them gives the name away. Who they are stays in the tables of each app."""
    ChainHead.objects.get_or_create(chain=chain)
    head = ChainHead.objects.select_for_update().get(chain=chain)
    act = {
        "chain": chain,
        "sequence": head.sequence + 1,
        "at": instant(at),
        "kind": kind,
        "actor_role": actor_role,
        "actor_number": None if actor_role in PEOPLE else actor_number,
        "subject_kind": subject_kind,
        "subject_number": subject_number,
        "subject_label": subject_label[:200],
        "payload": canonical_json(payload or {}),
        "previous_hash": head.hash,
    }
    act["hash"] = act_hash(act)
    row = Act.objects.create(**{**act, "at": at.replace(microsecond=0)})
    ChainHead.objects.filter(chain=chain).update(sequence=row.sequence, hash=row.hash)
    return row
