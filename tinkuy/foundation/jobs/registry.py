"""What is done again and again: a name, how often, and the path of a function that takes `at`. Data, never a callable.

An app registers its jobs in `apps.ready`. The function must bear being run twice: a job that is killed is run again.
"""

from dataclasses import dataclass
from datetime import timedelta

MAIN = "main"


@dataclass(frozen=True)
class PeriodicJob:
    """`path`: «package.module.function»; called as function(at=now), its answer is kept in words. `lane`: jobs of one
    lane wait for one another; a long job or task never makes another lane wait."""

    name: str
    every: timedelta
    path: str
    lane: str = MAIN


_jobs: dict[str, PeriodicJob] = {}


def register(job: PeriodicJob) -> None:
    _jobs[job.name] = job


def jobs(*, lane: str = "") -> tuple[PeriodicJob, ...]:
    return tuple(job for job in _jobs.values() if lane in ("", job.lane))


def side_lanes() -> tuple[str, ...]:
    return tuple(dict.fromkeys(job.lane for job in _jobs.values() if job.lane != MAIN))
