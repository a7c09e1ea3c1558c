"""The calendar is national days, days of the places that contain one's own, and nothing else."""

import json
import os
import subprocess
import sys
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from tests.factories.cast import AT, operator
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.territory.models import Department, Province
from tinkuy.foundation.workdays import queries
from tinkuy.foundation.workdays.actions import declare_non_working_day, load_holidays
from tinkuy.foundation.workdays.models import NonWorkingDay
from tinkuy.foundation.workdays.refusals import CalendarRefusal

pytestmark = pytest.mark.django_db


def declare(**fields) -> NonWorkingDay:
    for code in ("06", "01"):
        Department.objects.get_or_create(code=code, defaults={"name": code})
    Province.objects.get_or_create(code="0601", defaults={"name": "Cajamarca", "department_id": "06"})
    return declare_non_working_day(actor=operator(), at=AT, **fields)


def test_loading_twice_is_loading_once_and_keeps_what_was_declared():
    declare(day=date(2026, 7, 27), name="Puente", norm="DS 001-2026-PCM")
    assert load_holidays() == 326
    assert load_holidays() == 0
    assert NonWorkingDay.objects.count() == 327


@pytest.mark.parametrize(
    ("ubigeo", "due"),
    [
        ("", date(2026, 2, 3)),
        ("06", date(2026, 2, 4)),
        ("060101", date(2026, 2, 5)),
        ("0602", date(2026, 2, 4)),
        ("01", date(2026, 2, 3)),
    ],
)
def test_a_place_adds_its_own_days(ubigeo, due):
    declare(day=date(2026, 2, 2), name="Carnaval", norm="OR 1", ubigeo="06")
    declare(day=date(2026, 2, 3), name="Aniversario", norm="OM 2", ubigeo="0601")
    assert queries.due_date(date(2026, 1, 30), 2, ubigeo=ubigeo).due == due


def test_counting_past_the_known_years_is_refused_and_not_guessed():
    with pytest.raises(Refused) as refused:
        queries.due_date(date(2035, 12, 28), 10)
    assert refused.value.refusal is CalendarRefusal.YEAR_UNKNOWN


def test_the_command_answers_with_the_steps():
    out = StringIO()
    call_command("due_date", start="2026-07-22", working_days=10, json=True, stdout=out)
    answer = json.loads(out.getvalue())
    assert answer["due"] == "2026-08-11"
    assert answer["steps"][2] == {
        "day": "2026-07-24", "weekday": "viernes", "counted": 1, "reason": "día hábil 1 de 10", "article": "145.1",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"start": "22/07/2026", "working_days": 10}, "no es una fecha"),
        ({"start": "2026-07-22", "working_days": 0}, "al menos un día"),
        ({"start": "2026-07-22", "working_days": 1, "ubigeo": "6"}, "2, 4 o 6 dígitos"),
        ({"start": "2035-12-30", "working_days": 10}, "feriados de 2036"),
    ],
)
def test_the_command_says_what_is_wrong(options, sentence):
    with pytest.raises(CommandError, match=sentence):
        call_command("due_date", **options)


def test_the_command_works_before_there_is_a_database(tmp_path):
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path}/none.sqlite3", "TINKUY_VAR_DIR": str(tmp_path)}
    environment["DJANGO_SETTINGS_MODULE"] = "config.settings.dev"
    command = [sys.executable, "-m", "tinkuy", "due-date", "--start", "2026-06-05", "--working-days", "10", "--json"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["due"] == "2026-06-19"
