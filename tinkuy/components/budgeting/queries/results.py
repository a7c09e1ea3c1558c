"""Results: published ones for everybody, the computed one also for the team. Nothing before the close."""

from ..models import BudgetProcess, Prioritization, PrioritizedRow


def result_of(process: BudgetProcess, version: int | None = None) -> Prioritization | None:
    """The published result: the last version, or the one asked for."""
    rows = process.prioritizations.filter(published_at__isnull=False)
    return (rows.filter(version=version) if version else rows.order_by("-version")).first()


def latest_result(process: BudgetProcess) -> Prioritization | None:
    """The last computed version, published or not: for the team."""
    return process.prioritizations.order_by("-version").first()


def published_versions(process: BudgetProcess) -> list[Prioritization]:
    return list(process.prioritizations.filter(published_at__isnull=False).order_by("version"))


def rows_of(result: Prioritization) -> list[PrioritizedRow]:
    """In fill order, with project, list and record."""
    return list(result.rows.select_related("project__list", "project__dossier").order_by("fill_position"))


def row_of(result: Prioritization, cui: str) -> PrioritizedRow | None:
    return result.rows.select_related("project__list", "project__dossier").filter(project__cui=cui).first()
