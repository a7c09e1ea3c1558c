"""Writing the rules of the budget that a preset or the desk gives: the same rule and the same act as by hand."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.spaces.models import Space

from ..models import BudgetProcess, ImpactRuleSet
from ..queries.settings import COLUMNS, IMPACT
from ..refusals import ProcessRefusal
from ..rules.settings import Settings
from .process import choose_rule_set, configure_process


def apply_settings(*, space: Space, values: Mapping[str, object], actor: User, at: datetime) -> None:
    """Only the keys that are given; refused for a space without its process, or with frozen rules."""
    process = BudgetProcess.objects.filter(space=space).select_related("space", "rule_set").first()
    if process is None:
        raise Refused(ProcessRefusal.NO_PROCESS)
    columns = {key.removeprefix("budgeting."): value for key, value in values.items() if key != IMPACT}
    if columns:
        settings = replace(settings_of(process), **columns)  # type: ignore[arg-type]
        configure_process(process=process, settings=settings, actor=actor, at=at)
    if IMPACT in values and (process.rule_set is None or process.rule_set.key != values[IMPACT]):
        rule_set = ImpactRuleSet.objects.filter(key=values[IMPACT]).first()
        if rule_set is None:
            raise Refused(ProcessRefusal.NO_RULE_SET)
        choose_rule_set(process=process, rule_set=rule_set, actor=actor, at=at)


def settings_of(process: BudgetProcess) -> Settings:
    """The settings of a process as they stand."""
    return Settings(
        fiscal_year=process.fiscal_year,
        ceiling=process.ceiling,
        institutional_share=process.institutional_share,
        tie_order=tuple(process.tie_criteria.values_list("criterion", flat=True)),
        **{name: getattr(process, name) for name in COLUMNS},
    )
