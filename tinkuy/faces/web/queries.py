"""What the pages of the web face gather from the apps below."""

from dataclasses import dataclass

from django.db.models.functions import Left
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tinkuy.commons.accreditation.models import AccreditationRequest
from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.dossiers import registry as records
from tinkuy.foundation.dossiers.queries import counts_by_kind, counts_by_place
from tinkuy.foundation.spaces.enums import SpaceStatus
from tinkuy.foundation.spaces.models import Space
from tinkuy.foundation.spaces.queries import page_url
from tinkuy.foundation.spaces.registry import RequestRow

from .drawings import RegionMap, of_counts

_LOOKS = {
    "draft": "open",
    "sent": "ongoing",
    "observed": "open",
    "cured": "ongoing",
    "admitted": "done",
    "rejected": "decided",
}


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
    return sorted(_accreditation_rows(user), key=lambda row: row.at, reverse=True)


def _accreditation_rows(user: User) -> list[RequestRow]:
    requests = AccreditationRequest.objects.filter(applicant=user).select_related("space").order_by("-started_at")
    return [
        RequestRow(
            title=_("Inscripción en %(space)s") % {"space": request.space.title},
            look=_LOOKS.get(request.state, "neutral"),
            state=request.get_state_display(),
            detail=_next(request),
            url=page_url("accreditation:start", request.space) or page_url("spaces:detail", request.space),
            at=request.decided_at or request.sent_at or request.started_at,
        )
        for request in requests[:50]
    ]


def _next(request: AccreditationRequest) -> str:
    if request.state == "draft":
        return _("Falta enviarla: sigue donde la dejaste.")
    if request.state == "observed" and request.cure_due_on:
        return _("Corrige lo observado hasta el %(day)s.") % {"day": date_format(request.cure_due_on)}
    return _("Código de tu solicitud: %(code)s") % {"code": request.code}
