from datetime import timedelta

from django.apps import AppConfig

from tinkuy.foundation.jobs.registry import PeriodicJob, register


class NoticesConfig(AppConfig):
    name = "tinkuy.foundation.notices"

    def ready(self) -> None:
        path = f"{self.name}.tasks"
        register(PeriodicJob("notices.digests", timedelta(seconds=30), f"{path}.digests"))
        register(PeriodicJob("notices.reminders", timedelta(minutes=5), f"{path}.reminders"))
        from . import receivers  # noqa: F401, PLC0415
