"""Every rule on every candidate, and the only way to decide against them (DS 097-2009-EF art. 3 and 6)."""

from datetime import datetime

from django.db import transaction

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.spaces.queries import roles_of
from tinkuy.foundation.territory.queries import place

from ..enums import ProjectState
from ..models import BudgetProcess, BudgetProject, EligibilityOverride, EligibilityResult, ImpactRuleSet
from ..refusals import ProcessRefusal
from ..rules.eligibility import ImpactFacts, Thresholds, Verdict, judge
from .acts import PRESIDENT, TEAM, lock_unfrozen, record_act
from .candidates import set_state


@transaction.atomic
def check_eligibility(*, process: BudgetProcess, actor: User, at: datetime) -> dict[str, int]:
    """Applies the rule set to every candidate again; returns how many are in each state. Overrides stand."""
    locked = lock_unfrozen(process)
    if locked.rule_set is None:
        raise Refused(ProcessRefusal.NO_RULE_SET)
    thresholds, people = thresholds_of(locked.rule_set), population_of(locked)
    tally: dict[str, int] = {}
    for project in locked.projects.exclude(state=ProjectState.WITHDRAWN).select_related("dossier", "override"):
        verdict = judge(facts_of(project, people), thresholds, allocation=locked.ceiling)
        _write(project, verdict, at)
        tally[project.state] = tally.get(project.state, 0) + 1
    payload = {"rule_set": locked.rule_set.key, "population": people, "states": tally}
    record_act(locked, "checked_eligibility", actor=actor, at=at, role=TEAM, payload=payload)
    return tally


@transaction.atomic
def override_eligibility(
    *, project: BudgetProject, is_eligible: bool, ground: str, document: str, actor: User, at: datetime
) -> None:
    """The team's president decides otherwise; ground and document are public."""
    lock_unfrozen(project.process)
    if PRESIDENT not in roles_of(actor, project.process.space):
        raise Refused(ProcessRefusal.ONLY_PRESIDENT)
    if not ground.strip() or not document.strip():
        raise Refused(ProcessRefusal.NO_GROUND)
    EligibilityOverride.objects.update_or_create(
        project=project,
        defaults={
            "is_eligible": is_eligible,
            "ground": ground,
            "document": document,
            "decided_by": actor,
            "decided_at": at,
        },
    )
    set_state(project, ProjectState.ELIGIBLE if is_eligible else ProjectState.NOT_ELIGIBLE)
    record_act(
        project.process,
        "overrode_eligibility",
        actor=actor,
        at=at,
        role=PRESIDENT,
        payload={"cui": project.cui, "is_eligible": is_eligible, "ground": ground, "document": document},
        subject="budget_project",
        number=project.pk,
        label=f"{project.cui} {project.title}",
    )


def thresholds_of(rule_set: ImpactRuleSet) -> Thresholds:
    names = (
        "minimum_amount",
        "minimum_districts",
        "minimum_provinces",
        "minimum_coverage",
        "coverage_is_required",
        "remainder_below",
        "requires_viable",
        "reach",
    )
    source = ", ".join(part for part in (rule_set.norm, rule_set.article) if part)
    return Thresholds(source=source, **{name: getattr(rule_set, name) for name in names})


def population_of(process: BudgetProcess) -> int | None:
    """People of the jurisdiction, by the territory's data."""
    found = place(process.space.ubigeo or process.space.body.ubigeo)
    return found.population if found else None


def facts_of(project: BudgetProject, people: int | None) -> ImpactFacts:
    return ImpactFacts(
        is_viable=project.is_viable,
        total_cost=project.total_cost,
        districts=project.district_count,
        provinces=project.province_count,
        places_are_exact=project.places_are_exact,
        beneficiaries=project.beneficiaries,
        population=people,
    )


def _write(project: BudgetProject, verdict: Verdict, at: datetime) -> None:
    project.eligibility.all().delete()
    EligibilityResult.objects.bulk_create(
        EligibilityResult(project=project, position=position, checked_at=at, **vars(finding))
        for position, finding in enumerate(verdict.findings, start=1)
    )
    project.meets_coverage = verdict.meets_coverage
    project.save(update_fields=["meets_coverage"])
    override = getattr(project, "override", None)
    if override:
        state = ProjectState.ELIGIBLE if override.is_eligible else ProjectState.NOT_ELIGIBLE
    else:
        state = verdict.state
    set_state(project, state)
