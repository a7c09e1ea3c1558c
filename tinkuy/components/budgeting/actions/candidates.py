"""Which investments of the frozen portfolio stand for this money."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.urls import reverse

from tinkuy.commons.investments.models import InvestmentRecord
from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.dossiers.actions import link, open_dossier, publish_dossier, refresh_dossier
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.shared.text import fold
from tinkuy.foundation.spaces.enums import SpaceStatus

from ..enums import ProjectState
from ..models import BudgetProcess, BudgetProject, ProcessList
from ..refusals import ProcessRefusal
from ..rules.portfolio import Reach, is_viable, reach_of
from .acts import lock_unfrozen, record_act


@transaction.atomic
def add_candidate(
    *,
    process: BudgetProcess,
    cui: str,
    actor: User,
    at: datetime,
    amount: Decimal | None = None,
    amount_ground: str = "",
    list_key: str = "",
) -> BudgetProject:
    """A candidate with the facts of the portfolio copied. Asks for its balance, or its cost; another amount needs a
    ground. The list is its only province, or MULTI. While the space is a draft its record is known to nobody."""
    locked = lock_unfrozen(process)
    if locked.portfolio_version is None:
        raise Refused(ProcessRefusal.NO_PORTFOLIO)
    record = _record(locked, cui)
    if locked.projects.filter(cui=cui).exists():
        raise Refused(ProcessRefusal.ALREADY_CANDIDATE, cui=cui)
    if amount is not None and not amount_ground.strip():
        raise Refused(ProcessRefusal.AMOUNT_GROUND)
    reach = reach_of([place.ubigeo for place in record.places.all()], is_multiprovincial=record.is_multiprovincial)
    asked = amount if amount is not None else _asked(record)
    if asked is None or asked <= 0:
        raise Refused(ProcessRefusal.NO_AMOUNT, cui=cui)
    project = _create(locked, record, reach, asked, amount_ground, _list(locked, list_key or reach.list_key, cui))
    if locked.space.status != SpaceStatus.DRAFT:
        publish_dossier(dossier=project.dossier, at=at)
    link(source=record.investment.dossier, target=project.dossier, kind="candidate")
    payload = {"cui": cui, "list": project.list.key, "amount": asked, "ground": amount_ground}
    record_act(locked, "added_candidate", actor=actor, at=at, payload=payload, **_subject(project))
    return project


def add_candidates(*, process: BudgetProcess, cuis: Iterable[str], actor: User, at: datetime) -> list[BudgetProject]:
    """Many at once: all or none."""
    with transaction.atomic():
        return [add_candidate(process=process, cui=cui, actor=actor, at=at) for cui in cuis]


@transaction.atomic
def withdraw_candidate(*, project: BudgetProject, ground: str, actor: User, at: datetime) -> None:
    """Takes a project out before the vote is prepared; it stays on record with its reason."""
    lock_unfrozen(project.process)
    if not ground.strip():
        raise Refused(ProcessRefusal.NO_GROUND)
    set_state(project, ProjectState.WITHDRAWN)
    record_act(
        project.process, "withdrew_candidate", actor=actor, at=at, payload={"ground": ground}, **_subject(project)
    )


@transaction.atomic
def change_amount(*, project: BudgetProject, amount: Decimal, ground: str, actor: User, at: datetime) -> None:
    """What it asks of this ceiling, with its public ground (the rest comes from other money or other years)."""
    lock_unfrozen(project.process)
    if not ground.strip():
        raise Refused(ProcessRefusal.AMOUNT_GROUND)
    if amount <= 0:
        raise Refused(ProcessRefusal.NO_AMOUNT, cui=project.cui)
    before, project.amount, project.amount_ground = project.amount, amount, ground
    project.save(update_fields=["amount", "amount_ground"])
    payload = {"before": before, "after": amount, "ground": ground}
    record_act(project.process, "changed_amount", actor=actor, at=at, payload=payload, **_subject(project))


def set_state(project: BudgetProject, state: ProjectState) -> None:
    """The state on the project and on its public record."""
    project.state = state
    project.save(update_fields=["state"])
    refresh_dossier(dossier=project.dossier, state=str(state.label))


def _record(process: BudgetProcess, cui: str) -> InvestmentRecord:
    found = (
        InvestmentRecord.objects.filter(version=process.portfolio_version, investment__cui=cui)
        .select_related("investment__dossier")
        .prefetch_related("places")
        .first()
    )
    if found is None:
        raise Refused(ProcessRefusal.NOT_A_RECORD, cui=cui)
    return found


def _list(process: BudgetProcess, key: str, cui: str) -> ProcessList:
    found = process.lists.filter(key=key).first()
    if found is None:
        raise Refused(ProcessRefusal.NO_LIST, cui=cui)
    return found


def _asked(record: InvestmentRecord) -> Decimal | None:
    return record.balance if record.balance else record.updated_cost or record.viable_amount


def _create(
    process: BudgetProcess,
    record: InvestmentRecord,
    reach: Reach,
    amount: Decimal,
    amount_ground: str,
    belongs_to: ProcessList,
) -> BudgetProject:
    cui = record.investment.cui
    words = [fold(word) for word in (record.situation, record.state, record.cycle_stage)]
    dossier = open_dossier(
        kind="budget_project",
        title=record.name[:400],
        path=reverse("budgeting:project", args=[process.space.slug, cui]),
        summary=f"CUI {cui} · {belongs_to.title}",
        state=str(ProjectState.CANDIDATE.label),
        entity_slug=process.space.body.slug,
        space_slug=process.space.slug,
        ubigeo=reach.ubigeo,
    )
    return BudgetProject.objects.create(
        process=process,
        list=belongs_to,
        investment=record.investment,
        record=record,
        dossier=dossier,
        cui=cui,
        title=record.name,
        function=record.function,
        stage=record.cycle_stage or record.situation or record.state,
        is_viable=is_viable(has_viable_date=record.viable_on is not None, words=words),
        total_cost=record.updated_cost or record.viable_amount,
        amount=amount,
        amount_ground=amount_ground,
        beneficiaries=record.beneficiaries,
        province_count=reach.provinces,
        district_count=reach.districts,
        places_are_exact=reach.is_exact,
        viable_on=record.viable_on,
        ubigeo=reach.ubigeo,
    )


def _subject(project: BudgetProject) -> dict[str, Any]:
    return {"subject": "budget_project", "number": project.pk, "label": f"{project.cui} {project.title}"}
