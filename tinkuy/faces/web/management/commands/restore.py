"""tinkuy restore FILE: puts a backup back where there is nothing yet, or where one says so."""

import hashlib
import json
import shutil
import tarfile
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core import serializers
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.management.color import no_style
from django.db import DatabaseError, connection, connections, transaction

from .backup import FOLDERS, FORMAT, concrete_models


class Command(BaseCommand):
    help = "Restores database, files and keys from an archive that `backup` wrote, on the same kind of database."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="replace what is there; it cannot be undone")

    def handle(self, *args: object, **options: Any) -> None:
        if not options["replace"] and _has_people():
            raise CommandError("Aquí ya hay datos. Si quieres reemplazarlos, añade --replace.")
        with tempfile.TemporaryDirectory() as folder:
            database = _open_archive(options["file"], Path(folder))
            _restore_database(database)
            for name, setting in FOLDERS.items():
                _replace_folder(Path(folder) / name, Path(getattr(settings, setting)))
        self.stdout.write("Restaurado.")


def _has_people() -> bool:
    try:
        return bool(apps.get_model("accounts", "User").objects.exists())
    except DatabaseError:
        return False


def _open_archive(file: Path, folder: Path) -> Path:
    try:
        with tarfile.open(file) as archive:
            archive.extractall(folder, filter="data")
        manifest = json.loads((folder / "manifest.json").read_text())
        database = folder / Path(manifest["database"]).name
        is_whole = hashlib.sha256(database.read_bytes()).hexdigest() == manifest["sha256"]
    except (OSError, tarfile.TarError, ValueError, KeyError) as error:
        raise CommandError(f"{file} no es una copia de seguridad, o está dañada.") from error
    if manifest.get("format") != FORMAT or not is_whole:
        raise CommandError(f"{file} está dañada: su base de datos no coincide con su huella.")
    if (database.suffix == ".sqlite3") != (connection.vendor == "sqlite"):
        raise CommandError("La copia es de otro tipo de base de datos.")
    return database


def _restore_database(database: Path) -> None:
    if database.suffix == ".sqlite3":
        connections.close_all()
        target = Path(str(connection.settings_dict["NAME"]))
        target.parent.mkdir(parents=True, exist_ok=True)
        for ending in ("-wal", "-shm"):
            target.with_name(target.name + ending).unlink(missing_ok=True)
        shutil.copyfile(database, target)
    call_command("migrate", interactive=False, verbosity=0)
    if database.suffix == ".jsonl":
        _load_rows(database)


def _load_rows(database: Path) -> None:
    """As a replica does: triggers and keys are not asked again, since they were kept when the rows were written."""
    models = concrete_models()
    with transaction.atomic(), connection.cursor() as cursor, database.open(encoding="utf-8") as file:
        cursor.execute("SET LOCAL session_replication_role = replica")
        names = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in models)
        cursor.execute(f"TRUNCATE {names} CASCADE")
        for row in serializers.deserialize("jsonl", file):
            row.save()
        for sql in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(sql)
    call_command("index_dossiers", verbosity=0)


def _replace_folder(source: Path, target: Path) -> None:
    if not source.exists():
        return
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target)
    for path in [target, *target.rglob("*")]:
        path.chmod(0o700 if path.is_dir() else 0o600)
