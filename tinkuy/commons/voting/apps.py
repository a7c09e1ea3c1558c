from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from tinkuy.foundation.audit.registry import name_acts
from tinkuy.foundation.jobs.registry import PeriodicJob, register
from tinkuy.foundation.spaces.registry import Setting, SettingGroup, register_settings

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
    "voting.settings_changed": _("Se cambiaron los ajustes de la votación"),
    "voting.poll_discarded": _("Se descartó la votación en preparación"),
    "voting.desk_session_opened": _("Hubo una sesión de voto asistido"),
    "voting.batch_received": _("Se recibió un lote de papel o de asamblea"),
    "voting.batch_keyed": _("Se digitó un lote"),
    "voting.batch_counted": _("Se contó un lote"),
    "voting.batch_observed": _("Se observó un lote"),
    "voting.batch_reversed": _("Se extornó un lote"),
    "voting.hands_recorded": _("Se registró una mano alzada nominal"),
    "voting.draw_announced": _("Se anunció un sorteo"),
    "voting.draw_held": _("Se hizo un sorteo"),
    "voting.run_off_called": _("Se convocó a segunda vuelta"),
    "voting.poll_published": _("Se publicó la votación"),
}


SETTINGS = SettingGroup(
    key="voting",
    title=_("Votación"),
    read="tinkuy.commons.voting.queries.settings.read_settings",
    apply="tinkuy.commons.voting.actions.settings.apply_settings",
    settings=(
        Setting("voting.takes_web", _("Recibe votos por internet"), "boolean"),
        Setting(
            "voting.takes_desk",
            _("Recibe votos en mesa asistida"),
            "boolean",
            _("Para quien no tiene teléfono o pide apoyo: un funcionario ve quién es, y la persona vota sola."),
        ),
        Setting(
            "voting.takes_paper",
            _("Recibe cédulas de papel"),
            "boolean",
            _("Por cajas: lista de firmas, dos digitaciones y foto del acta."),
        ),
        Setting(
            "voting.takes_assembly",
            _("Recibe mano alzada en asamblea"),
            "boolean",
            _("La cuentan dos personas. Si la votación es nominal, con nombre y opción."),
        ),
        Setting(
            "voting.is_nominal",
            _("Votación nominal"),
            "boolean",
            _("Se publica quién votó por qué. Solo si la ordenanza lo dice; si no, el voto es secreto."),
        ),
        Setting(
            "voting.allows_revote",
            _("Se puede cambiar el voto hasta el cierre"),
            "boolean",
            _("Vale el último por internet o en mesa; el papel no se puede cambiar."),
        ),
        Setting(
            "voting.has_run_off",
            _("Un empate en el último lugar va a segunda vuelta"),
            "boolean",
            _("Entre quienes empataron; queda congelado con las reglas. Configuración, no norma verificada."),
        ),
        Setting(
            "voting.challenge_hours",
            _("Horas de impugnación desde el cierre"),
            "integer",
            _("Configuración, no norma verificada."),
            minimum=1,
            maximum=720,
            unit=_("horas"),
        ),
    ),
)


class VotingConfig(AppConfig):
    name = "tinkuy.commons.voting"

    def ready(self) -> None:
        name_acts(ACTS)
        register_settings(SETTINGS)
        register(PeriodicJob("voting.seal", timedelta(minutes=1), "tinkuy.commons.voting.tasks.seal"))
        register(PeriodicJob("voting.close", timedelta(minutes=1), "tinkuy.commons.voting.tasks.close"))
        register(PeriodicJob("voting.desk", timedelta(minutes=5), "tinkuy.commons.voting.tasks.end_desk_sessions"))
        register(PeriodicJob("voting.forget_keys", timedelta(hours=1), "tinkuy.commons.voting.tasks.forget_keys"))
