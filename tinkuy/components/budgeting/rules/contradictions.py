"""How the rules of an ordinance contradict themselves: each with its sentence, never silently corrected."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from ..refusals import ContradictionRefusal as Refusal

Found = tuple[Refusal, dict[str, object]]
Windows = Mapping[str, tuple[date | datetime, date | datetime]]
# What cannot come before what, in the order of the law (law.md 1.3).
_ORDER = (
    ("inscripcion", "taller_resultados"),
    ("inscripcion", "votacion"),
    ("inscripcion", "taller_priorizacion"),
    ("evaluacion", "votacion"),
    ("evaluacion", "taller_priorizacion"),
    ("votacion", "acuerdos"),
    ("taller_priorizacion", "acuerdos"),
    ("acuerdos", "formalizacion"),
)


def contradictions(values: Mapping[str, object], windows: Windows) -> list[Found]:
    """Everything that does not hold together; keys that are not there contradict nothing."""
    return [*_weights(values), *_agents(values, windows), *_committee(values), *_meetings(values), *_calendar(windows)]


def _weights(values: Mapping[str, object]) -> Iterator[Found]:
    weights = [values.get(f"budgeting.{name}") for name in ("technical_weight", "vote_weight")]
    if all(isinstance(weight, Decimal | int) for weight in weights):
        total = sum((Decimal(str(weight)) for weight in weights), Decimal(0))
        if total != 1:
            yield Refusal.WEIGHTS_DO_NOT_SUM, {"total": str(total)}
    ignores_vote = values.get("budgeting.order_method") == "technical_team" and _number(weights[1]) > 0
    if ignores_vote:
        yield Refusal.VOTE_THAT_DOES_NOT_COUNT, {"weight": str(weights[1])}


def _agents(values: Mapping[str, object], windows: Windows) -> Iterator[Found]:
    get = {
        key.removeprefix("accreditation."): value for key, value in values.items() if key.startswith("accreditation.")
    }
    if get.get("votes_per") == "organization" and get.get("seats") == "two_titulars":
        yield Refusal.TWO_TITULARS_ONE_VOTE, {}
    if get.get("allows_individuals") is False and _number(get.get("min_adherents")) > 0:
        yield Refusal.ADHERENTS_OF_NOBODY, {"number": get["min_adherents"]}
    if get.get("allows_challenges") is True and get.get("challenge_working_days") == 0:
        yield Refusal.CHALLENGES_WITHOUT_DAYS, {}
    cure, window = _number(get.get("cure_working_days")), windows.get("inscripcion")
    if cure and window and cure > working_days(_day(window[0]), _day(window[1])):
        days = working_days(_day(window[0]), _day(window[1]))
        yield Refusal.CURE_LONGER_THAN_WINDOW, {"cure": cure, "days": days}
    if get.get("requires_training") is True and windows and "capacitacion" not in windows:
        yield Refusal.TRAINING_WITHOUT_DATE, {}
    workshops = sum(kind in windows for kind in ("taller_resultados", "taller_priorizacion", "acuerdos"))
    if windows and _number(get.get("min_workshops")) > workshops:
        yield Refusal.MORE_WORKSHOPS_THAN_THERE_ARE, {"needed": get["min_workshops"], "workshops": workshops}


def _committee(values: Mapping[str, object]) -> Iterator[Found]:
    low, high = _number(values.get("oversight.min_members")), _number(values.get("oversight.max_members"))
    if low and high and low > high:
        yield Refusal.COMMITTEE_UPSIDE_DOWN, {"least": low, "most": high}
    women = _number(values.get("oversight.min_women_percent"))
    if women > 100:
        yield Refusal.QUOTA_OVER_100, {"quota": women}


def _meetings(values: Mapping[str, object]) -> Iterator[Found]:
    first, second = (_number(values.get(f"meetings.{name}_quorum_percent")) for name in ("first", "second"))
    if max(first, second) > 100:
        yield Refusal.QUORUM_OVER_100, {"quorum": max(first, second)}
    elif first and second > first:
        yield Refusal.SECOND_QUORUM_HIGHER, {"first": first, "second": second}


def _calendar(windows: Windows) -> Iterator[Found]:
    for kind, (opens, closes) in windows.items():
        if _day(closes) < _day(opens):
            yield Refusal.CLOSES_BEFORE_OPENING, {"stage": _words(kind)}
            return
    for first, then in _ORDER:
        if first in windows and then in windows and _day(windows[then][1]) < _day(windows[first][0]):
            yield Refusal.OUT_OF_ORDER, {"first": _words(first), "then": _words(then)}
            return


def working_days(first: date, last: date) -> int:
    """Weekdays from one day to the other, both inside; holidays can only make it shorter."""
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return sum(day.weekday() < 5 for day in days)


def _number(value: object) -> Decimal:
    is_number = isinstance(value, int | Decimal) and not isinstance(value, bool)
    return Decimal(str(value)) if is_number else Decimal(0)


def _day(moment: date | datetime) -> date:
    """A close at midnight is of the day before."""
    if isinstance(moment, datetime):
        return (moment - timedelta(seconds=1)).date() if moment.time() == time.min else moment.date()
    return moment


def _words(kind: str) -> str:
    return kind.replace("_", " ")
