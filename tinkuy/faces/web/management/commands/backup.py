"""tinkuy backup FILE: everything that cannot be made again (database, files, keys) in one archive, while it runs."""

import hashlib
import json
import sqlite3
import tarfile
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core import serializers
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.utils import timezone

FORMAT = "tinkuy-backup-1"
FOLDERS = {"keys": "KEYS_DIR", "files": "MEDIA_ROOT"}


class Command(BaseCommand):
    help = "Writes database, files and keys to an archive. It holds the keys: keep it as you keep them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: object, **options: Any) -> None:
        target: Path = options["file"]
        if target.exists():
            raise CommandError(f"{target} ya existe: elige otro nombre.")
        with tempfile.TemporaryDirectory() as folder:
            database = _copy_database(Path(folder))
            manifest = Path(folder) / "manifest.json"
            manifest.write_text(json.dumps(_manifest(database), indent=1))
            _write_archive(target, manifest, database)
        self.stdout.write(f"{target}: {target.stat().st_size} bytes")


def _copy_database(folder: Path) -> Path:
    """SQLite by its own online copy; any other engine row by row, in one consistent reading."""
    if connection.vendor == "sqlite":
        path = folder / "database.sqlite3"
        connection.ensure_connection()
        copy = sqlite3.connect(path)
        with copy:
            connection.connection.backup(copy)
        copy.close()
        return path
    path = folder / "database.jsonl"
    with transaction.atomic(), path.open("w", encoding="utf-8") as file:
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        for model in concrete_models():
            serializers.serialize("jsonl", model._base_manager.order_by("pk").iterator(chunk_size=500), stream=file)
    return path


def concrete_models() -> list[Any]:
    """Every table of the program, those between two models too."""
    models = apps.get_models(include_auto_created=True)
    return [model for model in models if model._meta.managed and not model._meta.proxy]


def _manifest(database: Path) -> dict[str, str]:
    return {
        "format": FORMAT,
        "made_at": timezone.now().isoformat(),
        "database": database.name,
        "sha256": hashlib.sha256(database.read_bytes()).hexdigest(),
    }


def _write_archive(target: Path, manifest: Path, database: Path) -> None:
    partial = target.with_name(target.name + ".partial")
    partial.touch(mode=0o600)
    with tarfile.open(partial, "w:gz") as archive:
        archive.add(manifest, "manifest.json")
        archive.add(database, database.name)
        for name, setting in FOLDERS.items():
            folder = Path(getattr(settings, setting))
            if folder.exists():
                archive.add(folder, name)
    partial.rename(target)
