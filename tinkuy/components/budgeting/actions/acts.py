"""One way to put an act of the process in the log: who by role and number, what in public words, no personal data."""

from datetime import datetime
from typing import Any

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.audit.actions import record
from tinkuy.foundation.shared.refusals import Refused

from ..models import BudgetProcess
from ..refusals import ProcessRefusal

COORDINATOR, TEAM, PRESIDENT = "coordinator", "technical_team", "team_president"


def record_act(
    process: BudgetProcess,
    kind: str,
    *,
    actor: User | None,
    at: datetime,
    role: str = COORDINATOR,
    payload: dict[str, Any] | None = None,
    subject: str = "budget_process",
    number: int | None = None,
    label: str = "",
) -> None:
    record(
        chain=process.space.chain,
        kind=f"budgeting.{kind}",
        at=at,
        actor_role=role,
        actor_number=actor.pk if actor else None,
        subject_kind=subject,
        subject_number=number or process.pk,
        subject_label=label or process.space.title,
        payload=payload,
    )


def lock_unfrozen(process: BudgetProcess) -> BudgetProcess:
    """The process's row, locked for this transaction; refused once its rules are frozen."""
    locked = BudgetProcess.objects.select_for_update().get(pk=process.pk)
    if locked.is_frozen:
        raise Refused(ProcessRefusal.FROZEN)
    return locked
