"""When an act is open. The closing instant is outside: at 18:00:00 a stage that closes at 18:00 is closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ..refusals import SpaceRefusal, StageRefusal


@dataclass(frozen=True)
class StageFacts:
    opens_at: datetime
    closes_at: datetime
    required_document: str = ""


def why_not_open(
    stages: Sequence[StageFacts],
    *,
    is_published: bool,
    published_documents: frozenset[str],
    at: datetime,
    is_suspended: bool = False,
) -> StageRefusal | None:
    """None when one of the stages that open the act is open at that moment."""
    if is_suspended:
        return StageRefusal.SUSPENDED
    if not is_published:
        return StageRefusal.NOT_PUBLISHED
    if not stages:
        return StageRefusal.NO_SUCH_STAGE
    current = [stage for stage in stages if stage.opens_at <= at < stage.closes_at]
    if any(not stage.required_document or stage.required_document in published_documents for stage in current):
        return None
    if current:
        return StageRefusal.DOCUMENT_MISSING
    return StageRefusal.NOT_YET_OPEN if any(at < stage.opens_at for stage in stages) else StageRefusal.ALREADY_CLOSED


def why_not_schedule(
    *,
    opens_at: datetime,
    closes_at: datetime,
    is_published: bool,
    is_finished: bool,
    reason: str,
    at: datetime | None = None,
    closed_at: datetime | None = None,
    act: str = "",
) -> SpaceRefusal | None:
    """`closed_at`: when the stage closes as it stands. What precluded opens again only by a reasoned act (ONPE's
    principle of preclusion, law.md 6.6)."""
    if is_finished:
        return SpaceRefusal.SPACE_IS_OVER
    if closes_at <= opens_at:
        return SpaceRefusal.CLOSES_BEFORE_IT_OPENS
    if is_published and not reason.strip():
        return SpaceRefusal.REASON_MISSING
    reopens = at is not None and closed_at is not None and closed_at <= at < closes_at
    return SpaceRefusal.STAGE_CLOSED if is_published and reopens and not act.strip() else None


_STEPS = {"suspended": {"published"}, "published": {"suspended"}, "annulled": {"published", "suspended"}}


def why_not_change_status(*, now: str, to: str, norm: str, reason: str) -> SpaceRefusal | None:
    """Suspending, taking up again and annulling are acts with a norm as cause (law.md 1.3)."""
    if now not in _STEPS.get(to, set()):
        return SpaceRefusal.NOT_THAT_STEP
    return None if norm.strip() and reason.strip() else SpaceRefusal.NORM_MISSING


def why_not_publish(
    *, is_draft: bool, stage_count: int, legal_basis: str, responsible_unit: str, unexplained: int = 0
) -> SpaceRefusal | None:
    if not is_draft:
        return SpaceRefusal.ALREADY_PUBLISHED
    if not stage_count:
        return SpaceRefusal.NO_STAGES
    if not legal_basis.strip():
        return SpaceRefusal.LEGAL_BASIS_MISSING
    if not responsible_unit.strip():
        return SpaceRefusal.UNIT_MISSING
    return SpaceRefusal.RULES_CONTRADICT if unexplained else None


def why_not_grant_role(*, has_account: bool) -> SpaceRefusal | None:
    return None if has_account else SpaceRefusal.NO_SUCH_ACCOUNT


def why_not_revoke_role(*, is_coordinator: bool, coordinators: int) -> SpaceRefusal | None:
    return SpaceRefusal.LAST_COORDINATOR if is_coordinator and coordinators <= 1 else None
