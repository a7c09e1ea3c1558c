"""When an act is open. The closing instant is outside: at 18:00:00 a stage that closes at 18:00 is closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from .refusals import SpaceRefusal, StageRefusal


@dataclass(frozen=True)
class StageFacts:
    opens_at: datetime
    closes_at: datetime
    required_document: str = ""


def why_not_open(
    stages: Sequence[StageFacts], *, is_published: bool, published_documents: frozenset[str], at: datetime
) -> StageRefusal | None:
    """None when one of the stages that open the act is open at that moment."""
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
    *, opens_at: datetime, closes_at: datetime, is_published: bool, is_finished: bool, reason: str
) -> SpaceRefusal | None:
    if is_finished:
        return SpaceRefusal.SPACE_IS_OVER
    if closes_at <= opens_at:
        return SpaceRefusal.CLOSES_BEFORE_IT_OPENS
    if is_published and not reason.strip():
        return SpaceRefusal.REASON_MISSING
    return None


def why_not_publish(
    *, is_draft: bool, stage_count: int, legal_basis: str, responsible_unit: str
) -> SpaceRefusal | None:
    if not is_draft:
        return SpaceRefusal.ALREADY_PUBLISHED
    if not stage_count:
        return SpaceRefusal.NO_STAGES
    if not legal_basis.strip():
        return SpaceRefusal.LEGAL_BASIS_MISSING
    return None if responsible_unit.strip() else SpaceRefusal.UNIT_MISSING


def why_not_grant_role(*, has_account: bool) -> SpaceRefusal | None:
    return None if has_account else SpaceRefusal.NO_SUCH_ACCOUNT


def why_not_revoke_role(*, is_coordinator: bool, coordinators: int) -> SpaceRefusal | None:
    return SpaceRefusal.LAST_COORDINATOR if is_coordinator and coordinators <= 1 else None
