"""The committee for anybody: who, until when, what for, what it reported and what it was answered."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from tinkuy.foundation.files.queries import file_response
from tinkuy.foundation.shared.paging import keyset_page
from tinkuy.foundation.spaces.access import public_space
from tinkuy.foundation.spaces.models import Space
from tinkuy.foundation.territory.queries import names_by_code

from .. import exports, queries
from ..models import CommitteeInquiry, FindingEvidence, OversightReport
from .words import working_words

PAGE = 30


@public_space
@require_GET
def committee(request: HttpRequest, space: Space) -> HttpResponse:
    found, today = queries.committee_of(space), timezone.localdate()
    places = queries.members(found, today)
    names = names_by_code({place.seat.ubigeo for place in places})
    rows = queries.reports_visible_to(found, insider=False) if found.pk else OversightReport.objects.none()
    context = {
        "space": space,
        "committee": found,
        "members": [(place, names.get(place.seat.ubigeo, "")) for place in places],
        "call_is_open": queries.call_is_open(found, timezone.now()),
        "page": keyset_page(rows, cursor=request.GET.get("cursor", ""), size=PAGE, order=("-number", "-pk")),
        "owed": queries.owed_reports(found, today),
        "inquiries": queries.inquiries(found)[:50] if found.pk else [],
        "today": today,
    }
    return render(request, "oversight/committee.html", context)


@public_space
@require_GET
def election(request: HttpRequest, space: Space) -> HttpResponse:
    """The count with its working: votes, second round, the draw and how to repeat it."""
    found = queries.committee_of(space)
    rows = list(queries.admitted(found)) if found.pk else []
    names = names_by_code({row.province_code for row in rows})
    rounds = found.rounds.select_related("poll__space") if found.pk else []
    rows.sort(key=lambda row: (row.place is None, row.place or 0, row.number))
    context = {
        "space": space,
        "committee": found,
        "rows": [(row, names.get(row.province_code, "")) for row in rows],
        "rounds": rounds,
        "is_counted": any(row.counted_at for row in rounds),
        "tied": queries.count_of(found).tied if found.pk and any(row.counted_at for row in rounds) else (),
        "working": working_words(found.working),
        "women": sum(row.sex == "female" for row in rows),
    }
    return render(request, "oversight/election.html", context)


@public_space
@require_GET
def report(request: HttpRequest, space: Space, number: int) -> HttpResponse:
    found = _published(space, number)
    context = {
        "space": space,
        "report": found,
        "findings": found.findings.prefetch_related("evidence__file"),
        "known": queries.known_investments(space, set(found.findings.values_list("cui", flat=True))),
    }
    return render(request, "oversight/report.html", context)


@public_space
@require_GET
def report_pdf(request: HttpRequest, space: Space, number: int) -> HttpResponse:
    found = _published(space, number)
    response = HttpResponse(exports.report_pdf(found), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="reporte-vigilancia-{space.slug}-{number}.pdf"'
    return response


@public_space
@require_GET
def reports_csv(request: HttpRequest, space: Space) -> HttpResponse:
    found = queries.committee_of(space)
    rows = queries.reports_visible_to(found, insider=False) if found.pk else OversightReport.objects.none()
    response = HttpResponse(exports.findings_csv(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="vigilancia-{space.slug}.csv"'
    return response


@public_space
@require_GET
def evidence_file(request: HttpRequest, space: Space, number: int, pk: int) -> FileResponse:
    """Public when the report is; before, only the committee and the desk."""
    found = queries.committee_of(space)
    insider = bool(queries.insider_roles(request.user, space))
    reports = queries.reports_visible_to(found, insider=insider) if found.pk else OversightReport.objects.none()
    rows = FindingEvidence.objects.filter(finding__report__in=reports, finding__report__number=number)
    return file_response(get_object_or_404(rows.select_related("file"), pk=pk).file, as_attachment=False)


@public_space
@require_GET
def inquiry_file(request: HttpRequest, space: Space, number: int) -> FileResponse:
    """What the entity handed over to the committee is public with its answer."""
    rows = CommitteeInquiry.objects.filter(committee__space=space, file__isnull=False)
    return file_response(get_object_or_404(rows.select_related("file"), number=number).file)


def _published(space: Space, number: int) -> OversightReport:
    rows = OversightReport.objects.filter(committee__space=space, state="published")
    return get_object_or_404(rows.select_related("committee__space__body", "committee__space__dossier"), number=number)
