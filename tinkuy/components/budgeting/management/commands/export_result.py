from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tinkuy.components.budgeting.exports.package import write_package
from tinkuy.components.budgeting.models import BudgetProcess
from tinkuy.components.budgeting.queries.results import result_of


class Command(BaseCommand):
    help = "Escribe el paquete de un resultado publicado; `tinkuy verify` lo comprueba."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("space", help="nombre corto del proceso, como en su dirección")
        parser.add_argument("--out", type=Path, required=True, metavar="PACKAGE")

    def handle(self, *args: Any, **options: Any) -> None:
        process = BudgetProcess.objects.filter(space__slug=options["space"]).select_related("space__body").first()
        if process is None:
            raise CommandError(f"No hay un presupuesto participativo con el nombre «{options['space']}».")
        result = result_of(process)
        if result is None:
            raise CommandError("Ese proceso todavía no tiene un resultado publicado.")
        result.process = process
        try:
            with options["out"].open("wb") as sink:
                write_package(result, sink)
        except OSError as error:
            raise CommandError(f"No se puede escribir {options['out']}: {error.strerror}.") from error
        self.stdout.write(f"{options['out']}: versión {result.version} de «{process.space.title}».")
