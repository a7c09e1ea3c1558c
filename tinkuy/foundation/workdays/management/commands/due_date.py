"""tinkuy due-date --start 2026-07-22 --working-days 10 [--ubigeo 060101] [--json]"""

import json
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.workdays import queries, rules


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
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: object, **options: Any) -> None:
        start, days = _read_day(options["start"]), _calendar(options["ubigeo"])
        try:
            due = queries.within_known_years(_count(start, days, options), days)
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
    return {
        "due": due.due.isoformat(),
        "norm": rules.NORM,
        "steps": [
            {
                "day": step.day.isoformat(),
                "weekday": step.weekday,
                "counted": step.counted or None,
                "reason": step.reason,
                "article": step.article,
            }
            for step in due.steps
        ],
    }


def _count(start: date, days: dict[date, str], options: dict[str, Any]) -> rules.DueDate:
    if options["working_days"] is not None:
        return rules.due_date(start, options["working_days"], days)
    if options["calendar_days"] is not None:
        return rules.calendar_due_date(start, options["calendar_days"], days)
    return rules.months_due_date(start, options["months"], days)


def _calendar(ubigeo: str) -> dict[date, str]:
    """The calendar of the place; without a database, or before it has its tables, the one shipped with the program."""
    if not (ubigeo == "" or (ubigeo.isdigit() and len(ubigeo) in (2, 4, 6))):
        raise CommandError("El ubigeo tiene 2, 4 o 6 dígitos.")
    try:
        return queries.non_working_days(ubigeo=ubigeo)
    except DatabaseError:
        return queries.merged([])


def _read_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"«{text}» no es una fecha como 2026-07-22.") from error
