"""The desk of a body's portfolio: load, read, preview, decide."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tinkuy.foundation.files.queries import file_response
from tinkuy.foundation.organizations.access import entity_role
from tinkuy.foundation.organizations.models import PublicBody
from tinkuy.foundation.shared.paging import keyset_page
from tinkuy.foundation.shared.refusals import Refused

from .. import actions, exports, queries, tasks
from ..enums import ChangeKind, IssueKind, VersionStatus
from ..forms import ColumnsForm, UploadForm
from ..models import PortfolioVersion
from ..rules.changes import LABELS
from ..rules.drafts import unpack

ROLES = ("planning", "administrator")
PAGE_SIZE = 50
FIRST = 10
# Seconds until the page of a version that is being read asks again.
ASK_AGAIN = "3"


def _version(body: PublicBody, number: int) -> PortfolioVersion:
    return get_object_or_404(body.portfolio_versions.select_related("file", "loaded_by", "decided_by"), number=number)


def _open(version: PortfolioVersion) -> HttpResponse:
    return redirect("investments:version", version.body.slug, version.number)


@entity_role(*ROLES)
@require_safe
def versions(request: HttpRequest, body: PublicBody) -> HttpResponse:
    rows = body.portfolio_versions.select_related("loaded_by")
    page = keyset_page(rows, cursor=request.GET.get("cursor", ""), size=PAGE_SIZE, order=("-number",))
    context = {"body": body, "page": page, "current": queries.latest_confirmed(body)}
    return render(request, "investments/staff/versions.html", context)


@entity_role(*ROLES)
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest, body: PublicBody) -> HttpResponse:
    form, status = UploadForm(request.POST or None, request.FILES or None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return _open(_receive(request, body, form))
            except Refused as refused:
                form.add_error("file", f"{refused.sentence} {refused.next_step}".strip())
                status = refused.status
    return render(request, "investments/staff/upload.html", {"body": body, "form": form}, status=status)


def _receive(request: HttpRequest, body: PublicBody, form: UploadForm) -> PortfolioVersion:
    file, unit = form.cleaned_data["file"], form.cleaned_data["unit"]
    with transaction.atomic():
        version = actions.receive_portfolio(body=body, upload=file, actor=request.user, at=timezone.now(), unit=unit)
        transaction.on_commit(lambda: tasks.read_portfolio.enqueue(version.pk))
    return version


@entity_role(*ROLES)
@require_safe
def version(request: HttpRequest, body: PublicBody, number: int) -> HttpResponse:
    """One page for the whole life of a load; while it is being read it asks again by itself."""
    row = _version(body, number)
    if row.status == VersionStatus.CONFIRMED:
        return _confirmed(request, body, row)
    context: dict[str, Any] = {"body": body, "version": row, "labels": _columns(row)}
    if row.status in (VersionStatus.PREVIEW, VersionStatus.DISCARDED):
        context |= _preview(row)
    response = render(request, f"investments/staff/{row.status}.html", context)
    if row.status == VersionStatus.READING:
        response["Refresh"] = ASK_AGAIN
    return response


def _preview(row: PortfolioVersion) -> dict[str, Any]:
    issues = row.issues.order_by("line", "pk")
    changes = row.changes.order_by("cui")
    return {
        "rejected": issues.filter(kind=IssueKind.REJECTED)[:FIRST],
        "warnings": issues.filter(kind=IssueKind.WARNING)[:FIRST],
        "unknown": issues.filter(kind=IssueKind.UNKNOWN_PLACE)[:FIRST],
        "duplicates": issues.filter(kind=IssueKind.DUPLICATE)[:FIRST],
        "changed": changes.filter(kind=ChangeKind.CHANGED)[:FIRST],
        "gone": changes.filter(kind=ChangeKind.GONE)[:FIRST],
        "sample": unpack(bytes(row.draft.content))[:5] if hasattr(row, "draft") else [],
        "formats": exports.FORMATS,
    }


def _columns(row: PortfolioVersion) -> list[tuple[str, str]]:
    """Title in the file → what it was read as, in words."""
    words = {**LABELS, "cui": _("Código único"), "product": _("Código y nombre")}
    return [(title, str(words.get(name, _("Lugar")))) for title, name in row.columns]


def _confirmed(request: HttpRequest, body: PublicBody, row: PortfolioVersion) -> HttpResponse:
    text = request.GET.get("q", "")[:200]
    found = queries.search_records(row, text=text)
    page = queries.page_of(found, cursor=request.GET.get("cursor", ""), size=PAGE_SIZE)
    context = {
        "body": body,
        "version": row,
        "page": page,
        "text": text,
        "figures": queries.figures_of(found),
        "where": queries.where_of(page.rows),
        "labels": _columns(row),
        "is_current": queries.latest_confirmed(body) == row,
        "formats": exports.FORMATS,
    }
    return render(request, "investments/staff/confirmed.html", context)


@entity_role(*ROLES)
@require_safe
def issues(request: HttpRequest, body: PublicBody, number: int) -> HttpResponse:
    row = _version(body, number)
    kind = _chosen(request, IssueKind, IssueKind.REJECTED)
    page = keyset_page(
        row.issues.filter(kind=kind), cursor=request.GET.get("cursor", ""), size=PAGE_SIZE, order=("line", "pk")
    )
    context = {
        "body": body,
        "version": row,
        "kind": kind,
        "page": page,
        "tabs": [(item, _count(row, item)) for item in IssueKind],
        "formats": exports.FORMATS,
    }
    return render(request, "investments/staff/issues.html", context)


def _count(row: PortfolioVersion, kind: IssueKind) -> int:
    return int(getattr(row, f"{kind}_count"))


def _chosen(request: HttpRequest, kinds: Any, default: Any) -> Any:
    asked = request.GET.get("clase", "")
    return kinds(asked) if asked in kinds.values else default


@entity_role(*ROLES)
@require_safe
def issues_file(request: HttpRequest, body: PublicBody, number: int, file_format: str) -> HttpResponseBase:
    row = _version(body, number)
    kind = _chosen(request, IssueKind, IssueKind.REJECTED)
    rows = exports.issue_rows(row.issues.filter(kind=kind).order_by("line", "pk"))
    name = f"cartera-{body.slug}-{row.number}-{kind}"
    return exports.as_file(name=name, file_format=file_format, columns=exports.ISSUE_COLUMNS, rows=rows)


@entity_role(*ROLES)
@require_safe
def changes(request: HttpRequest, body: PublicBody, number: int) -> HttpResponse:
    row = _version(body, number)
    kind = _chosen(request, ChangeKind, ChangeKind.CHANGED)
    page = keyset_page(
        row.changes.filter(kind=kind), cursor=request.GET.get("cursor", ""), size=PAGE_SIZE, order=("cui", "pk")
    )
    tabs = [(item, getattr(row, f"{item}_count")) for item in ChangeKind]
    context = {"body": body, "version": row, "kind": kind, "page": page, "tabs": tabs}
    return render(request, "investments/staff/changes.html", context)


@entity_role(*ROLES)
@require_safe
def file(request: HttpRequest, body: PublicBody, number: int) -> FileResponse:
    """The spreadsheet as it was sent."""
    return file_response(_version(body, number).file)


@entity_role(*ROLES)
@require_POST
def confirm(request: HttpRequest, body: PublicBody, number: int) -> HttpResponse:
    row = actions.confirm_portfolio(version=_version(body, number), actor=request.user, at=timezone.now())
    messages.success(
        request,
        _("La versión %(number)s está vigente: %(count)s inversiones.")
        % {"number": row.number, "count": f"{row.investment_count:,}"},
    )
    return _open(row)


@entity_role(*ROLES)
@require_POST
def discard(request: HttpRequest, body: PublicBody, number: int) -> HttpResponse:
    row = actions.discard_portfolio(version=_version(body, number), actor=request.user, at=timezone.now())
    messages.info(request, _("Descartaste la versión %(number)s. Nada cambió.") % {"number": row.number})
    return redirect("investments:versions", body.slug)


@entity_role(*ROLES)
@require_POST
def reread(request: HttpRequest, body: PublicBody, number: int) -> HttpResponse:
    with transaction.atomic():
        row = actions.read_again(version=_version(body, number), actor=request.user, at=timezone.now())
        transaction.on_commit(lambda: tasks.read_portfolio.enqueue(row.pk))
    return _open(row)


@entity_role(*ROLES)
@require_http_methods(["GET", "POST"])
def columns(request: HttpRequest, body: PublicBody, number: int) -> HttpResponse:
    """Which column is which, when we did not understand: first the row of titles, then each title. It is remembered."""
    row = _version(body, number)
    chosen = _title_row(request, row)
    titles = row.head[chosen - 1] if row.head else []
    form = ColumnsForm(request.POST or None, titles=titles, taught=queries.taught_titles(body))
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                actions.teach_columns(version=row, columns=form.columns(), actor=request.user, at=timezone.now())
                transaction.on_commit(lambda: tasks.read_portfolio.enqueue(row.pk))
            messages.success(request, _("Lo recordaremos para las próximas hojas de esta entidad."))
            return _open(row)
        except Refused as refused:
            form.add_error(None, f"{refused.sentence} {refused.next_step}")
            status = refused.status
    context = {"body": body, "version": row, "form": form, "chosen": chosen, "rows": list(enumerate(row.head, start=1))}
    return render(request, "investments/staff/columns.html", context, status=status)


def _title_row(request: HttpRequest, row: PortfolioVersion) -> int:
    """The line of the titles: as asked, else where they were found, else the fullest of the first rows."""
    asked = request.GET.get("fila", "")
    if asked.isdecimal() and 1 <= int(asked) <= len(row.head):
        return int(asked)
    if row.header_line and row.header_line <= len(row.head):
        return row.header_line
    return max(range(len(row.head)), key=lambda line: sum(map(bool, row.head[line])), default=0) + 1
