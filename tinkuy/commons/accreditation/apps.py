from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from tinkuy.foundation.audit.registry import name_acts

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
    "accreditation.exported_personal_data": _("Se descargó una lista con datos personales"),
}


class AccreditationConfig(AppConfig):
    name = "tinkuy.commons.accreditation"

    def ready(self) -> None:
        name_acts(ACTS)
