"""tinkuy seed --profile demo [--list] [--json]: loads the demonstration, or says what there is."""

import json
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from tinkuy.components.budgeting.actions.rule_sets import load_rule_sets
from tinkuy.foundation.territory.actions import load_territory
from tinkuy.foundation.territory.models import District
from tinkuy.foundation.workdays.actions import load_holidays

from ...actions import seed_cajamarca
from ...queries import what_there_is


class Command(BaseCommand):
    help = "Carga los datos que hacen falta (--profile base) o la demostración de Cajamarca (--profile demo)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--profile", choices=["base", "demo"], default="demo")
        parser.add_argument("--list", action="store_true", help="no carga: dice qué entidades, procesos y cuentas hay")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        self._prepare()
        if not options["list"]:
            self._load(options["profile"], quiet=options["json"])
        self._show(as_json=options["json"])

    @staticmethod
    def _prepare() -> None:
        """On a new machine the database may not be there yet."""
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", verbosity=0)

    @transaction.atomic
    def _load(self, profile: str, *, quiet: bool) -> None:
        say = (lambda text: None) if quiet else self.stdout.write
        if not District.objects.exists():
            say("Territorio y feriados…")
            load_territory()
        load_holidays()
        load_rule_sets()
        if profile == "demo" and not settings.DEMO_PASSWORD:
            raise CommandError("La demostración tiene cuentas con contraseña conocida: no se carga en producción.")
        if profile == "demo":
            seed_cajamarca(now=timezone.now(), say=say)

    def _show(self, *, as_json: bool) -> None:
        there_is = what_there_is()
        if as_json:
            self.stdout.write(json.dumps(there_is, ensure_ascii=False, indent=2))
            return
        for space in there_is["spaces"]:
            self.stdout.write(f"  {space['status']:<10} {space['title']}  /espacios/{space['slug']}/")
        for account in there_is["accounts"]:
            self.stdout.write(f"  {account['email']:<34} {account['role']}")
        if there_is["accounts"]:
            self.stdout.write(
                f"  Contraseña de todas: {there_is['password']} · segundo factor: {there_is['second_factor']}"
            )
