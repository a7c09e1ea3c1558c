"""What must be done again and again is done, once each time, also after a worker was killed."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from django.conf import settings as django_settings
from django_tasks_db.models import DBTaskResult

from tests.factories.cast import AT
from tinkuy.foundation.jobs import actions, queries, registry
from tinkuy.foundation.jobs.models import JobRun
from tinkuy.foundation.jobs.registry import PeriodicJob
from tinkuy.foundation.jobs.rules import LEASE, next_after_failure

pytestmark = pytest.mark.django_db
ran: list[object] = []


def count(at) -> str:
    ran.append(at)
    return f"{len(ran)} veces"


def fails(at) -> str:
    raise ZeroDivisionError


@pytest.fixture(autouse=True)
def _only_these_jobs(monkeypatch):
    monkeypatch.setattr(registry, "_jobs", {})
    ran.clear()


def register(function=count, every=timedelta(minutes=10)) -> None:
    registry.register(PeriodicJob("test.job", every, f"{__name__}.{function.__name__}"))


def test_a_job_runs_when_it_is_due_and_not_before():
    register()
    assert actions.run_due(at=AT) == 1
    assert actions.run_due(at=AT + timedelta(minutes=9, seconds=59)) == 0
    assert actions.run_due(at=AT + timedelta(minutes=10)) == 1
    assert ran == [AT, AT + timedelta(minutes=10)]


def test_the_desk_sees_how_each_job_went():
    register()
    assert queries.periodic_jobs()[0]["run"] is None
    actions.run_due(at=AT)
    run = queries.periodic_jobs()[0]["run"]
    assert (run.succeeded, run.outcome, run.next_at) == (True, "1 veces", AT + timedelta(minutes=10))


def test_a_job_that_fails_is_told_and_tried_later_each_time():
    register(fails, every=timedelta(minutes=1))
    for _time in range(2):
        JobRun.objects.update(next_at=AT)
        actions.run_due(at=AT)
    run = JobRun.objects.get()
    assert (run.succeeded, run.outcome, run.failures_in_a_row) == (False, "ZeroDivisionError", 2)
    assert run.next_at == next_after_failure(AT, timedelta(minutes=1), 2) == AT + timedelta(minutes=4)


def test_one_failing_job_does_not_stop_the_others():
    registry.register(PeriodicJob("a", timedelta(minutes=1), f"{__name__}.fails"))
    registry.register(PeriodicJob("b", timedelta(minutes=1), f"{__name__}.count"))
    assert actions.run_due(at=AT) == 2
    assert ran == [AT]


def test_a_job_held_by_another_process_is_left_to_it_until_its_lease_ends():
    register()
    JobRun.objects.create(name="test.job", next_at=AT, leased_until=AT + LEASE)
    assert actions.run_due(at=AT) == 0
    assert actions.run_due(at=AT + LEASE) == 1


def running_task(claims: int) -> DBTaskResult:
    return DBTaskResult.objects.create(
        args_kwargs={"args": [], "kwargs": {}},
        task_path="x.y",
        backend_name="default",
        run_after=AT,
        status="RUNNING",
        worker_ids=["w"] * claims,
        exception_class_path="",
        traceback="",
    )


@pytest.mark.parametrize(("claims", "status"), [(1, "READY"), (2, "READY"), (3, "FAILED")])
def test_the_task_of_a_dead_worker_goes_back_to_the_queue_at_most_twice(claims, status):
    task = running_task(claims)
    actions.reclaim_tasks()
    task.refresh_from_db()
    assert task.status == status


@pytest.mark.race
def test_a_worker_killed_in_the_middle_leaves_its_work_to_the_next(tmp_path):
    """Real processes on a database of their own: the first dies holding the job, the second does it."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "TINKUY_VAR_DIR": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path}/jobs.sqlite3",
    }
    place = {"env": environment, "cwd": django_settings.BASE_DIR}

    def tinkuy(*command: str) -> str:
        done = subprocess.run([sys.executable, "-m", "tinkuy", *command], capture_output=True, text=True, **place)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    tinkuy("migrate", "-v0")
    first = subprocess.Popen([sys.executable, "-m", "tinkuy", "jobs"], **place)
    deadline = time.monotonic() + 60
    while not (tmp_path / "jobs.lock").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    tinkuy("shell", "-v0", "-c", HOLD)
    assert int(tinkuy("jobs", "--once").split()[0]) >= 1
    assert tinkuy("shell", "-v0", "-c", SHOW) == "True"


HOLD = """
from datetime import timedelta
from django.utils import timezone
from tinkuy.foundation.jobs.models import JobRun
now = timezone.now()
held = {"next_at": now, "leased_until": now + timedelta(hours=1), "succeeded": None}
JobRun.objects.update_or_create(name="mailing.send", defaults=held)
"""
SHOW = """
from tinkuy.foundation.jobs.models import JobRun
print(JobRun.objects.get(name="mailing.send").succeeded)
"""


@pytest.mark.parametrize(
    ("stored", "runs"),
    [
        ({"next_at": AT + timedelta(minutes=20)}, 0),
        ({"next_at": AT + timedelta(days=3)}, 1),
        ({"next_at": AT, "leased_until": AT + timedelta(days=3)}, 1),
    ],
)
def test_what_a_clock_that_ran_ahead_wrote_stops_no_job(stored, runs):
    register()
    JobRun.objects.create(name="test.job", **stored)
    assert actions.run_due(at=AT) == runs


def test_a_lane_runs_its_own_jobs_only():
    register()
    registry.register(PeriodicJob("mail", timedelta(minutes=1), f"{__name__}.count", lane="mail"))
    assert registry.side_lanes() == ("mail",)
    assert actions.run_due(at=AT, lane="mail") == 1
    assert actions.run_due(at=AT, lane=registry.MAIN) == 1
    assert actions.run_due(at=AT) == 0
