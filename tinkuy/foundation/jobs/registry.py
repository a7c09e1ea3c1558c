"""What is done again and again: a name, how often, and the path of a function that takes `at`. Data, never a callable.

An app registers its jobs in `apps.ready`. The function must bear being run twice: a job that is killed is run again.
"""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class PeriodicJob:
    """`path`: «package.module.function»; called as function(at=now), its answer is kept in words."""

    name: str
    every: timedelta
    path: str


_jobs: dict[str, PeriodicJob] = {}


def register(job: PeriodicJob) -> None:
    _jobs[job.name] = job


def jobs() -> tuple[PeriodicJob, ...]:
    return tuple(_jobs.values())
