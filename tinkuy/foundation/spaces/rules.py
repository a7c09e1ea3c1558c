"""When an act is open. The closing instant is outside: at 18:00:00 a stage that closes at 18:00 is closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from .refusals import StageRefusal


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
