"""What the pages of the web face gather from the apps below."""

from dataclasses import dataclass

from django.db.models.functions import Left
from django.urls import reverse

from tinkuy.commons.accreditation import queries as accreditation
from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.dossiers import registry as records
from tinkuy.foundation.dossiers.queries import counts_by_kind, counts_by_place
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
    """What there is, by kind of record: each figure leads to its list."""
    counts = counts_by_kind()
    search = reverse("web:search")
    return [
        Count(records.kind(kind).plural, count, f"{search}?tipo={kind}")
        for kind, count in sorted(counts.items(), key=lambda row: (row[0] != "space", -row[1]))
    ]


def home_map() -> RegionMap:
    """Published records by place: the provinces of the department when all processes are in one, else the country."""
    public = Space.objects.exclude(status=SpaceStatus.DRAFT).exclude(ubigeo="").order_by()
    departments = list(public.annotate(department=Left("ubigeo", 2)).values_list("department", flat=True).distinct())
    code = departments[0] if len(departments) == 1 else ""
    return of_counts(code, counts_by_place(digits=len(code) + 2, within=code))


def requests_of(user: User) -> list[RequestRow]:
    """The state of everything the person asked for, the latest first."""
    return sorted(accreditation.requests_of(user), key=lambda row: row.at, reverse=True)
