"""The calendar's desk: of who runs the platform, and of an entity for its own territory. Each view takes the entity, or
None for the platform; the URLs hang each one twice, behind its own door."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tinkuy.foundation.organizations.models import PublicBody
from tinkuy.foundation.shared.paging import keyset_page
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.territory.queries import names_by_code

from .. import actions, queries
from ..enums import DayKind
from ..forms import DayForm, DistanceForm, ReasonForm, SuspensionForm, UploadForm
from ..models import DistanceTerm, NonWorkingDay, Term, TermSuspension
from ..readers import SOURCE
from .public import _year

Body = PublicBody | None


def days(request: HttpRequest, body: Body) -> HttpResponse:
    """The days of a year with their source, and the form that declares one."""
    form = DayForm(request.POST or None, initial={"ubigeo": body.ubigeo if body else ""})
    done = _("El día quedó declarado. Los plazos abiertos que toca están en «Plazos por decidir».")
    answer = _act(request, body, form, actions.declare_non_working_day, "days", done)
    if answer:
        return answer
    year = _year(request.GET.get("anio", ""))
    rows = list(queries.days_of_year(year, inside=body.ubigeo if body else ""))
    names = names_by_code({row.ubigeo for row in rows})
    lines = [(row, names.get(row.ubigeo, ""), _may_withdraw(row, body)) for row in rows]
    context = {"form": form, "year": year, "lines": lines, "kinds": dict(DayKind.choices)}
    return _page(request, body, "days", context, form)


def upload(request: HttpRequest, body: Body) -> HttpResponse:
    """Several days at once: all, or none with what is wrong in each line."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            rows = actions.declare_days(days=form.days, actor=request.user, at=timezone.now(), body=body)
            messages.success(request, _("Quedaron declarados %(count)s días.") % {"count": len(rows)})
            return redirect(_address(body, "days"))
        except Refused as refused:
            form.add_error(None, f"{refused.sentence} {refused.next_step}")
    return _page(request, body, "upload", {"form": form}, form)


def withdraw(request: HttpRequest, body: Body, pk: int) -> HttpResponse:
    row = get_object_or_404(NonWorkingDay, pk=pk)
    form = ReasonForm(request.POST or None)
    done = _("El día quedó retirado; sigue a la vista con su motivo.")
    answer = _act(request, body, form, actions.withdraw_non_working_day, "days", done, row=row)
    return answer or _page(request, body, "withdraw", {"form": form, "row": row}, form)


def suspensions(request: HttpRequest, body: Body) -> HttpResponse:
    form = SuspensionForm(request.POST or None, initial={"ubigeo": body.ubigeo if body else ""})
    done = _("La suspensión quedó registrada. Los plazos abiertos que toca están en «Plazos por decidir».")
    answer = _act(request, body, form, actions.suspend, "suspensions", done)
    rows = queries.suspensions(inside=body.ubigeo if body else "")[:200]
    return answer or _page(request, body, "suspensions", {"form": form, "rows": rows}, form)


def withdraw_suspension(request: HttpRequest, body: Body, pk: int) -> HttpResponse:
    row = get_object_or_404(TermSuspension, pk=pk)
    form = ReasonForm(request.POST or None)
    done = _("La suspensión quedó retirada; sigue a la vista con su motivo.")
    answer = _act(request, body, form, actions.withdraw_suspension, "suspensions", done, row=row)
    return answer or _page(request, body, "withdraw", {"form": form, "row": row, "is_suspension": True}, form)


def distances(request: HttpRequest, body: Body) -> HttpResponse:
    """The table of distances. Only who runs the platform changes it: it is one for the country."""
    if body:
        raise PermissionDenied(_("El cuadro de distancias lo mantiene quien administra la plataforma."))
    form = DistanceForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            actions.set_distance(**form.cleaned_data, actor=request.user, at=timezone.now())
            messages.success(request, _("Guardado. Los plazos ya abiertos no cambian."))
            return redirect(_address(None, "distances"))
        except Refused as refused:
            form.add_error(None, f"{refused.sentence} {refused.next_step}")
    rows = list(DistanceTerm.objects.all()[:500])
    names = names_by_code({code for row in rows for code in (row.residence, row.office)})
    lines = [(row, names.get(row.residence, row.residence), names.get(row.office, row.office)) for row in rows]
    return _page(request, None, "distances", {"form": form, "lines": lines}, form)


def terms(request: HttpRequest, body: Body) -> HttpResponse:
    """Open terms, those to decide first by their date."""
    entity, asked = body.slug if body else "", request.GET.get("ver", "")
    rows = queries.open_terms(entity=entity) if asked == "abiertos" else queries.flagged_terms(entity=entity)
    page = keyset_page(rows, cursor=request.GET.get("cursor", ""), size=40, order=("due_on", "id"))
    today = timezone.localdate()
    lines = [(row, queries.state_of(row, today)) for row in page.rows]
    return _page(request, body, "terms", {"page": page, "lines": lines, "asked": asked})


def term(request: HttpRequest, body: Body, pk: int) -> HttpResponse:
    """One term with its working; when it is flagged, both dates and the decision."""
    rows = Term.objects.filter(entity_slug=body.slug) if body else Term.objects.all()
    row = get_object_or_404(rows, pk=pk)
    form = ReasonForm(request.POST or None)
    act = actions.keep_term if request.POST.get("decision") == "keep" else actions.recompute_term
    answer = _act(request, body, form, act, "terms", _("La decisión quedó registrada con su motivo."), term=row)
    context = {
        "form": form,
        "term": row,
        "look": queries.state_of(row, timezone.localdate()),
        "fresh": queries.as_steps(queries.count_again(row)) if row.flagged_at else [],
        "changes": row.changes.select_related("decided_by"),
    }
    return answer or _page(request, body, "term", context, form)


def _act(
    request: HttpRequest, body: Body, form: Form, act: Callable[..., Any], back: str, done: str, **subject: Any
) -> HttpResponse | None:
    """Runs the act when the form is whole; a refusal comes back on the same page with what was typed."""
    if not (form.is_bound and form.is_valid()):
        return None
    try:
        act(**subject, **form.cleaned_data, actor=request.user, at=timezone.now(), body=body)
    except Refused as refused:
        form.add_error(None, f"{refused.sentence} {refused.next_step}")
        return None
    messages.success(request, done)
    return redirect(_address(body, back))


def _page(
    request: HttpRequest, body: Body, name: str, context: dict[str, Any], form: Form | None = None
) -> HttpResponse:
    names = ("days", "upload", "suspensions", "terms", *(() if body else ("distances",)))
    links = {f"{link}_url": _address(body, link) for link in names}
    waiting = queries.flagged_terms(entity=body.slug if body else "").count()
    status = 422 if form is not None and form.errors else 200
    context = {**context, **links, "body": body, "waiting": waiting, "prefix": _address(body, "days")}
    return render(request, f"workdays/desk/{name}.html", context, status=status)


def _address(body: Body, name: str) -> str:
    return reverse(f"workdays:entity_{name}", args=[body.slug]) if body else reverse(f"workdays:platform_{name}")


def _may_withdraw(row: NonWorkingDay, body: Body) -> bool:
    is_own = body is None or (body.ubigeo != "" and row.ubigeo.startswith(body.ubigeo))
    return is_own and row.withdrawn_at is None and row.source != SOURCE
