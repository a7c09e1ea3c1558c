from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from tinkuy.foundation.audit.registry import name_acts
from tinkuy.foundation.jobs.registry import PeriodicJob, register

ACTS = {
    "oversight.configured": _("Se fijaron las reglas del comité de vigilancia"),
    "oversight.called": _("Se convocó a postular al comité de vigilancia"),
    "oversight.submitted_candidacy": _("Se recibió una candidatura al comité"),
    "oversight.admitted_candidacy": _("Se admitió una candidatura al comité"),
    "oversight.rejected_candidacy": _("No se admitió una candidatura al comité"),
    "oversight.withdrawn_candidacy": _("Se retiró una candidatura al comité"),
    "oversight.opened_election": _("Se abrió una ronda de la elección del comité"),
    "oversight.entered_count": _("Se ingresó un conteo de la elección del comité"),
    "oversight.counted_round": _("Se cerró el conteo de una ronda"),
    "oversight.declared_draw": _("Se declaró el sorteo de un empate"),
    "oversight.drew_lots": _("Se sorteó un empate"),
    "oversight.decided_election": _("Quedó decidida la elección del comité"),
    "oversight.recognized_committee": _("Se reconoció al comité de vigilancia"),
    "oversight.ended_member": _("Un integrante dejó el comité"),
    "oversight.presented_report": _("El comité presentó un reporte"),
    "oversight.received_report": _("La entidad recibió un reporte"),
    "oversight.answered_finding": _("La entidad respondió un hallazgo"),
    "oversight.answered_report": _("La entidad terminó de responder un reporte"),
    "oversight.published_report": _("Se publicó un reporte de vigilancia"),
    "oversight.escalated_finding": _("El comité llevó un hallazgo a otra instancia"),
    "oversight.asked_information": _("El comité pidió información"),
    "oversight.answered_information": _("La entidad entregó información al comité"),
}


class OversightConfig(AppConfig):
    name = "tinkuy.components.oversight"

    def ready(self) -> None:
        from tinkuy.foundation.spaces.registry import register_settings  # noqa: PLC0415 (apps must be ready first)

        from .registry import GROUP  # noqa: PLC0415

        name_acts(ACTS)
        register_settings(GROUP)
        register(
            PeriodicJob("oversight.committees", timedelta(hours=6), "tinkuy.components.oversight.tasks.committees")
        )
