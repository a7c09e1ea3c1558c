import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tinkuy.commons.voting.rules.draws import drawn, seed_of


class Command(BaseCommand):
    help = (
        "Repite un sorteo: el orden es el de SHA-256 de «semilla|nombre», de menor a mayor. No necesita base de datos."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--seed", required=True, help="la semilla publicada; con --head, el texto público")
        parser.add_argument(
            "--head", default="", help="la cabeza del registro: la semilla es SHA-256 de «cabeza|texto»"
        )
        parser.add_argument("--names", type=Path, required=True, help="quiénes entran, uno por línea")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        names = read_names(options["names"])
        text = options["seed"].strip()
        if not text:
            raise CommandError("La semilla está vacía.")
        seed = seed_of(options["head"], text) if options["head"] else text
        order = [
            {"place": place, "name": name, "number": number}
            for place, (name, number) in enumerate(drawn(seed, names), start=1)
        ]
        if options["json"]:
            self.stdout.write(json.dumps({"seed": seed, "order": order}, ensure_ascii=False))
            return
        self.stdout.write("\n".join(f"{row['place']}. {row['name']}  {row['number']}" for row in order))


def read_names(path: Path) -> list[str]:
    """One name a line, whatever the spaces around it; a repeated one is said, never drawn twice."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise CommandError(f"No se puede leer {path}: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise CommandError(f"{path.name} no está en UTF-8.") from error
    names = [line.strip() for line in lines if line.strip()]
    repeated = {name for name in names if names.count(name) > 1}
    if repeated:
        raise CommandError(f"«{min(repeated)}» está más de una vez.")
    if len(names) < 2:
        raise CommandError("Un sorteo es entre dos o más.")
    return names
