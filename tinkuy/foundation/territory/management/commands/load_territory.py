from typing import Any

from django.core.management.base import BaseCommand

from tinkuy.foundation.territory.actions import load_territory


class Command(BaseCommand):
    help = "Carga los departamentos, provincias y distritos que vienen con el programa. Repetirlo no duplica nada."

    def handle(self, *args: Any, **options: Any) -> None:
        counts = load_territory()
        self.stdout.write(
            f"{counts['departments']} departamentos, {counts['provinces']} provincias, {counts['districts']} distritos."
        )
