from datetime import timedelta

from django.apps import AppConfig

from .registry import PeriodicJob, register


class JobsConfig(AppConfig):
    name = "tinkuy.foundation.jobs"

    def ready(self) -> None:
        """The foundation's own jobs; apps above register theirs."""
        path = "tinkuy.foundation"
        register(PeriodicJob("mailing.send", timedelta(seconds=5), f"{path}.mailing.tasks.send", lane="mail"))
        register(PeriodicJob("jobs.forget_old_tasks", timedelta(days=1), f"{path}.jobs.actions.forget_old_tasks"))
