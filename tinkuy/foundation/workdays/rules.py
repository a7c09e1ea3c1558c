"""How the terms of the administrative procedure are counted (TUO of Law 27444, DS 004-2019-JUS).

144.1 «El plazo expresado en días es contado a partir del día hábil siguiente de aquel en que se practique la
notificación o la publicación del acto (…).»
145.1 «Cuando el plazo es señalado por días, se entenderá por hábiles consecutivos, excluyendo del cómputo aquellos no
laborables del servicio, y los feriados no laborables de orden nacional o regional.»
145.2 «Cuando el último día del plazo o la fecha determinada es inhábil (…), son entendidos prorrogados al primer día
hábil siguiente.»
145.3 «Cuando el plazo es fijado en meses o años, es contado de fecha a fecha (…). Si en el mes de vencimiento no
hubiere día igual a aquel en que comenzó el cómputo, es entendido que el plazo expira el último día de dicho mes
calendario.»
146: the term of the distance is added. Its wording and the official table were not read: the days are a setting.
A suspension by a norm of its own (force majeure) takes its days out of any count.
"""

import calendar
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from .enums import TermState
from .refusals import CalendarRefusal, TermRefusal

WEEKDAYS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
ARTICLES = {
    "144.1": "el plazo se cuenta desde el día hábil siguiente a la notificación o publicación",
    "145.1": "los días son hábiles consecutivos; no cuentan los no laborables ni los feriados",
    "145.2": "si el último día es inhábil, el plazo pasa al primer día hábil siguiente",
    "145.3": "los meses se cuentan de fecha a fecha",
    "146": "se agrega el término de la distancia",
}
NORM = "TUO de la Ley 27444, Ley del Procedimiento Administrativo General (DS 004-2019-JUS)"


@dataclass(frozen=True)
class Step:
    """A day of the count: its number when it counted, or 0; in words, why; and by which article."""

    day: date
    counted: int
    reason: str
    article: str

    @property
    def weekday(self) -> str:
        return WEEKDAYS[self.day.weekday()]


@dataclass(frozen=True)
class Pause:
    """A day in which terms stand still: why, and by which norm."""

    reason: str
    norm: str


NO_PAUSE: Mapping[date, Pause] = MappingProxyType({})


@dataclass(frozen=True)
class Distance:
    """Days added to the end of a term (146)."""

    days: int
    in_working_days: bool = True


@dataclass(frozen=True)
class DueDate:
    """The last day of the term, with every day from the start that led to it."""

    due: date
    steps: tuple[Step, ...]


def why_not_working(day: date, non_working: Mapping[date, str]) -> str:
    """Why the day does not count, in words; empty when it is a working day."""
    if day.weekday() >= 5:
        return WEEKDAYS[day.weekday()]
    return non_working.get(day, "")


def due_date(
    start: date, working_days: int, non_working: Mapping[date, str], suspended: Mapping[date, Pause] = NO_PAUSE
) -> DueDate:
    """The end of a term of so many working days, notified on `start` (144.1, 145.1).

    `non_working`: the days that do not count, with their reason («feriado: Todos los Santos»); weekends not needed.
    `suspended`: the days in which the term stands still, with the norm that says so."""
    _refuse_nothing(working_days)
    steps = [Step(start, 0, "se notifica o se recibe; se cuenta desde el día hábil siguiente", "144.1")]
    _count_working(steps, working_days, non_working, suspended, "145.1", "día hábil")
    return DueDate(steps[-1].day, tuple(steps))


def calendar_due_date(
    start: date, days: int, non_working: Mapping[date, str], suspended: Mapping[date, Pause] = NO_PAUSE
) -> DueDate:
    """The end of a term set in calendar days by its norm: all count; a last day that does not work moves (145.2)."""
    _refuse_nothing(days)
    steps = [Step(start, 0, "se notifica o se recibe; se cuenta desde el día siguiente", "144.1")]
    _count_calendar(steps, days, suspended, "144.1", "día calendario")
    return _moved_to_working_day(steps[-1].day, steps, non_working, suspended)


def months_due_date(
    start: date, months: int, non_working: Mapping[date, str], suspended: Mapping[date, Pause] = NO_PAUSE
) -> DueDate:
    """The end of a term in months: date to date, or the last day of a shorter month (145.3); a working day (145.2)."""
    _refuse_nothing(months)
    year, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + year, month + 1
    last = date(year, month, min(start.day, calendar.monthrange(year, month)[1]))
    steps = [
        Step(start, 0, "empieza el plazo en meses", "145.3"),
        Step(last, months, f"se cumplen {months} meses, de fecha a fecha", "145.3"),
    ]
    stood_still = sum(start < day <= last for day in suspended)
    if stood_still:
        steps.append(Step(last, 0, f"el plazo estuvo suspendido {stood_still} días: se agregan", _norm_of(suspended)))
        _count_calendar(steps, stood_still, suspended, _norm_of(suspended), "día agregado")
    return _moved_to_working_day(steps[-1].day, steps, non_working, suspended)


def with_distance(
    due: DueDate,
    distance: Distance,
    non_working: Mapping[date, str],
    suspended: Mapping[date, Pause] = NO_PAUSE,
) -> DueDate:
    """The term with the days of distance added to its end (146)."""
    if not distance.days:
        return due
    steps = list(due.steps)
    steps.append(Step(due.due, 0, f"se agrega el término de la distancia: {distance.days} días", "146"))
    if distance.in_working_days:
        _count_working(steps, distance.days, non_working, suspended, "146", "día de distancia")
        return DueDate(steps[-1].day, tuple(steps))
    _count_calendar(steps, distance.days, suspended, "146", "día de distancia")
    return _moved_to_working_day(steps[-1].day, steps, non_working, suspended)


def _count_working(
    steps: list[Step],
    amount: int,
    non_working: Mapping[date, str],
    suspended: Mapping[date, Pause],
    article: str,
    word: str,
) -> None:
    day, counted = steps[-1].day, 0
    while counted < amount:
        day += timedelta(days=1)
        reason = why_not_working(day, non_working)
        pause = suspended.get(day)
        if pause and not reason:
            steps.append(Step(day, 0, f"plazo suspendido: {pause.reason}", pause.norm))
            continue
        counted += not reason
        said = reason or f"{word} {counted} de {amount}"
        steps.append(Step(day, 0 if reason else counted, said, "145.1" if reason else article))


def _count_calendar(steps: list[Step], amount: int, suspended: Mapping[date, Pause], article: str, word: str) -> None:
    day, counted = steps[-1].day, 0
    while counted < amount:
        day += timedelta(days=1)
        pause = suspended.get(day)
        if pause:
            steps.append(Step(day, 0, f"plazo suspendido: {pause.reason}", pause.norm))
            continue
        counted += 1
        steps.append(Step(day, counted, f"{word} {counted} de {amount}", article))


def _norm_of(suspended: Mapping[date, Pause]) -> str:
    return "; ".join(sorted({pause.norm for pause in suspended.values()}))


def _moved_to_working_day(
    day: date, steps: list[Step], non_working: Mapping[date, str], suspended: Mapping[date, Pause] = NO_PAUSE
) -> DueDate:
    def why_not(on: date) -> str:
        return why_not_working(on, non_working) or (
            f"plazo suspendido: {suspended[on].reason}" if on in suspended else ""
        )

    reason = why_not(day)
    while reason:
        steps.append(Step(day, 0, f"{reason}: el vencimiento pasa al primer día hábil siguiente", "145.2"))
        day += timedelta(days=1)
        reason = why_not(day)
        if not reason:
            steps.append(Step(day, 0, "primer día hábil siguiente: vence el plazo", "145.2"))
    return DueDate(day, tuple(steps))


def _refuse_nothing(amount: int) -> None:
    if amount < 1:
        raise ValueError("A term has at least one day.")


def known_years(days: Collection[date]) -> frozenset[int]:
    """Years whose holidays stand in the calendar: the one that opens and the one that closes them. A day that somebody
    declared in another year does not make that year known."""
    return frozenset(day.year for day in days if (day.month, day.day) == (1, 1) and date(day.year, 12, 25) in days)


def term_state(due_on: date, today: date, *, is_closed: bool) -> TermState:
    if is_closed:
        return TermState.CLOSED
    if today > due_on:
        return TermState.OVERDUE
    return TermState.TODAY if today == due_on else TermState.OPEN


def why_not_declare(*, norm: str, ubigeo: str, territory: str | None) -> CalendarRefusal | None:
    """`territory`: of the entity that declares («06»; empty: it has none of its own); None: who runs the platform."""
    if not norm.strip():
        return CalendarRefusal.NORM_MISSING
    if territory is not None and not (territory and ubigeo.startswith(territory)):
        return CalendarRefusal.OUTSIDE_TERRITORY
    return None


def why_not_withdraw(
    *, is_shipped: bool, is_withdrawn: bool, reason: str, ubigeo: str, territory: str | None
) -> CalendarRefusal | None:
    if is_shipped:
        return CalendarRefusal.SHIPPED_STAYS
    if is_withdrawn:
        return CalendarRefusal.ALREADY_WITHDRAWN
    if territory is not None and not (territory and ubigeo.startswith(territory)):
        return CalendarRefusal.OUTSIDE_TERRITORY
    return None if reason.strip() else CalendarRefusal.REASON_MISSING


def why_not_decide(*, is_closed: bool, is_flagged: bool, reason: str) -> CalendarRefusal | TermRefusal | None:
    """Recomputing a term, or keeping it, after the calendar changed."""
    if is_closed:
        return TermRefusal.CLOSED
    if not is_flagged:
        return TermRefusal.NOT_FLAGGED
    return None if reason.strip() else CalendarRefusal.REASON_MISSING
