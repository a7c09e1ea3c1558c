"""The desk of the process: what is ready, what is missing, and the settings that decide the result."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.spaces.access import space_role
from tinkuy.foundation.spaces.enums import SpaceRole
from tinkuy.foundation.spaces.models import Space
from tinkuy.foundation.spaces.queries import roles_of

from ..access import COORDINATION, EVERYBODY, process_role
from ..actions.ideas import set_idea_limits
from ..actions.process import choose_rule_set, configure_process, create_process, set_lists
from ..forms.desk import IdeaLimitsForm, ListsForm, RuleSetForm, SettingsForm
from ..models import BudgetProcess
from ..queries.desk import checklist
from ..queries.ideas import idea_rules
from ..queries.process import process_of


@space_role(*EVERYBODY)
def overview(request: HttpRequest, space: Space) -> HttpResponse:
    """The checklist; before there is a process, the form that opens it."""
    process = process_of(space)
    if process is None:
        if SpaceRole.COORDINATOR not in roles_of(request.user, space):
            raise PermissionDenied(_("El presupuesto de este proceso lo crea su coordinación."))
        return _create(request, space)
    items = checklist(process)
    context = {"space": space, "process": process, "items": items, "missing": sum(not item.is_done for item in items)}
    return render(request, "budgeting/desk/overview.html", context)


def _create(request: HttpRequest, space: Space) -> HttpResponse:
    form = SettingsForm(request.POST or None, initial=SettingsForm.initial_of(None))
    if request.method == "POST" and form.is_valid():
        try:
            create_process(space=space, settings=form.settings(), actor=request.user, at=timezone.now())
            messages.success(request, _("El presupuesto participativo está creado. Sigue la lista de pasos."))
            return redirect("budgeting:desk", slug=space.slug)
        except Refused as refused:
            form.add_error(None, f"{refused.sentence} {refused.next_step}")
    return render(
        request, "budgeting/desk/create.html", {"space": space, "form": form}, status=422 if form.errors else 200
    )


@process_role(*COORDINATION)
def settings(request: HttpRequest, process: BudgetProcess) -> HttpResponse:
    """Money, weights, votes to points, ties. Refused once frozen."""
    form = SettingsForm(request.POST or None, initial=SettingsForm.initial_of(process))
    if request.method == "POST" and form.is_valid():
        try:
            configure_process(process=process, settings=form.settings(), actor=request.user, at=timezone.now())
            messages.success(request, _("Reglas guardadas."))
            return redirect("budgeting:settings", slug=process.space.slug)
        except Refused as refused:
            form.add_error(None, f"{refused.sentence} {refused.next_step}")
    return _settings_page(request, process, form, ListsForm(process=process))


@require_POST
@process_role(*COORDINATION)
def lists(request: HttpRequest, process: BudgetProcess) -> HttpResponse:
    form = ListsForm(request.POST, process=process)
    if form.is_valid():
        try:
            set_lists(process=process, lists=form.specs(), actor=request.user, at=timezone.now())
            messages.success(request, _("Listas y techos guardados."))
            return redirect("budgeting:settings", slug=process.space.slug)
        except Refused as refused:
            form.add_error(None, f"{refused.sentence} {refused.next_step}")
    return _settings_page(request, process, SettingsForm(initial=SettingsForm.initial_of(process)), form)


@require_POST
@process_role(*COORDINATION)
def idea_limits(request: HttpRequest, process: BudgetProcess) -> HttpResponse:
    form = IdeaLimitsForm(request.POST)
    if form.is_valid():
        chosen = form.cleaned_data
        try:
            set_idea_limits(
                process=process,
                ideas=chosen["idea_limit"],
                supports=chosen["support_limit"],
                actor=request.user,
                at=timezone.now(),
            )
            messages.success(request, _("Límites de las ideas guardados."))
            return redirect("budgeting:settings", slug=process.space.slug)
        except Refused as refused:
            form.add_error(None, f"{refused.sentence} {refused.next_step}")
    settings_form = SettingsForm(initial=SettingsForm.initial_of(process))
    return _settings_page(request, process, settings_form, ListsForm(process=process), form)


@require_POST
@process_role(*COORDINATION)
def rule_set(request: HttpRequest, process: BudgetProcess) -> HttpResponse:
    form = RuleSetForm(request.POST, process=process)
    if form.is_valid():
        chosen = form.cleaned_data["rule_set"]
        choose_rule_set(process=process, rule_set=chosen, actor=request.user, at=timezone.now())
        messages.success(request, _("Norma elegida. Vuelve a revisar la elegibilidad."))
    return redirect("budgeting:settings", slug=process.space.slug)


def _settings_page(
    request: HttpRequest,
    process: BudgetProcess,
    form: SettingsForm,
    lists_form: ListsForm,
    ideas_form: IdeaLimitsForm | None = None,
) -> HttpResponse:
    ideas_form = ideas_form or IdeaLimitsForm(initial=IdeaLimitsForm.initial_of(idea_rules(process)))
    context = {
        "space": process.space,
        "process": process,
        "form": form,
        "lists_form": lists_form,
        "ideas_form": ideas_form,
        "rule_set_form": RuleSetForm(initial={"rule_set": process.rule_set_id}, process=process),
        "tie_order": process.tie_criteria.all(),
    }
    status = 422 if form.errors or lists_form.errors or ideas_form.errors else 200
    return render(request, "budgeting/desk/settings.html", context, status=status)


def project_of(process: BudgetProcess, cui: str):  # type: ignore[no-untyped-def]
    project = get_object_or_404(process.projects.select_related("list", "dossier"), cui=cui)
    project.process = process
    return project
