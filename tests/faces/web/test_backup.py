"""What is backed up comes back whole, keys and log included, on both engines."""

import os
import subprocess
import sys
import tarfile
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection

FILL = """
from datetime import UTC, datetime
from django.core.files.uploadedfile import SimpleUploadedFile
from tinkuy.foundation.accounts import actions
from tinkuy.foundation.files.actions import store_upload
at = datetime(2026, 5, 8, 14, 0, tzinfo=UTC)
rosa = actions.create_account(email="rosa@ejemplo.pe", password="una-clave-larga-7", given_names="Rosa", at=at)
actions.declare_document(user=rosa, kind="dni", number="10117410", at=at)
upload = SimpleUploadedFile("acta.pdf", b"%PDF-1.7 hola")
store_upload(upload=upload, allowed=frozenset({"application/pdf"}), max_size=1000, uploader=rosa, at=at)
"""
TELL = """
from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.accounts.queries import document_number
from tinkuy.foundation.audit.models import Act
from tinkuy.foundation.audit.queries import chain_breaks_at
from tinkuy.foundation.files.models import StoredFile
rosa = User.objects.get()
content = StoredFile.objects.get().content.read().decode()
try:
    Act.objects.all().delete()
except Exception as error:
    kept = "only grows" in str(error)
print(rosa.email, document_number(rosa), chain_breaks_at("platform"), Act.objects.count(), content, kept)
from tinkuy.foundation.accounts.actions import create_account
print(create_account(email="julio@ejemplo.pe", password="x", at=rosa.joined_at).pk > rosa.pk)
"""


class Place:
    """An installation of its own: a folder, and a database on the engine under test."""

    def __init__(self, folder, name: str) -> None:
        self.folder = folder / name
        self.folder.mkdir()
        self.url = f"sqlite:///{self.folder}/tinkuy.sqlite3"
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(f"DROP DATABASE IF EXISTS tinkuy_{name}")
                cursor.execute(f"CREATE DATABASE tinkuy_{name}")
            host = quote(str(connection.settings_dict["HOST"]), safe="")
            self.url = f"postgres://{connection.settings_dict['USER']}:@{host}/tinkuy_{name}"

    def tinkuy(self, *command: str) -> subprocess.CompletedProcess[str]:
        names = {"TINKUY_VAR_DIR": str(self.folder), "DATABASE_URL": self.url}
        environment = {**os.environ, **names, "DJANGO_SETTINGS_MODULE": "config.settings.dev"}
        return subprocess.run(
            [sys.executable, "-m", "tinkuy", *command],
            env=environment,
            cwd=settings.BASE_DIR,
            capture_output=True,
            text=True,
            check=False,
        )

    def run(self, *command: str) -> str:
        done = self.tinkuy(*command)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()


@pytest.fixture
def _outside_of_a_transaction(django_db_blocker):
    with django_db_blocker.unblock():
        yield
        connection.close()


@pytest.mark.race
@pytest.mark.usefixtures("_outside_of_a_transaction", "django_db_setup")
def test_everything_comes_back_somewhere_else(tmp_path):
    here, there = Place(tmp_path, "here"), Place(tmp_path, "there")
    here.run("migrate", "-v0")
    here.run("shell", "-v0", "-c", FILL)
    copy = tmp_path / "copia.tar.gz"
    here.run("backup", str(copy))
    assert copy.stat().st_mode & 0o077 == 0
    there.run("restore", str(copy))
    told = there.run("shell", "-v0", "-c", TELL).splitlines()
    assert told == ["rosa@ejemplo.pe 10117410 None 1 %PDF-1.7 hola True", "True"]
    refused = there.tinkuy("restore", str(copy))
    assert refused.returncode == 1
    assert "Aquí ya hay datos" in refused.stderr


def test_a_file_that_is_no_backup_is_said_so(tmp_path):
    wrong = tmp_path / "otra.tar.gz"
    with tarfile.open(wrong, "w:gz") as archive:
        archive.add(__file__, "manifest.json")
    environment = {**os.environ, "TINKUY_VAR_DIR": str(tmp_path), "DATABASE_URL": f"sqlite:///{tmp_path}/x.sqlite3"}
    environment["DJANGO_SETTINGS_MODULE"] = "config.settings.dev"
    command = [sys.executable, "-m", "tinkuy", "restore", str(wrong)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, cwd=settings.BASE_DIR, check=False)
    assert (done.returncode, "no es una copia de seguridad" in done.stderr) == (1, True)
