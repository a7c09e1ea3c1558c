"""What the team needs to see: what is ready, what is missing, who has handed in what."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from tinkuy.commons.accreditation.queries import voters_of
from tinkuy.commons.voting.enums import PollStatus
from tinkuy.commons.voting.queries import poll_of
from tinkuy.foundation.accounts.models import User

from ..enums import MatrixStatus, ProjectState, SheetStatus
from ..models import BudgetProcess, BudgetProject, EvaluationSheet, Evaluator
from ..rules.evaluation import SCORED, SENT_BACK, SPREAD, Assessment
from .evaluation import assessments

EVALUABLE = (ProjectState.ELIGIBLE, ProjectState.REMAINDER)


@dataclass(frozen=True)
class CheckItem:
    """A step on the way to the vote. `detail` says what there is or what is missing."""

    title: str
    is_done: bool
    detail: str
    url_name: str


def checklist(process: BudgetProcess) -> list[CheckItem]:
    """«Listo para abrir»: every step with what is missing."""
    states = dict.fromkeys(ProjectState.values, 0)
    for state in process.projects.values_list("state", flat=True):
        states[state] += 1
    standing = sum(states.values()) - states[ProjectState.WITHDRAWN]
    return [
        _dates(process),
        CheckItem(
            _("Reglas del proceso"),
            process.institutional_share is not None,
            _("Techo, pesos y orden de desempate puestos.")
            if process.institutional_share is not None
            else _("Falta publicar qué parte del presupuesto institucional es (Ley 28056, art. 7)."),
            "budgeting:settings",
        ),
        CheckItem(
            _("Cartera y candidatos"),
            process.portfolio_version is not None and standing > 0,
            _("%(n)s candidatos.") % {"n": standing} if standing else _("Falta elegir la cartera y los candidatos."),
            "budgeting:candidates",
        ),
        CheckItem(
            _("Elegibilidad por ley"),
            standing > 0 and states[ProjectState.CANDIDATE] == 0,
            _eligibility_detail(standing, states[ProjectState.CANDIDATE]),
            "budgeting:eligibility",
        ),
        _matrix(process),
        _evaluators(process),
        _evaluation(process),
        _roll(process),
        _vote(process),
    ]


def _eligibility_detail(standing: int, unseen: int) -> str:
    if not standing:
        return _("Primero hay que elegir los candidatos.")
    return _("%(n)s sin revisar.") % {"n": unseen} if unseen else _("Revisada.")


def _dates(process: BudgetProcess) -> CheckItem:
    kinds = {stage.kind for stage in process.space.stages.all()}
    missing = [kind for kind in ("evaluacion", "votacion", "resultados") if kind not in kinds]
    detail = _("Faltan fechas de: %(kinds)s.") % {"kinds": ", ".join(missing)} if missing else _("Fechas puestas.")
    return CheckItem(_("Cronograma"), not missing, detail, "panel:stages")


def _matrix(process: BudgetProcess) -> CheckItem:
    approved = process.matrices.filter(status=MatrixStatus.APPROVED).first()
    published = process.space.documents.filter(kind="acta_matriz", replaced_by=None).exists()
    if approved is None:
        detail = _("Falta aprobar la matriz con su acta.")
    elif not published:
        detail = _("Aprobada. Falta publicar el acta en «Documentos»: sin ella la evaluación no abre.")
    else:
        detail = _("Versión %(v)s aprobada y con su acta publicada.") % {"v": approved.version}
    return CheckItem(_("Matriz de priorización"), approved is not None and published, detail, "budgeting:matrix")


def _evaluators(process: BudgetProcess) -> CheckItem:
    count = process.evaluators.filter(is_active=True).count()
    facts = {"n": count, "needed": process.minimum_evaluators}
    return CheckItem(
        _("Equipo evaluador"),
        count >= process.minimum_evaluators,
        _("%(n)s de al menos %(needed)s.") % facts,
        "budgeting:evaluators",
    )


def _evaluation(process: BudgetProcess) -> CheckItem:
    if process.is_frozen:
        return CheckItem(_("Evaluación técnica"), True, _("Terminada y congelada."), "budgeting:evaluation")
    projects = list(process.projects.filter(state__in=EVALUABLE))
    found = assessments(process, projects)
    done = sum(1 for project in projects if found[project.pk].status == SCORED)
    facts = {"done": done, "all": len(projects)}
    detail = _("%(done)s de %(all)s proyectos con puntaje.") % facts
    return CheckItem(_("Evaluación técnica"), bool(projects) and done == len(projects), detail, "budgeting:evaluation")


def _roll(process: BudgetProcess) -> CheckItem:
    voters = len(voters_of(process.space))
    published = process.space.documents.filter(kind="padron", replaced_by=None).exists()
    facts = {"n": voters}
    detail = _("%(n)s personas acreditadas con voto.") % facts
    if not published:
        detail += " " + _("Falta publicar el padrón definitivo en «Documentos».")
    return CheckItem(_("Padrón"), voters > 0 and published, detail, "accreditation:queue")


def _vote(process: BudgetProcess) -> CheckItem:
    poll = poll_of(process.space)
    detail = PollStatus(poll.status).label if poll else _("Por preparar.")
    return CheckItem(_("Votación"), poll is not None, str(detail), "budgeting:prepare")


@dataclass(frozen=True)
class OverviewRow:
    """A project before its evaluators. `cells`: number, word, and points only where the viewer may see them."""

    project: BudgetProject
    cells: list[tuple[int, str, Decimal | None]]
    assessment: Assessment
    is_visible: bool
    can_be_sent_back: bool


def evaluation_overview(process: BudgetProcess, viewer: User) -> list[OverviewRow]:
    """Nobody sees points before all sheets are in; an evaluator, not before handing in their own."""
    states = (*EVALUABLE, ProjectState.ON_BALLOT, ProjectState.PRIORITIZED, ProjectState.RESERVE)
    projects = list(process.projects.filter(state__in=states).select_related("list").order_by("list__position", "cui"))
    evaluators = list(process.evaluators.all())
    sheets = {
        (sheet.project_id, sheet.evaluator_id): sheet
        for sheet in EvaluationSheet.objects.filter(project__in=projects).order_by("round")
    }
    found = assessments(process, projects)
    mine = next((evaluator for evaluator in evaluators if evaluator.user_id == viewer.pk), None)
    return [_row(project, evaluators, sheets, found[project.pk], mine) for project in projects]


def _row(
    project: BudgetProject,
    evaluators: list[Evaluator],
    sheets: dict[tuple[int, int], EvaluationSheet],
    found: Assessment,
    mine: Evaluator | None,
) -> OverviewRow:
    own = sheets.get((project.pk, mine.pk)) if mine else None
    has_handed_in = mine is None or not mine.is_active or (own is not None and own.submitted_at is not None)
    is_visible = found.status in (SCORED, SPREAD) and has_handed_in
    cells = [
        (
            evaluator.number,
            _word(sheets.get((project.pk, evaluator.pk)), project.evaluation_round),
            found.sheets.get(evaluator.number) if is_visible else None,
        )
        for evaluator in evaluators
    ]
    return OverviewRow(project, cells, found, is_visible, found.status == SPREAD and not project.process.is_frozen)


def _word(sheet: EvaluationSheet | None, current_round: int) -> str:
    if sheet is None:
        return _("sin empezar")
    if sheet.submitted_at and sheet.round < current_round:
        return _("debe volver a puntuar")
    return str(SheetStatus(sheet.status).label).lower()


ASSESSMENT_WORDS = {
    SCORED: "done",
    SPREAD: "decided",
    SENT_BACK: "ongoing",
}


@dataclass(frozen=True)
class MySheet:
    project: BudgetProject
    sheet: EvaluationSheet | None

    @property
    def look(self) -> str:
        if self.sheet is None:
            return "open"
        return "ongoing" if self.sheet.status == SheetStatus.DRAFT else "done"

    @property
    def word(self) -> str:
        return _("Por puntuar") if self.sheet is None else str(self.sheet.get_status_display())


def my_sheets(process: BudgetProcess, user: User) -> list[MySheet]:
    """The projects that wait for this evaluator in their round, then those already handed in."""
    projects = list(process.projects.filter(state__in=EVALUABLE).select_related("list").order_by("cui"))
    mine = {
        (sheet.project_id, sheet.round): sheet
        for sheet in EvaluationSheet.objects.filter(project__in=projects, evaluator__user=user)
    }
    rows = [MySheet(project, mine.get((project.pk, project.evaluation_round))) for project in projects]
    return sorted(rows, key=lambda row: (row.look == "done", row.project.cui))
