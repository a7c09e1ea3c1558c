"""A migrated database is made once per state of the migrations and copied into each run of the tests on SQLite: what
`migrate` would leave, half a minute sooner. Whatever changes a migration or a trigger makes a new one."""

import fcntl
import hashlib
import sqlite3
import tempfile
from pathlib import Path

import django
from django.conf import settings
from django.db.backends.sqlite3.creation import DatabaseCreation

ROOT = Path(__file__).resolve().parents[1]
_migrated = DatabaseCreation.create_test_db


def fingerprint() -> str:
    """Of everything that a migrated database is made from."""
    digest = hashlib.sha256(f"{django.VERSION} {sqlite3.sqlite_version} {settings.INSTALLED_APPS}".encode())
    for path in sorted([*ROOT.glob("tinkuy/*/*/migrations/*.py"), *ROOT.glob("tinkuy/**/triggers.py")]):
        digest.update(path.read_bytes())
    digest.update((ROOT / "requirements.txt").read_bytes())
    return digest.hexdigest()[:24]


def create_test_db(self, verbosity=1, autoclobber=False, serialize=True, keepdb=False):
    """What Django calls: copies the database that was made before, or makes it."""
    folder = Path(tempfile.gettempdir()) / "tinkuy-tests"
    folder.mkdir(exist_ok=True)
    made = folder / f"{fingerprint()}.sqlite3"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            name = _migrated(self, verbosity, autoclobber, serialize=False, keepdb=keepdb)
            _copy(self.connection.connection, made)
            return name
    name = self._get_test_db_name()
    self._create_test_db(verbosity, autoclobber, keepdb)
    self.connection.close()
    settings.DATABASES[self.connection.alias]["NAME"] = name
    self.connection.settings_dict["NAME"] = name
    self.connection.ensure_connection()
    with sqlite3.connect(made) as source:
        source.backup(self.connection.connection)
    source.close()
    return name


def _copy(connection: sqlite3.Connection, path: Path) -> None:
    """Written beside and moved, so that a run which dies leaves no half of one."""
    half = path.with_suffix(".half")
    half.unlink(missing_ok=True)
    with sqlite3.connect(half) as target:
        connection.backup(target)
    target.close()
    half.rename(path)


def install() -> None:
    DatabaseCreation.create_test_db = create_test_db
