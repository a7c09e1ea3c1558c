"""The matrix, the evaluators, and each one's sheets."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.spaces.queries import why_not

from ..access import COORDINATION, EVALUATORS, PRESIDENCY, TEAM, process_role
from ..actions import evaluation as acts
from ..actions.matrix import approve_matrix, draft_matrix, save_matrix, specs_of
from ..enums import MatrixStatus, SheetStatus
from ..forms.desk import ApproveForm, GroundForm
from ..forms.evaluation import CriteriaFormSet, CriterionForm, EvaluatorForm, SheetForm
from ..models import BudgetProcess, EvaluationSheet, ScoringMatrix
from ..queries.desk import evaluation_overview, my_sheets
from ..queries.evaluation import matrix_of
from ..queries.suggestions import suggestions_for
from .desk import project_of


@process_role(*TEAM)
def matrix(request: HttpRequest, process: BudgetProcess) -> HttpResponse:
    """The matrix in force and the draft, if there is one."""
    draft = process.matrices.filter(status=MatrixStatus.DRAFT).first()
    context = {
        "space": process.space,
        "process": process,
        "approved": matrix_of(process),
        "draft": draft,
        "versions": process.matrices.all(),
        "form": ApproveForm(),
        "total": sum(spec.weight for spec in specs_of(draft)),
    }
    return render(request, "budgeting/desk/matrix.html", context)


@require_POST
@process_role(*TEAM)
def new_matrix(request: HttpRequest, process: BudgetProcess) -> HttpResponse:
    draft_matrix(process=process, actor=request.user, at=timezone.now())
    return redirect("budgeting:matrix_edit", slug=process.space.slug)


@process_role(*TEAM)
def matrix_edit(request: HttpRequest, process: BudgetProcess) -> HttpResponse:
    """Every criterion of the draft on one page."""
    draft = _draft(process)
    initial = [CriterionForm.initial_of(spec) for spec in specs_of(draft)]
    forms = CriteriaFormSet(request.POST or None, initial=initial)
    problem = ""
    if request.method == "POST" and forms.is_valid():
        kept = [form for form in forms if form.has_changed() or form.initial]
        criteria = [form.spec() for form in kept if form.cleaned_data and not form.cleaned_data.get("DELETE")]
        try:
            title = request.POST.get("title", "").strip()[:200] or draft.title
            save_matrix(matrix=draft, title=title, criteria=criteria, actor=request.user, at=timezone.now())
            messages.success(request, _("Matriz guardada. Para usarla falta aprobarla con su acta."))
            return redirect("budgeting:matrix", slug=process.space.slug)
        except Refused as refused:
            problem = f"{refused.sentence} {refused.next_step}"
    context = {"space": process.space, "process": process, "draft": draft, "forms": forms, "problem": problem}
    status = 422 if problem or (request.method == "POST" and not forms.is_valid()) else 200
    return render(request, "budgeting/desk/matrix_edit.html", context, status=status)


@process_role(*COORDINATION, *PRESIDENCY)
def matrix_approve(request: HttpRequest, process: BudgetProcess) -> HttpResponse:
    draft = _draft(process)
    form = ApproveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            approve_matrix(matrix=draft, actor=request.user, at=timezone.now(), **form.cleaned_data)
            messages.success(request, _("Matriz aprobada. Se congela con la primera ficha."))
            return redirect("budgeting:matrix", slug=process.space.slug)
        except Refused as refused:
            form.add_error(None, f"{refused.sentence} {refused.next_step}")
    context = {"space": process.space, "process": process, "draft": draft, "form": form}
    return render(request, "budgeting/desk/matrix_approve.html", context, status=422 if form.errors else 200)


@process_role(*COORDINATION)
def evaluators(request: HttpRequest, process: BudgetProcess) -> HttpResponse:
    roles = ("technical_team", "team_president")
    people = User.objects.filter(space_memberships__space=process.space, space_memberships__role__in=roles).distinct()
    form = EvaluatorForm(request.POST or None, people=people)
    if request.method == "POST" and form.is_valid():
        acts.name_evaluator(process=process, user=form.cleaned_data["user"], actor=request.user, at=timezone.now())
        messages.success(request, _("Ya puede puntuar. La gente verá su número, no su nombre."))
        return redirect("budgeting:evaluators", slug=process.space.slug)
    context = {
        "space": process.space,
        "process": process,
        "form": form,
        "ground_form": GroundForm(),
        "evaluators": process.evaluators.select_related("user"),
    }
    return render(request, "budgeting/desk/evaluators.html", context, status=422 if form.errors else 200)


@require_POST
@process_role(*COORDINATION)
def dismiss(request: HttpRequest, process: BudgetProcess, number: int) -> HttpResponse:
    evaluator = get_object_or_404(process.evaluators, number=number)
    ground = request.POST.get("ground", "")
    acts.dismiss_evaluator(evaluator=evaluator, ground=ground, actor=request.user, at=timezone.now())
    messages.success(request, _("Ya no puntúa. Lo que entregó se queda."))
    return redirect("budgeting:evaluators", slug=process.space.slug)


@process_role(*EVALUATORS)
def mine(request: HttpRequest, process: BudgetProcess) -> HttpResponse:
    """What waits for this evaluator."""
    context = {
        "space": process.space,
        "process": process,
        "rows": my_sheets(process, request.user),
        "is_evaluator": process.evaluators.filter(user=request.user, is_active=True).exists(),
        "refusal": why_not(process.space, "score", timezone.now()),
    }
    return render(request, "budgeting/desk/my_sheets.html", context)


@process_role(*EVALUATORS)
def sheet(request: HttpRequest, process: BudgetProcess, cui: str) -> HttpResponse:
    """One project, every criterion, with what the data suggest. Saving keeps it; handing in is the next page."""
    project, mine_ = _my_sheet(request, process, cui)
    found = matrix_of(process)
    if found is None or (mine_ and mine_.status != SheetStatus.DRAFT):
        return redirect("budgeting:hand_in", slug=process.space.slug, cui=cui)
    suggestions = suggestions_for(project, found)
    form = SheetForm(request.POST or None, matrix=found, sheet=mine_, suggestions=suggestions)
    if request.method == "POST" and form.is_valid():
        try:
            acts.save_sheet(
                project=project,
                entries=form.entries(),
                has_conflict=form.cleaned_data["has_conflict"],
                conflict_note=form.cleaned_data["conflict_note"],
                actor=request.user,
                at=timezone.now(),
            )
            messages.success(request, _("Borrador guardado."))
            target = "budgeting:hand_in" if "next" in request.POST else "budgeting:sheet"
            return redirect(target, slug=process.space.slug, cui=cui)
        except Refused as refused:
            form.add_error(None, f"{refused.sentence} {refused.next_step}")
    context = {"space": process.space, "process": process, "project": project, "form": form, "matrix": found}
    return render(request, "budgeting/desk/sheet.html", context, status=422 if form.errors else 200)


@process_role(*EVALUATORS)
def hand_in(request: HttpRequest, process: BudgetProcess, cui: str) -> HttpResponse:
    """A last look at the sheet before it stops changing; afterwards, what was handed in."""
    project, mine_ = _my_sheet(request, process, cui)
    problem = None
    if request.method == "POST":
        try:
            acts.hand_in_sheet(project=project, actor=request.user, at=timezone.now())
            messages.success(request, _("Ficha entregada."))
            return redirect("budgeting:my_sheets", slug=process.space.slug)
        except Refused as refused:
            problem = refused
    scores = mine_.scores.select_related("criterion", "option") if mine_ else []
    context: dict[str, Any] = {
        "space": process.space,
        "process": process,
        "project": project,
        "sheet": mine_,
        "scores": scores,
        "total": sum(score.points for score in scores),
        "problem": problem,
    }
    return render(request, "budgeting/desk/hand_in.html", context, status=problem.status if problem else 200)


@process_role(*TEAM)
def overview(request: HttpRequest, process: BudgetProcess) -> HttpResponse:
    """Every project against every evaluator; points only when all are in."""
    context = {
        "space": process.space,
        "process": process,
        "rows": evaluation_overview(process, request.user),
        "evaluators": process.evaluators.all(),
        "matrix": matrix_of(process),
    }
    return render(request, "budgeting/desk/evaluation.html", context)


@require_POST
@process_role(*TEAM)
def send_back(request: HttpRequest, process: BudgetProcess, cui: str) -> HttpResponse:
    acts.send_back(project=project_of(process, cui), actor=request.user, at=timezone.now())
    messages.success(request, _("El proyecto vuelve a sus evaluadores en otra ronda."))
    return redirect("budgeting:evaluation", slug=process.space.slug)


@process_role(*PRESIDENCY)
def annul(request: HttpRequest, process: BudgetProcess, cui: str, number: int) -> HttpResponse:
    """Leaves a sheet without effect for a conflict of interest that was not declared."""
    project = project_of(process, cui)
    rows = EvaluationSheet.objects.filter(project=project, evaluator__number=number).order_by("-round")
    found = rows.first()
    if found is None:
        return redirect("budgeting:evaluation", slug=process.space.slug)
    form = GroundForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            acts.annul_sheet(sheet=found, ground=form.cleaned_data["ground"], actor=request.user, at=timezone.now())
            messages.success(request, _("La ficha quedó sin efecto."))
            return redirect("budgeting:evaluation", slug=process.space.slug)
        except Refused as refused:
            form.add_error(None, f"{refused.sentence} {refused.next_step}")
    context = {"space": process.space, "process": process, "project": project, "number": number, "form": form}
    return render(request, "budgeting/desk/annul.html", context, status=422 if form.errors else 200)


def _draft(process: BudgetProcess) -> ScoringMatrix:
    return get_object_or_404(process.matrices, status=MatrixStatus.DRAFT)


def _my_sheet(request: HttpRequest, process: BudgetProcess, cui: str):  # type: ignore[no-untyped-def]
    project = project_of(process, cui)
    rows = EvaluationSheet.objects.filter(project=project, evaluator__user=request.user, round=project.evaluation_round)
    return project, rows.first()
