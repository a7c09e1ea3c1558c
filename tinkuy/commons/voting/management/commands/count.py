import json
from argparse import ArgumentParser
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tinkuy.commons.voting.rules.counting import RULES, TIE_ORDERS, Count, count
from tinkuy.commons.voting.rules.pabulib import Election, MalformedElection, read_election


class Command(BaseCommand):
    help = "Cuenta una votación en formato Pabulib. No necesita base de datos."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--rule", choices=RULES, required=True)
        parser.add_argument("--ties", choices=tuple(TIE_ORDERS), default="id", help="orden entre empatados")
        parser.add_argument(
            "--utility", choices=("cost", "points"), default="cost", help="partes iguales: cuánto vale un proyecto"
        )
        parser.add_argument(
            "--completion",
            choices=("add-one", "none"),
            default="add-one",
            help="partes iguales: qué se hace con el saldo",
        )
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            election = read_election(options["file"].read_bytes())
        except OSError as error:
            raise CommandError(f"No se puede leer {options['file']}: {error.strerror}.") from error
        except MalformedElection as error:
            raise CommandError(f"{options['file'].name}: {error}") from error
        result = count(
            election,
            options["rule"],
            ties=options["ties"],
            completed=options["completion"] == "add-one",
            utility=options["utility"],
        )
        data = as_data(election, result)
        self.stdout.write(
            json.dumps(data, ensure_ascii=False, indent=1) if options["json"] else as_text(election, data)
        )


def as_data(election: Election, result: Count) -> dict[str, Any]:
    return {
        "rule": result.rule,
        "vote_type": election.vote_type,
        "budget": number(election.budget),
        "ballots": len(election.votes),
        "blank": sum(not vote.choices for vote in election.votes),
        "tally": {key: number(value) for key, value in result.tally.items()},
        "selected": list(result.selected),
        "cost": number(result.cost),
        "ties": [
            {"projects": list(tie.projects), "chosen": list(tie.chosen), "score": tie.score} for tie in result.ties
        ],
        "tie_order": list(result.tie_order),
        "warnings": list(election.warnings),
        **result.notes,
    }


def number(value: Decimal) -> int | float | str:
    """As JSON writes numbers: whole ones as integers; others only where the shortest decimal is the amount itself."""
    if value == value.to_integral_value():
        return int(value)
    return float(value) if Decimal(repr(float(value))) == value else format(value, "f")


def as_text(election: Election, data: dict[str, Any]) -> str:
    lines = [f"{data['rule']} · {data['ballots']} votos ({data['blank']} en blanco) · presupuesto {data['budget']}"]
    for key in data["selected"]:
        lines.append(
            f"  {key}  {data['tally'][key]}  costo {election.projects[key].cost}  {election.projects[key].name}"
        )
    lines.append(f"Costo {data['cost']}. Empates que decidió el orden: {len(data['ties'])}.")
    return "\n".join([*lines, *data["warnings"]])
