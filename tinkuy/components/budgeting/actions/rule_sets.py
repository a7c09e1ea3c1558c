"""The dated thresholds: those that come with the product, and the ones a team writes for its ordinance."""

import csv
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from django.db import transaction
from django.utils.text import slugify

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.organizations.models import PublicBody
from tinkuy.foundation.shared.refusals import Refused

from ..models import BudgetProcess, ImpactRuleSet
from ..queries.rule_sets import is_used
from ..rules.rule_sets import RuleSetValues, why_not_change, why_not_rule_set
from .acts import record_act

_FILE = Path(__file__).resolve().parent.parent / "data" / "impact_rule_sets.csv"
_AMOUNTS = ("minimum_amount", "minimum_coverage", "remainder_below")
_COUNTS = ("minimum_districts", "minimum_provinces")
_FLAGS = ("requires_viable", "coverage_is_required")
_DATES = ("valid_from", "valid_to")

DEFAULT_RULE_SET = "regional-ds-097"


def load_rule_sets() -> None:
    """Adds the rule sets that are missing; one that is there stays as it is. Loading twice changes nothing."""
    known = set(ImpactRuleSet.objects.values_list("key", flat=True))
    with _FILE.open(encoding="utf-8", newline="") as lines:
        rows = [_read(row) for row in csv.DictReader(lines) if row["key"] not in known]
    ImpactRuleSet.objects.bulk_create([ImpactRuleSet(**row) for row in rows], ignore_conflicts=True)


def _read(row: dict[str, str]) -> dict[str, object]:
    values: dict[str, object] = dict(row)
    values |= {name: Decimal(row[name]) if row[name] else None for name in _AMOUNTS}
    values |= {name: int(row[name]) if row[name] else None for name in _COUNTS}
    values |= {name: row[name] == "yes" for name in _FLAGS}
    values |= {name: date.fromisoformat(row[name]) if row[name] else None for name in _DATES}
    return values


@transaction.atomic
def add_rule_set(
    *,
    process: BudgetProcess,
    values: RuleSetValues,
    actor: User,
    at: datetime,
    replaces: ImpactRuleSet | None = None,
) -> ImpactRuleSet:
    """A set of the entity's own; with `replaces`, the next version of another, which stays as it was."""
    body = PublicBody.objects.select_for_update().get(pk=process.space.body_id)
    if refusal := why_not_rule_set(values):
        raise Refused(refusal)
    count = ImpactRuleSet.objects.filter(body=body).count() + 1
    key = f"{body.slug[:24]}-{slugify(values.title)[:24].strip('-')}-v{count}"
    fresh = ImpactRuleSet.objects.create(key=key, body=body, replaces=replaces, **vars(values))
    _record(process, "added_rule_set", fresh, actor, at)
    return fresh


@transaction.atomic
def change_rule_set(
    *, process: BudgetProcess, rule_set: ImpactRuleSet, values: RuleSetValues, actor: User, at: datetime
) -> ImpactRuleSet:
    """Corrects a set of the entity's own that no project was judged with yet."""
    held = ImpactRuleSet.objects.select_for_update(of=("self",)).get(pk=rule_set.pk)
    refusal = why_not_change(is_own=held.body_id == process.space.body_id, is_used=is_used(held))
    if refusal := refusal or why_not_rule_set(values):
        raise Refused(refusal)
    for name, value in vars(values).items():
        setattr(held, name, value)
    held.save(update_fields=list(vars(values)))
    _record(process, "changed_rule_set", held, actor, at)
    return held


def _record(process: BudgetProcess, kind: str, rule_set: ImpactRuleSet, actor: User, at: datetime) -> None:
    names = ("key", "norm", "source", "confidence", "valid_from", "valid_to", "reach", "requires_viable")
    numbers = (*_AMOUNTS, *_COUNTS, "coverage_is_required")
    payload = {name: getattr(rule_set, name) for name in (*names, *numbers)}
    replaced = rule_set.replaces.key if rule_set.replaces else ""
    payload |= {"replaces": replaced, "valid_from": str(rule_set.valid_from), "valid_to": str(rule_set.valid_to or "")}
    record_act(
        process,
        kind,
        actor=actor,
        at=at,
        payload=payload,
        subject="impact_rule_set",
        number=rule_set.pk,
        label=rule_set.title,
    )
