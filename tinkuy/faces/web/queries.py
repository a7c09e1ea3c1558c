"""What the pages of the web face gather from the apps below."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.db.models.functions import Left
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from tinkuy.commons.accreditation.queries import requests_of as accreditation_requests
from tinkuy.commons.meetings.queries import requests_of as meetings_of
from tinkuy.commons.voting.enums import PollStatus
from tinkuy.commons.voting.models import Poll
from tinkuy.commons.voting.queries import standing_of
from tinkuy.components.budgeting.enums import ProjectState
from tinkuy.components.budgeting.queries.ideas import requests_of as ideas_of
from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.dossiers import registry as records
from tinkuy.foundation.dossiers.queries import counts_by_kind, counts_by_place, published
from tinkuy.foundation.spaces.enums import SpaceStatus
from tinkuy.foundation.spaces.models import Space
from tinkuy.foundation.spaces.registry import RequestRow

from .drawings import RegionMap, of_counts


@dataclass(frozen=True)
class Count:
    label: object
    value: int
    url: str


def figures() -> list[Count]:
    """What was decided, then what there is by kind of record: each figure leads to its list."""
    decided = str(ProjectState.PRIORITIZED.label)
    prioritized = published().filter(kind="budget_project", state=decided).count()
    rows = [Count(_("Proyectos priorizados"), prioritized, _found(tipo="budget_project", estado=decided))]
    for kind, count in sorted(counts_by_kind().items(), key=lambda row: (row[0] != "space", -row[1])):
        rows.append(Count(records.kind(kind).plural, count, _found(tipo=kind)))
    return [row for row in rows if row.value]


def home_map() -> RegionMap:
    """Published records by place: the provinces of the department when all processes are in one, else the country."""
    public = Space.objects.exclude(status=SpaceStatus.DRAFT).exclude(ubigeo="").order_by()
    departments = list(public.annotate(department=Left("ubigeo", 2)).values_list("department", flat=True).distinct())
    code = departments[0] if len(departments) == 1 else ""
    return of_counts(code, counts_by_place(digits=len(code) + 2, within=code))


def requests_of(user: User, at: datetime) -> list[RequestRow]:
    """The state of everything the person asked for or may do by name, the latest first."""
    rows = [*accreditation_requests(user), *_votes_of(user, at), *ideas_of(user), *meetings_of(user)]
    return sorted(rows, key=lambda row: row.at, reverse=True)


def _votes_of(user: User, at: datetime) -> Iterator[RequestRow]:
    """A line per list of the polls that are running or done in the spaces where the person is accredited."""
    mine = Space.objects.filter(accreditation_requests__applicant=user)
    polls = Poll.objects.filter(space__in=mine).exclude(status=PollStatus.DRAFT).select_related("space").distinct()
    for poll in polls.order_by("-opens_at")[:5]:
        for standing in standing_of(poll, user, at):
            yield _vote_row(poll, standing, at)


def _vote_row(poll: Poll, standing, at: datetime) -> RequestRow:
    title = _("Votación de %(list)s, %(space)s") % {"list": standing.scope.title, "space": poll.space.title}
    url = reverse("voting:mine", args=[poll.space.slug])
    if standing.has_voted:
        return RequestRow(title, "done", _("Tu voto está en la urna"), _("Mira tu recibo."), url, poll.opens_at)
    if standing.refusal is None:
        until = date_format(localtime(poll.closing), "DATETIME_FORMAT")
        return RequestRow(
            title,
            "open",
            _("Puedes votar"),
            _("Vota hasta el %(moment)s.") % {"moment": until},
            reverse("voting:choose", args=[poll.space.slug]),
            poll.opens_at,
        )
    sentence = str(standing.refusal.reason.sentence)
    return RequestRow(title, "neutral", _("No votaste"), sentence, url, poll.opens_at)


def _found(**filters: str) -> str:
    return f"{reverse('web:search')}?{urlencode(filters)}"
