from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from tinkuy.foundation.audit.registry import name_acts
from tinkuy.foundation.jobs.registry import PeriodicJob, register

ACTS = {
    "voting.poll_created": _("Se preparó la votación"),
    "voting.roll_taken": _("Se tomó el padrón"),
    "voting.poll_opened": _("Se abrió la votación"),
    "voting.poll_extended": _("Se prorrogó la votación"),
    "voting.batch_sealed": _("Se selló un grupo de votos"),
    "voting.poll_closed": _("Se cerró la votación"),
    "voting.annulment_proposed": _("Se propuso anular a alguien del padrón"),
    "voting.roll_entry_annulled": _("Se anuló a alguien del padrón"),
    "voting.vote_key_destroyed": _("Se destruyó la llave de los votos"),
    "voting.ballots_rewritten": _("Se barajó la urna"),
    "voting.poll_published": _("Se publicó la votación"),
}


class VotingConfig(AppConfig):
    name = "tinkuy.commons.voting"

    def ready(self) -> None:
        name_acts(ACTS)
        register(PeriodicJob("voting.seal", timedelta(minutes=1), "tinkuy.commons.voting.tasks.seal"))
        register(PeriodicJob("voting.close", timedelta(minutes=1), "tinkuy.commons.voting.tasks.close"))
        register(PeriodicJob("voting.forget_keys", timedelta(hours=1), "tinkuy.commons.voting.tasks.forget_keys"))
