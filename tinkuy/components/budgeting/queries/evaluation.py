"""What is known of the technical evaluation. Nobody sees the sheet of another before handing in their own."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from django.db.models import QuerySet

from ..enums import MatrixStatus, SheetStatus
from ..models import BudgetProcess, BudgetProject, EvaluationSheet, ScoringMatrix
from ..rules.evaluation import SENT_BACK, Assessment, SheetFacts, assess
from ..rules.sheets import CriterionFacts


def matrix_of(process: BudgetProcess) -> ScoringMatrix | None:
    """The approved matrix with its criteria and options, or None."""
    approved = process.matrices.filter(status=MatrixStatus.APPROVED)
    return approved.prefetch_related("criteria__options").first()


def criteria_facts(matrix: ScoringMatrix) -> list[CriterionFacts]:
    return [
        CriterionFacts(
            code=criterion.code,
            name=criterion.name,
            weight=criterion.weight,
            kind=criterion.kind,
            requires_ground=criterion.requires_ground,
            option_points={option.pk: option.points for option in criterion.options.all()},
        )
        for criterion in matrix.criteria.prefetch_related("options")
    ]


def handed_in_sheets(projects: Iterable[BudgetProject]) -> QuerySet[EvaluationSheet]:
    """Every sheet that was handed in, of any round; conflicted and annulled ones too."""
    return (
        EvaluationSheet.objects.filter(project__in=list(projects), submitted_at__isnull=False)
        .select_related("evaluator", "project", "annulment")
        .prefetch_related("scores__criterion")
        .order_by("project_id", "evaluator__number", "round")
    )


def is_counting(sheet: EvaluationSheet) -> bool:
    return sheet.status == SheetStatus.SUBMITTED and not hasattr(sheet, "annulment")


def last_sheets(projects: Iterable[BudgetProject]) -> dict[int, list[EvaluationSheet]]:
    """By project: the last sheet that each evaluator handed in."""
    last: dict[tuple[int, int], EvaluationSheet] = {}
    for sheet in handed_in_sheets(projects):
        last[sheet.project_id, sheet.evaluator_id] = sheet
    found: dict[int, list[EvaluationSheet]] = defaultdict(list)
    for (project_id, _evaluator), sheet in last.items():
        found[project_id].append(sheet)
    return found


def assessments(process: BudgetProcess, projects: Iterable[BudgetProject]) -> dict[int, Assessment]:
    """By project number, for many projects in a handful of queries. In a new round it waits for every evaluator."""
    projects = list(projects)
    matrix = matrix_of(process)
    weights: dict[str, Decimal] = {c.code: c.weight for c in matrix.criteria.all()} if matrix else {}
    sheets = last_sheets(projects)
    return {project.pk: _assess(process, project, weights, sheets.get(project.pk, [])) for project in projects}


def assessment_of(project: BudgetProject) -> Assessment:
    return assessments(project.process, [project])[project.pk]


def _assess(
    process: BudgetProcess, project: BudgetProject, weights: dict[str, Decimal], sheets: list[EvaluationSheet]
) -> Assessment:
    counting = [sheet for sheet in sheets if is_counting(sheet)]
    found = assess(
        weights,
        [
            SheetFacts(s.evaluator.number, {score.criterion.code: score.points for score in s.scores.all()})
            for s in counting
        ],
        minimum_evaluators=process.minimum_evaluators,
        spread_threshold=process.spread_threshold,
    )
    behind = any(sheet.evaluator.is_active and sheet.round < project.evaluation_round for sheet in counting)
    return replace(found, status=SENT_BACK, score=None) if behind else found
