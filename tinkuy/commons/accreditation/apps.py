from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from tinkuy.foundation.audit.registry import name_acts
from tinkuy.foundation.jobs.registry import PeriodicJob, register
from tinkuy.foundation.spaces.registry import register_settings

from .registry import GROUP

ACTS = {
    "accreditation.set_rules": _("Se fijaron las reglas de inscripción"),
    "accreditation.sent_request": _("Se recibió una inscripción"),
    "accreditation.observed_request": _("Se observó una inscripción"),
    "accreditation.cured_request": _("Se subsanó una inscripción"),
    "accreditation.admitted_request": _("Se admitió una inscripción"),
    "accreditation.rejected_request": _("Se rechazó una inscripción"),
    "accreditation.granted_accreditation": _("Se acreditó a un agente participante"),
    "accreditation.granted_voice_only": _("Se acreditó a alguien solo con voz"),
    "accreditation.suspended_accreditation": _("Se suspendió una acreditación"),
    "accreditation.ended_accreditation": _("Terminó una acreditación"),
    "accreditation.challenged_request": _("Una inscripción quedó tachada, por resolver"),
    "accreditation.replaced_accreditation": _("Una organización cambió a quien la representa"),
    "accreditation.asked_replacement": _("Una organización pidió cambiar a quien la representa"),
    "accreditation.refused_replacement": _("No se aceptó el cambio que pidió una organización"),
    "accreditation.removed_accreditation": _("Se separó a un agente participante"),
    "accreditation.warned_agent": _("Se llamó la atención a un agente participante"),
    "accreditation.published_provisional_list": _("Se publicó la lista provisional de agentes"),
    "accreditation.published_definitive_list": _("Se publicó la lista definitiva de agentes"),
    "accreditation.filed_challenge": _("Se presentó una tacha"),
    "accreditation.answered_challenge": _("Se presentó el descargo de una tacha"),
    "accreditation.upheld_challenge": _("Se declaró fundada una tacha"),
    "accreditation.dismissed_challenge": _("Se declaró infundada una tacha"),
    "accreditation.credited_attendance": _("Se anotó una asistencia que cuenta para el voto"),
    "accreditation.received_roster": _("Se recibió una planilla de agentes"),
    "accreditation.confirmed_roster": _("Se registraron los agentes de una planilla"),
    "accreditation.undid_roster": _("Se deshizo la carga de una planilla de agentes"),
    "accreditation.admitted_in_bulk": _("Se admitieron juntas las inscripciones sin observaciones"),
    "accreditation.granted_in_bulk": _("Se otorgaron juntas las credenciales"),
    "accreditation.printed_credentials": _("Se imprimieron las credenciales"),
    "accreditation.loaded_adherents": _("Se cargó una lista de adherentes"),
    "accreditation.purged_adherents": _("Se borraron los datos de adherentes"),
    "accreditation.exported_personal_data": _("Se descargó una lista con datos personales"),
}


class AccreditationConfig(AppConfig):
    name = "tinkuy.commons.accreditation"

    def ready(self) -> None:
        name_acts(ACTS)
        register_settings(GROUP)
        register(
            PeriodicJob("purge_adherents", timedelta(days=1), "tinkuy.commons.accreditation.actions.purge_adherents")
        )
