"""While the database is away every page says so and when to come back; when it returns, so do they, by themselves."""

import os
import subprocess
import sys

import pytest
from django.db import OperationalError, ProgrammingError

from tinkuy.faces.web.views.errors import database_is_away

VISIT = """
import django
django.setup()
from django.core.management import call_command
from django.test import Client
client = Client(raise_request_exception=False)
def visit(path):
    response = client.get(path, HTTP_COOKIE="sessionid=x1")
    told = "Volvemos en un momento" in response.content.decode()
    return f"{response.status_code}:{response.get('Retry-After', '')}:{told}"
print(visit("/"), visit("/espacios/"), visit("/cuenta/login/"))
"""
COMES_BACK = """
import os
from django.conf import settings
os.makedirs(os.path.dirname(settings.DATABASES["default"]["NAME"]))
call_command("migrate", verbosity=0)
print(client.get("/espacios/").status_code)
"""
AWAY = "503:10:True"


def run(program: str, database: str) -> list[str]:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.test", "DATABASE_URL": database}
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False)
    return done.stdout.split() or [done.stderr]


def test_a_postgresql_that_refuses():
    assert run(VISIT, "postgres://nobody@127.0.0.1:1/none") == [AWAY] * 3


def test_a_sqlite_that_is_not_there_and_comes_back(tmp_path):
    answers = run(VISIT + COMES_BACK, f"sqlite:///{tmp_path}/away/db.sqlite3")
    assert answers == [*[AWAY] * 3, "200"]


@pytest.mark.parametrize(
    ("error", "away"),
    [
        (OperationalError("unable to open database file"), True),
        (OperationalError("database is locked"), True),
        (ProgrammingError("syntax error"), False),
        (ValueError("x"), False),
        (None, False),
    ],
)
def test_a_mistake_of_ours_is_not_called_an_absence(error, away):
    assert database_is_away(error) == away
