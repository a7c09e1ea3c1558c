"""The register of agents on any past date, rebuilt from what happened to each credential and not from today's rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.text import Truncator

from tinkuy.foundation.shared.text import fold
from tinkuy.foundation.spaces.models import Space

from ..enums import ENDINGS, CredentialEventKind
from ..models import Accreditation, CredentialEvent

LIMA = ZoneInfo("America/Lima")


def end_of(day: date) -> datetime:
    """The first instant of the next day in Lima: a day of the register ends there."""
    return datetime.combine(day + timedelta(days=1), time(0), LIMA)


def roster_on(space: Space, day: date, *, text: str = "") -> QuerySet[Accreditation]:
    """Who was in the register at the end of that day. Each row carries `event_kind` and `could_vote` of then."""
    before = CredentialEvent.objects.filter(accreditation=OuterRef("pk"), at__lt=end_of(day)).order_by("-at", "-id")
    every: QuerySet[Any] = Accreditation.objects.filter(space=space)
    rows = every.annotate(
        event_kind=Subquery(before.values("kind")[:1]), could_vote=Subquery(before.values("may_vote")[:1])
    )
    still = Q(("event_kind__isnull", False)) & ~Q(("event_kind__in", ENDINGS))
    rows = rows.filter(still)  # type: ignore[misc]
    for word in fold(Truncator(text).chars(120)).split():
        rows = rows.filter(folded_name__contains=word)
    return rows


@dataclass(frozen=True)
class DayCount:
    voice_and_vote: int
    voice_only: int
    suspended: int


def count_on(space: Space, day: date) -> DayCount:
    return _counted(roster_on(space, day).values_list("event_kind", "could_vote"))  # type: ignore[misc]


def _counted(rows: Iterable[tuple[str, bool]]) -> DayCount:
    found = list(rows)
    active = [may_vote for kind, may_vote in found if kind != CredentialEventKind.SUSPENDED]
    return DayCount(sum(active), len(active) - sum(active), len(found) - len(active))
