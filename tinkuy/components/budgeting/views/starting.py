"""Starting a process: with one click from a preset, or from the process of another year."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tinkuy.foundation.organizations.access import entity_role
from tinkuy.foundation.organizations.models import PublicBody
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.spaces.models import Space
from tinkuy.foundation.spaces.queries import choices_of, find_sheet

from ..access import COORDINATION, process_role
from ..actions.starting import clone_process, proposed_calendar, shifted_calendar, start_from_preset
from ..component import COMPONENT
from ..forms.starting import CloneForm, StartForm
from ..models import BudgetProcess


@entity_role("administrator", "planning")
def start(request: HttpRequest, body: PublicBody) -> HttpResponse:
    """A draft with its stages, rules and expected documents; what the preset proposes is shown before."""
    choices = list(choices_of("budgeting", request.user))
    chosen = request.POST.get("preset") or request.GET.get("plantilla") or choices[0][0]
    year = timezone.localdate().year + 1
    initial = {"preset": chosen, "fiscal_year": year, "title": _("Presupuesto participativo %(year)s") % {"year": year}}
    form = StartForm(request.POST or None, choices=choices, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            space = start_from_preset(
                body=body,
                sheet=find_sheet(form.cleaned_data["preset"], request.user),
                new=form.new_process(),
                actor=request.user,
                at=timezone.now(),
            )
            messages.success(request, _("El borrador está creado con sus fechas, reglas y documentos por publicar."))
            return redirect("panel:file", slug=space.slug)
        except Refused as refused:
            form.add_error(None, f"{refused.sentence} {refused.next_step}")
    sheet = find_sheet(chosen, request.user)
    windows = proposed_calendar(body, sheet, year, timezone.now())
    context = {"body": body, "form": form, "sheet": sheet, "windows": _in_order(windows)}
    return render(request, "budgeting/desk/start.html", context, status=422 if form.errors else 200)


@process_role(*COORDINATION)
def clone(request: HttpRequest, process: BudgetProcess) -> HttpResponse:
    """The next year with the same rules: without agents, ideas, projects or votes."""
    space: Space = process.space
    year = process.fiscal_year + 1
    title = space.title.replace(str(process.fiscal_year), str(year))
    initial = {
        "fiscal_year": year,
        "title": title if title != space.title else f"{title} {year}",
        "responsible_unit": space.responsible_unit,
        "legal_basis": space.legal_basis,
    }
    form = CloneForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        keeps = form.cleaned_data["keeps_team"]
        try:
            cloned = clone_process(
                space=space, new=form.new_process(), keeps_team=keeps, actor=request.user, at=timezone.now()
            )
            messages.success(request, _("El borrador del otro año está creado, sin su gente. Revisa sus fechas."))
            return redirect("panel:file", slug=cloned.slug)
        except Refused as refused:
            form.add_error(None, f"{refused.sentence} {refused.next_step}")
    context = {"space": space, "process": process, "form": form, "windows": _in_order(shifted_calendar(space))}
    return render(request, "budgeting/desk/clone.html", context, status=422 if form.errors else 200)


def _in_order(windows: dict) -> list[tuple[str, object]]:
    titles = {stage.key: str(stage.title) for stage in COMPONENT.stages}
    rows = sorted(windows.items(), key=lambda item: (item[1].opens, item[1].closes))
    return [(titles.get(kind, kind), window) for kind, window in rows]
