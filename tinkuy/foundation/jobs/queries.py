from .models import JobRun
from .registry import jobs


def periodic_jobs() -> list[dict[str, object]]:
    """Every registered job with its last run, for the staff desk; a job that never ran has no run."""
    runs = JobRun.objects.in_bulk()
    return [{"name": job.name, "every": job.every, "run": runs.get(job.name)} for job in jobs()]
