"""What is known of the coordination between levels: all of it is public."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, QuerySet

from tinkuy.foundation.territory.queries import parts_of

from ..models import (
    BudgetProcess,
    BudgetProject,
    CofinancingAgreement,
    CoordinationRecord,
    DuplicateFlag,
    Prioritization,
    ReceivedPriority,
    ReceivedResult,
)
from ..rules.coordination import lacking
from .process import BALLOT_STATES


def received_of(process: BudgetProcess) -> QuerySet[ReceivedResult]:
    """The lists in force, by place."""
    return process.received_results.filter(replaced_at=None).order_by("ubigeo")


def priorities_of(process: BudgetProcess, *, ubigeo: str = "") -> QuerySet[ReceivedPriority]:
    rows = ReceivedPriority.objects.filter(received__process=process, received__replaced_at=None)
    rows = rows.filter(received__ubigeo__startswith=ubigeo) if ubigeo else rows
    return rows.select_related("received")


def flags_of(process: BudgetProcess) -> QuerySet[DuplicateFlag]:
    """What is twice among the lists in force; the undecided first."""
    rows = process.duplicate_flags.filter(priority__received__replaced_at=None)
    rows = rows.filter(Q(other=None) | Q(other__received__replaced_at=None))
    return rows.select_related("priority__received", "project", "other__received").order_by("decided_at", "id")


def undecided(process: BudgetProcess) -> int:
    return flags_of(process).filter(decision="").count()


def coordination_of(process: BudgetProcess) -> CoordinationRecord | None:
    return CoordinationRecord.objects.filter(process=process).select_related("document").first()


def cofinancing_of(process: BudgetProcess) -> list[CofinancingAgreement]:
    """The version in force of each project's co-financing."""
    rows = CofinancingAgreement.objects.filter(project__process=process).select_related("project")
    latest: dict[int, CofinancingAgreement] = {}
    for row in rows.prefetch_related("shares").order_by("project__cui", "version"):
        latest[row.project_id] = row
    return list(latest.values())


def money_lacking(project: BudgetProject) -> Decimal:
    """What its balance asks beyond what this process gives: the balance of the portfolio, else its total cost."""
    return lacking(cost_left=cost_left(project), amount=project.amount)


def cost_left(project: BudgetProject) -> Decimal | None:
    record = project.record
    return record.balance if record.balance else project.total_cost


def projects_that_lack(process: BudgetProcess) -> list[tuple[BudgetProject, Decimal]]:
    rows = process.projects.filter(state__in=BALLOT_STATES).select_related("record", "dossier").order_by("cui")
    return [(row, lacks) for row in rows if (lacks := money_lacking(row)) > 0]


@dataclass(frozen=True)
class Waiting:
    """A published result of an entity below that this process has not received."""

    result: Prioritization
    title: str


def results_below(process: BudgetProcess) -> list[Prioritization]:
    """Published results of entities inside the territory of this one, of the same fiscal year, not received yet."""
    taken = received_of(process).exclude(prioritization=None).values("prioritization")
    rows = Prioritization.objects.filter(
        published_at__isnull=False,
        process__fiscal_year=process.fiscal_year,
        process__space__body__level__in=("provincial", "district"),
        process__space__body__ubigeo__startswith=process.space.body.ubigeo,
    )
    rows = rows.exclude(process=process).exclude(pk__in=taken).exclude(process__space__status="draft")
    latest: dict[int, Prioritization] = {}
    for row in rows.select_related("process__space__body").order_by("process__space__body__ubigeo", "version"):
        latest[row.process_id] = row
    return list(latest.values())


def places_below(process: BudgetProcess) -> list[tuple[str, str]]:
    """Provinces, and their districts, that may send their list to this process."""
    scope = process.space.ubigeo or process.space.body.ubigeo
    parts = list(parts_of(scope))
    districts = [row for part in parts for row in parts_of(part.code)] if len(scope) == 2 else []
    return sorted((row.code, row.name) for row in [*parts, *districts])
