"""What the public pages show, gathered in few queries. Technical scores are public once the vote is prepared;
votes and places, once a result is published."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from tinkuy.commons.investments.models import RecordPlace
from tinkuy.foundation.territory.queries import names_by_code

from ..drawings import AmountMap, of_amounts
from ..enums import RowOutcome
from ..models import BudgetProcess, BudgetProject, EligibilityResult, PrioritizedRow
from ..text import RULE_TITLES
from .evaluation import handed_in_sheets, is_counting, last_sheets, matrix_of

RULE_LOOKS = {"meets": "done", "does_not": "decided", "cannot_be_verified": "ongoing", "not_applied": "neutral"}


@dataclass(frozen=True)
class RuleLine:
    title: str
    result: EligibilityResult
    look: str


@dataclass(frozen=True)
class CriterionLine:
    """Points of each evaluator on a criterion, with their grounds."""

    code: str
    name: str
    weight: Decimal
    cells: list[tuple[int, Decimal | None, str]]


@dataclass(frozen=True)
class EvaluationTable:
    evaluators: list[int]
    lines: list[CriterionLine]
    worth: dict[int, Decimal]
    set_aside: list[str]


def eligibility_lines(project: BudgetProject) -> list[RuleLine]:
    return [
        RuleLine(str(RULE_TITLES[result.rule]), result, RULE_LOOKS[result.outcome])
        for result in project.eligibility.all()
    ]


def evaluation_table(project: BudgetProject) -> EvaluationTable | None:
    """The sheets that count, criterion by criterion; evaluators are numbers. None while it is not public."""
    matrix = matrix_of(project.process)
    if matrix is None or not project.process.is_frozen:
        return None
    sheets = sorted(
        (sheet for sheet in last_sheets([project]).get(project.pk, []) if is_counting(sheet)),
        key=lambda sheet: sheet.evaluator.number,
    )
    if not sheets:
        return None
    scores = {(sheet.evaluator.number, score.criterion.code): score for sheet in sheets for score in sheet.scores.all()}
    numbers = [sheet.evaluator.number for sheet in sheets]
    lines = [
        CriterionLine(
            criterion.code,
            criterion.name,
            criterion.weight,
            [
                (number, score.points if score else None, score.ground if score else "")
                for number in numbers
                for score in [scores.get((number, criterion.code))]
            ],
        )
        for criterion in matrix.criteria.all()
    ]
    worth = {number: sum((s.points for (n, _c), s in scores.items() if n == number), Decimal(0)) for number in numbers}
    return EvaluationTable(numbers, lines, worth, _set_aside(project))


def _set_aside(project: BudgetProject) -> list[str]:
    """Sheets handed in that do not count, and why."""
    lines = []
    for sheet in handed_in_sheets([project]):
        facts = {"number": sheet.evaluator.number, "round": sheet.round}
        if hasattr(sheet, "annulment"):
            reason = _("Ficha de la evaluación %(number)s, ronda %(round)s: sin efecto por resolución. ") % facts
            lines.append(reason + sheet.annulment.ground)
        elif not is_counting(sheet):
            lines.append(_("Ficha de la evaluación %(number)s, ronda %(round)s: declaró conflicto de interés.") % facts)
        elif sheet.round < project.evaluation_round:
            lines.append(
                _("Ficha de la evaluación %(number)s, ronda %(round)s: volvió por distancia entre puntajes.") % facts
            )
    return lines


def places_of(project: BudgetProject) -> list[str]:
    """Names of the districts, provinces or department that the portfolio says."""
    codes = list(
        RecordPlace.objects.filter(record=project.record_id).order_by("ubigeo").values_list("ubigeo", flat=True)
    )
    names = names_by_code(set(codes) | {code[:4] for code in codes if len(code) > 4})
    return [
        f"{names.get(code, code)} ({names.get(code[:4], '')})" if len(code) == 6 else names.get(code, code)
        for code in codes
    ]


def result_map(process: BudgetProcess, rows: list[PrioritizedRow]) -> AmountMap:
    """Money of prioritised projects by the provinces they reach; a multi-provincial one counts in each."""
    prioritized = {row.project.record_id: row.amount for row in rows if row.outcome == RowOutcome.PRIORITIZED}
    provinces: dict[int, set[str]] = defaultdict(set)
    places = RecordPlace.objects.filter(record__in=prioritized).values_list("record_id", "ubigeo")
    for record, ubigeo in places:
        if len(ubigeo) >= 4:
            provinces[record].add(ubigeo[:4])
    amounts: dict[str, Decimal] = defaultdict(Decimal)
    for record, codes in provinces.items():
        for code in codes:
            amounts[code] += prioritized[record]
    return of_amounts((process.space.ubigeo or process.space.body.ubigeo)[:2], amounts)


@dataclass(frozen=True)
class ListResult:
    key: str
    title: str
    rows: list[PrioritizedRow]

    @property
    def prioritized(self) -> int:
        return sum(1 for row in self.rows if row.outcome == RowOutcome.PRIORITIZED)


def by_list(process: BudgetProcess, rows: list[PrioritizedRow]) -> list[ListResult]:
    """Rows of each list in the order of the ballot."""
    return [
        ListResult(found.key, found.title, sorted(mine, key=lambda row: row.position))
        for found in process.lists.all()
        if (mine := [row for row in rows if row.list_key == found.key])
    ]
