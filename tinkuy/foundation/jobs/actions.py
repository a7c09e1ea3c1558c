"""Running what is due: periodic jobs by a lease that a dead process lets go, tasks from their queue."""

import logging
from datetime import datetime, timedelta

from django.db.models import F, Q
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.module_loading import import_string
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from . import rules
from .models import JobRun
from .registry import PeriodicJob, jobs

logger = logging.getLogger(__name__)
MAX_CLAIMS = 3


def run_due(*, at: datetime, lane: str = "") -> int:
    """Runs each registered job (of a lane, or all) whose time has come and that nobody holds; returns how many ran."""
    return sum(_run_if_due(job, at) for job in jobs(lane=lane))


def run_tasks(*, limit: int = 100) -> None:
    """Empties the queue of tasks (at most `limit`), in this process."""
    Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=limit,
        worker_id=get_random_string(32),
        excluded_queue_names=[],
    ).run()


def reclaim_tasks() -> int:
    """Puts back in the queue the tasks that a dead worker left running; one that killed three workers is given up.

    Only for who knows that no other worker lives (`tinkuy jobs` holds a lock)."""
    back = 0
    for task in DBTaskResult.objects.running():
        if len(task.worker_ids) >= MAX_CLAIMS:
            task.set_failed(RuntimeError("Its worker died three times."))
        else:
            back += DBTaskResult.objects.filter(pk=task.pk, status="RUNNING").update(status="READY")
    return back


def release_leases() -> None:
    """Lets go of the jobs that a dead process held; same condition as `reclaim_tasks`."""
    JobRun.objects.update(leased_until=None)


def forget_old_tasks(at: datetime) -> str:
    """Finished tasks are kept a month."""
    old = DBTaskResult.objects.finished().filter(finished_at__lt=at - timedelta(days=30))
    return f"{old.delete()[0]} tareas viejas borradas"


def _free(at: datetime) -> Q:
    """A lease longer than any we give was written by a clock that ran ahead and was set back: it holds nothing."""
    return Q(leased_until=None) | Q(leased_until__lte=at) | Q(leased_until__gt=at + rules.LEASE)


def _due(job: PeriodicJob, at: datetime) -> Q:
    return Q(next_at__lte=at) | Q(next_at__gt=at + rules.longest_wait(job.every))


def _run_if_due(job: PeriodicJob, at: datetime) -> bool:
    JobRun.objects.get_or_create(name=job.name, defaults={"next_at": at})
    row = JobRun.objects.filter(name=job.name)
    if not row.filter(_free(at), _due(job, at)).update(leased_until=at + rules.LEASE, started_at=at):
        return False
    try:
        outcome = str(import_string(job.path)(at=at) or "")
    except Exception as error:
        logger.exception("The job %s failed", job.name)
        failures = JobRun.objects.get(name=job.name).failures_in_a_row + 1
        row.update(
            succeeded=False,
            outcome=type(error).__name__,
            failures_in_a_row=F("failures_in_a_row") + 1,
            next_at=rules.next_after_failure(at, job.every, failures),
            leased_until=None,
            finished_at=timezone.now(),
        )
        return True
    row.update(
        succeeded=True,
        outcome=outcome[:200],
        failures_in_a_row=0,
        next_at=rules.next_after_success(at, job.every),
        leased_until=None,
        finished_at=timezone.now(),
    )
    return True
