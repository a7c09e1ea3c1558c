"""What anybody may see: the roster without personal data, and whether a credential holds."""

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from tinkuy.foundation.shared.paging import keyset_page
from tinkuy.foundation.shared.routes import public
from tinkuy.foundation.spaces.access import public_space
from tinkuy.foundation.spaces.models import Space
from tinkuy.foundation.territory.queries import names_by_code

from .. import exports, queries
from ..enums import AccreditationStatus, AgentClass
from ..forms import province_choices
from ..queries.credits import needs_of

PAGE = 50


@public_space
@require_GET
def roster(request: HttpRequest, space: Space) -> HttpResponse:
    asked = {name: request.GET.get(name, "")[:120] for name in ("q", "provincia", "clase")}
    rows = queries.published_roster(space, text=asked["q"], province=asked["provincia"], agent_class=asked["clase"])
    page = keyset_page(rows, cursor=request.GET.get("cursor", ""), size=PAGE, order=("folded_name", "pk"))
    provinces = dict(province_choices(space))
    context = {
        "space": space,
        "page": page,
        "rows": [(row, provinces.get(row.province_code, "")) for row in page.rows],
        "asked": asked,
        "is_filtered": any(asked.values()),
        "count": rows.count(),
        "provinces": provinces.items(),
        "classes": AgentClass.choices,
    }
    return render(request, "accreditation/roster.html", context)


@public_space
@require_GET
def roster_csv(request: HttpRequest, space: Space) -> StreamingHttpResponse:
    """The whole public roster: UTF-8 with a mark that spreadsheets understand; no personal data."""
    lines = exports.csv_lines(exports.public_roster_rows(space))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="padron-{space.slug}.csv"'
    return response


@public_space
@require_GET
def roster_xlsx(request: HttpRequest, space: Space) -> HttpResponse:
    content = exports.workbook(exports.public_roster_rows(space), sheet="Padrón")
    response = HttpResponse(content, content_type=exports.XLSX)
    response["Content-Disposition"] = f'attachment; filename="padron-{space.slug}.xlsx"'
    return response


@public
@require_GET
def credential(request: HttpRequest, code: str) -> HttpResponse:
    """Name, organisation, class, place, validity; whether it holds today. Nothing else is asked or shown, but to its
    holder what is missing to vote."""
    found = queries.credential(code, request.user)
    if found is None:
        raise Http404
    today = timezone.localdate()
    is_mine = found.user_id is not None and found.user_id == request.user.pk
    expired = bool(found.valid_until and today > found.valid_until)
    context = {
        "space": found.space,
        "credential": found,
        "province": names_by_code({found.province_code}).get(found.province_code, ""),
        "is_valid": found.status == AccreditationStatus.ACTIVE and not expired,
        "expired": expired,
        "today": today,
        "is_mine": is_mine,
        "needs": needs_of(found, queries.rules_of(found.space), timezone.now()) if is_mine else [],
    }
    return render(request, "accreditation/credential.html", context)
