"""What is known of formalisation: which agreements stand, what the budget gives them, how they go. All public."""

import json
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch, QuerySet

from ..enums import RowOutcome
from ..models import (
    AccountabilityReport,
    AgreementCommitment,
    BudgetProcess,
    BudgetProject,
    CommitmentUpdate,
    FormalizationRecord,
    Incorporation,
    PrioritizedRow,
    ProcessList,
    ProjectReplacement,
    WorkStep,
)
from ..rules.formalization import Choice, Reserve, next_in_reserve
from .results import result_of


@dataclass(frozen=True)
class Standing:
    """An agreement in force: a prioritised project, or the one that took its place. `instead_of` says which."""

    project: BudgetProject
    amount: Decimal
    instead_of: BudgetProject | None = None


def rows_with_projects(process: BudgetProcess) -> list[PrioritizedRow]:
    result = result_of(process)
    if result is None:
        return []
    return list(result.rows.select_related("project__list", "project__dossier").order_by("fill_position"))


def replacements_of(process: BudgetProcess) -> list[ProjectReplacement]:
    return list(process.replacements.select_related("outgoing__dossier", "incoming__dossier", "document"))


def standing_of(process: BudgetProcess) -> list[Standing]:
    """The prioritised of the published result, with its replacements made: in the order of the result."""
    return _standing(rows_with_projects(process), replacements_of(process))


def _standing(rows: list[PrioritizedRow], replaced: list[ProjectReplacement]) -> list[Standing]:
    amounts = {row.project_id: row for row in rows}
    gone = {row.outgoing_id for row in replaced}
    kept = [Standing(row.project, row.amount) for row in rows if row.outcome == RowOutcome.PRIORITIZED]
    brought = [
        Standing(amounts[row.incoming_id].project, row.amount, row.outgoing)
        for row in replaced
        if row.incoming_id in amounts
    ]
    return [row for row in [*kept, *brought] if row.project.pk not in gone]


def choice_for(project: BudgetProject) -> Choice | None:
    """Who would take this project's place today, with the working; None when it is no agreement in force."""
    process = project.process
    rows, replaced = rows_with_projects(process), replacements_of(process)
    standing = _standing(rows, replaced)
    mine = next((row for row in standing if row.project.pk == project.pk), None)
    result = result_of(process)
    if mine is None or result is None:
        return None
    group = _group(mine.project.list)
    inputs = json.loads(result.inputs)
    remainder_below = inputs.get("remainder_below")
    taken = {row.incoming_id for row in replaced} | {row.project.pk for row in standing}
    return next_in_reserve(
        [
            Reserve(
                row.project.cui,
                row.fill_position,
                row.amount,
                _group(row.project.list),
                is_taken=row.project_id in taken,
                remainder_only=row.is_remainder_only,
            )
            for row in rows
            if row.outcome == RowOutcome.RESERVE
        ],
        available=mine.amount + _left_over(process, result.ceiling, standing, group),
        fill_rule=str(inputs["fill_rule"]),
        group=group,
        remainder_below=None if remainder_below is None else Decimal(remainder_below),
    )


def _group(found: ProcessList) -> str:
    """Money of a list with a ceiling of its own stays in it; the other lists share theirs."""
    return found.key if found.ceiling is not None else ""


def _left_over(process: BudgetProcess, ceiling: Decimal, standing: list[Standing], group: str) -> Decimal:
    """What the group has left once every agreement in force has its amount."""
    lists = list(process.lists.all())
    own = {row.key: row.ceiling for row in lists if row.ceiling is not None}
    money = own[group] if group else ceiling - sum(own.values(), Decimal(0))
    used = sum((row.amount for row in standing if _group(row.project.list) == group), Decimal(0))
    return max(money - used, Decimal(0))


def incorporations_of(process: BudgetProcess) -> QuerySet[Incorporation]:
    rows = process.incorporations.select_related("project__dossier").prefetch_related("years", "steps")
    return rows.order_by("project__cui")


def steps_of(process: BudgetProcess) -> QuerySet[WorkStep]:
    rows = WorkStep.objects.filter(incorporation__process=process).select_related("incorporation__project")
    return rows.order_by("incorporation__project__cui", "position")


@dataclass(frozen=True)
class BudgetRow:
    """An agreement beside what the opening budget says of it."""

    standing: Standing
    incorporation: Incorporation | None


def budget_rows(process: BudgetProcess) -> list[BudgetRow]:
    known = {row.project_id: row for row in incorporations_of(process)}
    return [BudgetRow(row, known.get(row.project.pk)) for row in standing_of(process)]


def formalization_of(process: BudgetProcess) -> FormalizationRecord | None:
    return FormalizationRecord.objects.filter(process=process).select_related("document").first()


def published_report(process: BudgetProcess) -> AccountabilityReport | None:
    rows = process.accountability_reports.filter(published_at__isnull=False)
    return rows.select_related("document").order_by("-version").first()


def draft_report(process: BudgetProcess) -> AccountabilityReport | None:
    return process.accountability_reports.filter(published_at=None).first()


def previous_process(process: BudgetProcess) -> BudgetProcess | None:
    """Last year's process of the same entity and place, where it is on the platform with a published result."""
    rows = BudgetProcess.objects.filter(
        space__body=process.space.body_id,
        space__ubigeo=process.space.ubigeo,
        fiscal_year=process.fiscal_year - 1,
        prioritizations__published_at__isnull=False,
    )
    return rows.select_related("space").order_by("-pk").distinct().first()


def commitments_of(process: BudgetProcess) -> QuerySet[AgreementCommitment]:
    """What was agreed in the act in force: promises and the follow-up of each project, with their last news."""
    result = result_of(process)
    rows = AgreementCommitment.objects.filter(agreement__prioritization=result) if result else _nothing()
    updates = CommitmentUpdate.objects.select_related("file").order_by("-reported_at", "-id")
    return rows.select_related("project__dossier").prefetch_related(Prefetch("updates", queryset=updates))


def _nothing() -> QuerySet[AgreementCommitment]:
    return AgreementCommitment.objects.none()


def commitment_of(process: BudgetProcess, number: int) -> AgreementCommitment | None:
    return commitments_of(process).filter(position=number).first()


def counts_by_state(process: BudgetProcess) -> dict[str, int]:
    found: dict[str, int] = {}
    for state in commitments_of(process).prefetch_related(None).order_by().values_list("state", flat=True):
        found[state] = found.get(state, 0) + 1
    return found
