"""Opening a process and setting what decides its result, until the vote is prepared."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from tinkuy.commons.investments.enums import VersionStatus
from tinkuy.commons.investments.models import PortfolioVersion
from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.spaces.models import Space
from tinkuy.foundation.territory.models import Province

from ..models import BudgetProcess, ImpactRuleSet, ProcessList, TieCriterion
from ..refusals import ProcessRefusal
from ..rules.settings import ListSpec, Settings, why_not_configure, why_not_lists
from .acts import lock_unfrozen, record_act
from .rule_sets import DEFAULT_RULE_SET, load_rule_sets

MULTI = "MULTI"


@transaction.atomic
def create_process(
    *, space: Space, settings: Settings, actor: User, at: datetime, lists: Sequence[ListSpec] | None = None
) -> BudgetProcess:
    """The root of a budgeting space, with its tie order, its lists (by default each province and MULTI) and the
    regional rule set."""
    _refuse(why_not_configure(settings))
    Space.objects.select_for_update().get(pk=space.pk)
    if BudgetProcess.objects.filter(space=space).exists():
        raise Refused(ProcessRefusal.ALREADY_EXISTS)
    load_rule_sets()
    process = BudgetProcess.objects.create(
        space=space, rule_set=ImpactRuleSet.objects.get(key=DEFAULT_RULE_SET), **_columns(settings)
    )
    _write_tie_order(process, settings.tie_order)
    _write_lists(process, default_lists(space.ubigeo or space.body.ubigeo) if lists is None else lists)
    record_act(process, "created_process", actor=actor, at=at, payload=_public(settings))
    return process


def default_lists(ubigeo: str) -> list[ListSpec]:
    """One list per province of the department, and the multi-provincial one."""
    provinces = Province.objects.filter(code__startswith=ubigeo[:2]).values_list("code", "name")
    return [*(ListSpec(code, name) for code, name in provinces), ListSpec(MULTI, "Multiprovincial")]


@transaction.atomic
def configure_process(*, process: BudgetProcess, settings: Settings, actor: User, at: datetime) -> None:
    locked = lock_unfrozen(process)
    _refuse(why_not_configure(settings))
    _refuse(why_not_lists([ListSpec(row.key, row.title, row.ceiling) for row in locked.lists.all()], settings.ceiling))
    columns = _columns(settings)
    for name, value in columns.items():
        setattr(locked, name, value)
    locked.save(update_fields=list(columns))
    _write_tie_order(locked, settings.tie_order)
    record_act(locked, "configured_process", actor=actor, at=at, payload=_public(settings))


@transaction.atomic
def set_lists(*, process: BudgetProcess, lists: Sequence[ListSpec], actor: User, at: datetime) -> None:
    """Replaces the lists. One that holds projects may change its ceiling or its title, not go."""
    locked = lock_unfrozen(process)
    _refuse(why_not_lists(lists, locked.ceiling))
    _write_lists(locked, lists)
    payload = {"lists": [{"key": spec.key, "title": spec.title, "ceiling": spec.ceiling} for spec in lists]}
    record_act(locked, "set_lists", actor=actor, at=at, payload=payload)


@transaction.atomic
def choose_rule_set(*, process: BudgetProcess, rule_set: ImpactRuleSet, actor: User, at: datetime) -> None:
    locked = lock_unfrozen(process)
    locked.rule_set = rule_set
    locked.save(update_fields=["rule_set"])
    record_act(locked, "chose_rule_set", actor=actor, at=at, payload={"rule_set": rule_set.key, "norm": rule_set.norm})


@transaction.atomic
def choose_portfolio(*, process: BudgetProcess, version: PortfolioVersion, actor: User, at: datetime) -> None:
    """The frozen version of the portfolio that the process works on."""
    locked = lock_unfrozen(process)
    if version.body_id != locked.space.body_id:
        raise Refused(ProcessRefusal.PORTFOLIO_OF_ANOTHER_BODY)
    if version.status != VersionStatus.CONFIRMED:
        raise Refused(ProcessRefusal.PORTFOLIO_NOT_CONFIRMED)
    locked.portfolio_version = version
    locked.save(update_fields=["portfolio_version"])
    payload = {"version": version.number, "sha256": version.file_sha256}
    record_act(locked, "chose_portfolio", actor=actor, at=at, payload=payload)


def _refuse(found: tuple[ProcessRefusal, dict[str, object]] | None) -> None:
    if found:
        refusal, facts = found
        raise Refused(refusal, **facts)


def _columns(settings: Settings) -> dict[str, object]:
    return {name: value for name, value in vars(settings).items() if name != "tie_order"}


def _public(settings: Settings) -> dict[str, object]:
    return {**_columns(settings), "tie_order": list(settings.tie_order)}


def _write_tie_order(process: BudgetProcess, order: Sequence[str]) -> None:
    process.tie_criteria.all().delete()
    TieCriterion.objects.bulk_create(
        TieCriterion(process=process, position=position, criterion=criterion)
        for position, criterion in enumerate(order, start=1)
    )


def _write_lists(process: BudgetProcess, lists: Sequence[ListSpec]) -> None:
    kept = {spec.key for spec in lists}
    for gone in process.lists.exclude(key__in=kept):
        if gone.projects.exists():
            raise Refused(ProcessRefusal.LIST_IN_USE, list=gone.title)
        gone.delete()
    for position, spec in enumerate(lists):
        ProcessList.objects.update_or_create(
            process=process,
            key=spec.key,
            defaults={"title": spec.title, "ceiling": spec.ceiling, "position": position},
        )
