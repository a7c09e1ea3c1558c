"""Points that the data suggest for a project, criterion by criterion, with their working."""

from dataclasses import dataclass
from decimal import Decimal

from tinkuy.commons.investments.models import RecordPlace
from tinkuy.foundation.shared.text import fold
from tinkuy.foundation.territory.models import District, Province
from tinkuy.foundation.territory.queries import place

from ..enums import CriterionVariable
from ..models import BudgetProject, Criterion, ScoringMatrix
from ..rules import suggestions as rules
from ..rules.matrix import OptionSpec, option_for
from ..rules.suggestions import PlaceFigure, Suggestion


@dataclass(frozen=True)
class SuggestedOption:
    option_id: int
    label: str
    points: Decimal
    working: str


def suggestions_for(project: BudgetProject, matrix: ScoringMatrix) -> dict[str, SuggestedOption]:
    """By criterion code, where the data exist. Nothing is filled in by itself: the evaluator decides."""
    values = _values(project)
    found = {}
    for criterion in matrix.criteria.prefetch_related("options"):
        if criterion.variable == CriterionVariable.STATE:
            suggested = _by_words(criterion, project.stage)
        else:
            suggested = _by_range(criterion, values.get(criterion.variable))
        if suggested:
            found[criterion.code] = suggested
    return found


def _values(project: BudgetProject) -> dict[str, Suggestion | None]:
    home = project.process.space.ubigeo or project.process.space.body.ubigeo
    jurisdiction = place(home)
    return {
        CriterionVariable.POVERTY: rules.poverty(_figures(project)),
        CriterionVariable.COVERAGE: rules.reach_of_people(
            project.beneficiaries, jurisdiction.population if jurisdiction else None
        ),
        CriterionVariable.REACH: rules.districts(project.district_count, is_exact=project.places_are_exact),
    }


def _figures(project: BudgetProject) -> list[PlaceFigure]:
    codes = list(RecordPlace.objects.filter(record=project.record_id).values_list("ubigeo", flat=True))
    rows = [*District.objects.filter(code__in=codes), *Province.objects.filter(code__in=codes)]
    return [PlaceFigure(row.name, row.poverty_pct, row.population) for row in rows]


def _by_range(criterion: Criterion, suggestion: Suggestion | None) -> SuggestedOption | None:
    options = list(criterion.options.all())
    if suggestion is None:
        return None
    specs = [OptionSpec(option.label, option.points, option.lower, option.upper) for option in options]
    chosen = option_for(suggestion.value, specs)
    if chosen is None:
        return None
    return SuggestedOption(options[chosen].pk, options[chosen].label, options[chosen].points, suggestion.working)


def _by_words(criterion: Criterion, stage: str) -> SuggestedOption | None:
    said = fold(stage)
    for option in criterion.options.all():
        words = [word for word in fold(option.label).split() if len(word) > 3]
        if said and words and words[-1][:6] in said:
            return SuggestedOption(option.pk, option.label, option.points, f"La cartera dice «{stage}».")
    return None
