"""`tinkuy import-investments FILE --entity SLUG [--dry-run] --json`: a portfolio from the command line."""

import json
import os
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone

from tinkuy.foundation.organizations.models import PublicBody
from tinkuy.foundation.shared.money import CENT
from tinkuy.foundation.shared.refusals import Refused

from ... import actions
from ...enums import VersionStatus
from ...models import PortfolioVersion
from ...readers import MAX_BYTES
from ...rules.portfolio import Portfolio, UnreadablePortfolio
from ...rules.rows import Note


class Command(BaseCommand):
    help = "Lee una cartera de inversiones (XLSX, XLS, ODS, CSV). Con --dry-run no guarda nada."
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--entity", default="", help="slug de la entidad; obligatorio salvo con --dry-run")
        parser.add_argument("--dry-run", action="store_true", help="solo lee y muestra: no guarda nada")
        parser.add_argument("--json", action="store_true", dest="as_json", help="el resultado como JSON")
        parser.add_argument("--unit", type=int, choices=[1, 1000, 1000000], default=1, help="1000: miles de soles")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            answer = self._answer(**options)
        except (UnreadablePortfolio, Refused) as problem:
            self._give_up(getattr(problem, "sentence", str(problem)), options["as_json"])
        self._print(answer, as_json=options["as_json"])

    def _answer(
        self, *, file: Path, entity: str, dry_run: bool, unit: int, as_json: bool, **_rest: Any
    ) -> dict[str, Any]:
        if not file.is_file() or not os.access(file, os.R_OK):
            raise UnreadablePortfolio(f"No existe el archivo «{file}» o no se puede abrir.")
        if file.stat().st_size > MAX_BYTES:
            raise UnreadablePortfolio(f"El archivo pesa más de {MAX_BYTES // 1024 // 1024} MB.")
        body = self._body(entity, required=not dry_run)
        portfolio = actions.read_file(file, near=body.ubigeo[:2] if body else "", unit=unit)
        if dry_run or body is None:
            return as_data(portfolio)
        version = self._load(body, file, unit)
        return {**as_data(portfolio), "version": version.number, "status": str(version.status)}

    def _body(self, slug: str, *, required: bool) -> PublicBody | None:
        try:
            body = PublicBody.objects.filter(slug=slug).first()
        except DatabaseError:
            body = None
        if body is None and required:
            raise UnreadablePortfolio(
                f"No existe la entidad «{slug}»: créala en el panel o usa --dry-run para leer sin guardar."
            )
        return body

    def _load(self, body: PublicBody, file: Path, unit: int) -> PortfolioVersion:
        at = timezone.now()
        with file.open("rb") as content:
            version = actions.receive_portfolio(
                body=body, upload=File(content, name=file.name), actor=None, at=at, unit=unit
            )
        version = actions.read_portfolio(version=version, at=at)
        if version.status != VersionStatus.PREVIEW:
            raise UnreadablePortfolio(version.failure)
        return actions.confirm_portfolio(version=version, actor=None, at=at)

    def _give_up(self, sentence: str, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps({"error": sentence}, ensure_ascii=False))
        raise CommandError(sentence, returncode=1)

    def _print(self, answer: dict[str, Any], *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1))
            return
        self.stdout.write(
            f"Filas leídas: {answer['rows_read']:,}. Inversiones: {answer['investments']:,}. "
            f"Filas rechazadas: {len(answer['rejected']):,}. Advertencias: {len(answer['warnings']):,}. "
            f"Total: S/ {answer['total_amount']}."
        )
        for row in answer["rejected"][:50]:
            self.stdout.write(f"  fila {row['row']}, «{row['column']}»: {row['value']!r}: {row['reason']}")


def as_data(portfolio: Portfolio) -> dict[str, Any]:
    """What was read as plain data. `row` is the line as the spreadsheet shows it; null speaks of the whole file."""
    return {
        "rows_read": portfolio.rows_read,
        "investments": len(portfolio.entries),
        "rejected": _rows(portfolio.of_kind("rejected")),
        "warnings": _rows(portfolio.of_kind("warning")),
        "duplicates": _rows(portfolio.of_kind("duplicate")),
        "unknown_places": _rows(portfolio.of_kind("unknown_place")),
        "total_amount": str(portfolio.total.quantize(CENT)),
        "rows_skipped": portfolio.rows_skipped,
        "sheet": portfolio.sheet,
        "header_row": portfolio.header.line,
        "columns": {name: portfolio.header.titles[number] for name, number in portfolio.header.fields.items()},
    }


def _rows(notes: Iterable[Note]) -> list[dict[str, Any]]:
    return [
        {
            "row": note.line or None,
            "column": note.column,
            "value": note.value,
            "reason": note.reason,
            "cui": note.cui,
        }
        for note in notes
    ]
