from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from tinkuy.foundation.audit.registry import name_acts

ACTS = {
    "workdays.declared_day": _("Se declaró un día que no se cuenta en los plazos"),
    "workdays.withdrew_day": _("Se retiró un día no laborable"),
    "workdays.suspended_terms": _("Se suspendieron plazos"),
    "workdays.withdrew_suspension": _("Se retiró una suspensión de plazos"),
    "workdays.set_distance": _("Se fijó un término de la distancia"),
    "workdays.recomputed_term": _("Se volvió a contar un plazo"),
    "workdays.kept_term": _("Se mantuvo la fecha de un plazo"),
}


class WorkdaysConfig(AppConfig):
    name = "tinkuy.foundation.workdays"

    def ready(self) -> None:
        name_acts(ACTS)
