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
"""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

WEEKDAYS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
ARTICLES = {
    "144.1": "el plazo se cuenta desde el día hábil siguiente a la notificación o publicación",
    "145.1": "los días son hábiles consecutivos; no cuentan los no laborables ni los feriados",
    "145.2": "si el último día es inhábil, el plazo pasa al primer día hábil siguiente",
    "145.3": "los meses se cuentan de fecha a fecha",
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
class DueDate:
    """The last day of the term, with every day from the start that led to it."""

    due: date
    steps: tuple[Step, ...]


def why_not_working(day: date, non_working: Mapping[date, str]) -> str:
    """Why the day does not count, in words; empty when it is a working day."""
    if day.weekday() >= 5:
        return WEEKDAYS[day.weekday()]
    return non_working.get(day, "")


def due_date(start: date, working_days: int, non_working: Mapping[date, str]) -> DueDate:
    """The end of a term of so many working days, notified on `start` (144.1, 145.1).

    `non_working`: the days that do not count, with their reason («feriado: Todos los Santos»); weekends not needed."""
    _refuse_nothing(working_days)
    steps = [Step(start, 0, "se notifica o se recibe; se cuenta desde el día hábil siguiente", "144.1")]
    day, counted = start, 0
    while counted < working_days:
        day += timedelta(days=1)
        reason = why_not_working(day, non_working)
        counted += not reason
        steps.append(Step(day, 0 if reason else counted, reason or f"día hábil {counted} de {working_days}", "145.1"))
    return DueDate(day, tuple(steps))


def calendar_due_date(start: date, days: int, non_working: Mapping[date, str]) -> DueDate:
    """The end of a term set in calendar days by its norm: all count; a last day that does not work moves (145.2)."""
    _refuse_nothing(days)
    steps = [Step(start, 0, "se notifica o se recibe; se cuenta desde el día siguiente", "144.1")]
    for number in range(1, days + 1):
        steps.append(Step(start + timedelta(days=number), number, f"día calendario {number} de {days}", "144.1"))
    return _moved_to_working_day(start + timedelta(days=days), steps, non_working)


def months_due_date(start: date, months: int, non_working: Mapping[date, str]) -> DueDate:
    """The end of a term in months: date to date, or the last day of a shorter month (145.3); a working day (145.2)."""
    _refuse_nothing(months)
    year, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + year, month + 1
    last = date(year, month, min(start.day, calendar.monthrange(year, month)[1]))
    steps = [
        Step(start, 0, "empieza el plazo en meses", "145.3"),
        Step(last, months, f"se cumplen {months} meses, de fecha a fecha", "145.3"),
    ]
    return _moved_to_working_day(last, steps, non_working)


def _moved_to_working_day(day: date, steps: list[Step], non_working: Mapping[date, str]) -> DueDate:
    reason = why_not_working(day, non_working)
    while reason:
        steps.append(Step(day, 0, f"{reason}: el vencimiento pasa al primer día hábil siguiente", "145.2"))
        day += timedelta(days=1)
        reason = why_not_working(day, non_working)
        if not reason:
            steps.append(Step(day, 0, "primer día hábil siguiente: vence el plazo", "145.2"))
    return DueDate(day, tuple(steps))


def _refuse_nothing(amount: int) -> None:
    if amount < 1:
        raise ValueError("A term has at least one day.")
