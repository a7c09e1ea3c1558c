"""tinkuy due-date --start 2026-07-22 --working-days 10 [--ubigeo 060101] [--residence 1501] [--json]"""

import json
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.workdays import queries, rules
from tinkuy.foundation.workdays.enums import TermUnit


class Command(BaseCommand):
    help = "Counts a term and shows every day of the count, with the article that counts it or leaves it out."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--start", required=True, help="day of notification or reception, YYYY-MM-DD")
        term = parser.add_mutually_exclusive_group(required=True)
        term.add_argument("--working-days", type=int)
        term.add_argument("--calendar-days", type=int)
        term.add_argument("--months", type=int)
        parser.add_argument("--ubigeo", default="", help="2, 4 or 6 digits: adds the holidays of that place")
        parser.add_argument("--residence", default="", help="where the person lives: adds the term of distance (146)")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: object, **options: Any) -> None:
        start = _read_day(options["start"])
        calendar, distance = _calendar(options["ubigeo"], options["residence"])
        try:
            due = queries.count(start, *_asked(options), calendar, distance)
        except (Refused, ValueError) as error:
            raise CommandError(getattr(error, "sentence", "El plazo debe tener al menos un día.")) from error
        if options["json"]:
            self.stdout.write(json.dumps(as_data(due), ensure_ascii=False))
            return
        for step in due.steps:
            self.stdout.write(
                f"{step.day.isoformat()} {step.weekday:<10} {step.counted or '':>3} {step.reason} ({step.article})"
            )
        self.stdout.write(f"Vence: {due.due.isoformat()} · {rules.NORM}")


def as_data(due: rules.DueDate) -> dict[str, Any]:
    return {"due": due.due.isoformat(), "norm": rules.NORM, "steps": queries.as_steps(due)}


def _asked(options: dict[str, Any]) -> tuple[str, int]:
    for unit, name in ((TermUnit.WORKING, "working_days"), (TermUnit.CALENDAR, "calendar_days")):
        if options[name] is not None:
            return unit, options[name]
    return TermUnit.MONTHS, options["months"]


def _calendar(ubigeo: str, residence: str) -> tuple[queries.Calendar, rules.Distance]:
    """The calendar of the place and the distance to it; without a database, or before it has its tables, the calendar
    shipped with the program."""
    for code in (ubigeo, residence):
        if not (code == "" or (code.isdigit() and len(code) in (2, 4, 6))):
            raise CommandError("El ubigeo tiene 2, 4 o 6 dígitos.")
    try:
        return queries.calendar_of(ubigeo=ubigeo), queries.distance(residence, ubigeo)
    except DatabaseError:
        return queries.Calendar(queries.merged([]), {}), rules.Distance(0)


def _read_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"«{text}» no es una fecha como 2026-07-22.") from error
