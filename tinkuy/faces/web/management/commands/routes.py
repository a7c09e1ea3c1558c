import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand

from tinkuy.faces.web.routes import all_routes


class Command(BaseCommand):
    help = "Every route with its methods and its declared access."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: object, **options: Any) -> None:
        routes = all_routes()
        if options["json"]:
            self.stdout.write(json.dumps([asdict(route) for route in routes], ensure_ascii=False, indent=1))
            return
        for route in routes:
            self.stdout.write(f"{route.access or '¿?':<28} {','.join(route.methods):<9} {route.path}  ({route.name})")
