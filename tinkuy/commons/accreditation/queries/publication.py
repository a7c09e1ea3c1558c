"""Until when the list must be published: so many working days from the close of the registration (Tacna: 4)."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.spaces.models import Space
from tinkuy.foundation.spaces.registry import component
from tinkuy.foundation.workdays.queries import due_date

from ..enums import ListKind
from ..models import AccreditationRules, RosterList


@dataclass(frozen=True)
class PublicationTerm:
    """`published_on`: when the first list was, None while there is none."""

    closed_on: date
    due_on: date
    working: list[dict[str, Any]]
    published_on: date | None

    def is_late(self, today: date) -> bool:
        """The due day counts whole; a list that came late stays late."""
        return (self.published_on or today) > self.due_on


def publication_term(space: Space, rules: AccreditationRules) -> PublicationTerm | None:
    """None while the process has no stage of registration, or the holidays of that year are not known. Counts from the
    last day on which somebody could register; with challenges, to the provisional list."""
    acts = component(space.component).acts_opened_by
    ends = [stage.closes_at for stage in space.stages.all() if "register" in acts(stage.kind)]
    if not ends:
        return None
    closed_on = timezone.localdate(max(ends) - timedelta(microseconds=1))
    try:
        term = due_date(closed_on, rules.publication_working_days, ubigeo=space.body.ubigeo)
    except Refused:
        return None
    working = [
        {"date": step.day, "number": step.counted, "reason": step.reason, "article": step.article}
        for step in term.steps
    ]
    kind = ListKind.PROVISIONAL if rules.allows_challenges else ListKind.DEFINITIVE
    first = RosterList.objects.filter(space=space, kind=kind, version=1).values_list("published_on", flat=True).first()
    return PublicationTerm(closed_on, term.due, working, first)
