from datetime import timedelta

from django.apps import AppConfig

from tinkuy.foundation.jobs.registry import PeriodicJob, register


class VotingConfig(AppConfig):
    name = "tinkuy.commons.voting"

    def ready(self) -> None:
        register(PeriodicJob("voting.seal", timedelta(minutes=1), "tinkuy.commons.voting.tasks.seal"))
        register(PeriodicJob("voting.close", timedelta(minutes=1), "tinkuy.commons.voting.tasks.close"))
        register(PeriodicJob("voting.forget_keys", timedelta(hours=1), "tinkuy.commons.voting.tasks.forget_keys"))
