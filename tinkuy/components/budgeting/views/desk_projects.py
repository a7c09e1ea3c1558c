"""Which investments stand for the money, and whether the norm lets them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tinkuy.commons.investments.enums import VersionStatus
from tinkuy.commons.investments.queries import search_records
from tinkuy.foundation.shared.paging import keyset_page
from tinkuy.foundation.shared.refusals import Refused

from ..access import COORDINATION, PRESIDENCY, TEAM, process_role
from ..actions.candidates import add_candidates, change_amount, withdraw_candidate
from ..actions.eligibility import check_eligibility, override_eligibility
from ..actions.process import choose_portfolio
from ..forms.desk import AmountForm, GroundForm, OverrideForm
from ..models import BudgetProcess
from ..queries import pages
from .desk import project_of

PAGE_SIZE = 50


@process_role(*TEAM)
def candidates(request: HttpRequest, process: BudgetProcess) -> HttpResponse:
    """The version of the portfolio, who stands, and a search to add more."""
    text = request.GET.get("texto", "")[:80]
    province = request.GET.get("provincia", "")[:6]
    page = None
    if process.portfolio_version:
        standing = process.projects.values("investment")
        found = search_records(process.portfolio_version, text=text, province=province)
        found = found.exclude(investment__in=standing)
        page = keyset_page(found, cursor=request.GET.get("cursor", ""), size=PAGE_SIZE, order=("investment__cui",))
    versions = process.space.body.portfolio_versions.filter(status=VersionStatus.CONFIRMED).order_by("-number")
    projects = list(process.projects.select_related("list").order_by("list__position", "cui"))
    context = {
        "space": process.space,
        "process": process,
        "versions": versions,
        "projects": projects,
        "page": page,
        "text": text,
        "province": province,
        "lists": process.lists.exclude(key="MULTI"),
    }
    return render(request, "budgeting/desk/candidates.html", context)


@require_POST
@process_role(*COORDINATION)
def portfolio(request: HttpRequest, process: BudgetProcess) -> HttpResponse:
    number = request.POST.get("version", "")
    rows = process.space.body.portfolio_versions
    version = get_object_or_404(rows, pk=number if number.isdigit() else 0)
    choose_portfolio(process=process, version=version, actor=request.user, at=timezone.now())
    messages.success(request, _("El proceso trabaja desde ahora con esa versión de la cartera."))
    return redirect("budgeting:candidates", slug=process.space.slug)


@require_POST
@process_role(*TEAM)
def add(request: HttpRequest, process: BudgetProcess) -> HttpResponse:
    cuis = request.POST.getlist("cui")
    if cuis:
        added = add_candidates(process=process, cuis=cuis, actor=request.user, at=timezone.now())
        messages.success(request, _("Candidatos agregados: %(n)s.") % {"n": len(added)})
    else:
        messages.warning(request, _("No marcaste ninguna inversión."))
    return redirect("budgeting:candidates", slug=process.space.slug)


@process_role(*TEAM)
def candidate(request: HttpRequest, process: BudgetProcess, cui: str) -> HttpResponse:
    """One candidate: what it asks, its impact, and taking it out."""
    project = project_of(process, cui)
    amount_form = AmountForm(request.POST if "amount" in request.POST else None, initial={"amount": project.amount})
    withdraw_form = GroundForm(request.POST if "withdraw" in request.POST else None, prefix="retiro")
    if request.method == "POST":
        form = withdraw_form if "withdraw" in request.POST else amount_form
        if form.is_valid():
            try:
                _change(request, project, form)
                messages.success(request, _("Guardado, y anotado en los actos."))
                return redirect("budgeting:candidate", slug=process.space.slug, cui=cui)
            except Refused as refused:
                form.add_error(None, f"{refused.sentence} {refused.next_step}")
    context = {
        "space": process.space,
        "process": process,
        "project": project,
        "look": project.look,
        "rules": pages.eligibility_lines(project),
        "amount_form": amount_form,
        "withdraw_form": withdraw_form,
    }
    status = 422 if amount_form.errors or withdraw_form.errors else 200
    return render(request, "budgeting/desk/candidate.html", context, status=status)


@process_role(*TEAM)
def eligibility(request: HttpRequest, process: BudgetProcess) -> HttpResponse:
    """Rule by rule, project by project; checking again is one button."""
    if request.method == "POST":
        check_eligibility(process=process, actor=request.user, at=timezone.now())
        messages.success(request, _("Elegibilidad revisada con la norma elegida."))
        return redirect("budgeting:eligibility", slug=process.space.slug)
    projects = list(
        process.projects.select_related("list", "override")
        .prefetch_related("eligibility")
        .order_by("list__position", "cui")
    )
    rows = [(project, project.look, pages.eligibility_lines(project)) for project in projects]
    context = {"space": process.space, "process": process, "rows": rows}
    return render(request, "budgeting/desk/eligibility.html", context)


@process_role(*PRESIDENCY)
def override(request: HttpRequest, process: BudgetProcess, cui: str) -> HttpResponse:
    """The presidency decides otherwise, with ground and document."""
    project = project_of(process, cui)
    form = OverrideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            override_eligibility(project=project, actor=request.user, at=timezone.now(), **form.cleaned_data)
            messages.success(request, _("Decisión anotada: es pública, con su sustento."))
            return redirect("budgeting:eligibility", slug=process.space.slug)
        except Refused as refused:
            form.add_error(None, f"{refused.sentence} {refused.next_step}")
    context = {
        "space": process.space,
        "process": process,
        "project": project,
        "rules": pages.eligibility_lines(project),
        "form": form,
    }
    return render(request, "budgeting/desk/override.html", context, status=422 if form.errors else 200)


def _change(request: HttpRequest, project, form) -> None:  # type: ignore[no-untyped-def]
    fields = {**form.cleaned_data, "project": project, "actor": request.user, "at": timezone.now()}
    if isinstance(form, AmountForm):
        change_amount(**fields)
    else:
        withdraw_candidate(**fields)
