from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from tinkuy.commons.accreditation.registry import register_dates
from tinkuy.foundation.audit.registry import name_acts

ACTS = {
    "training.created_course": _("Se preparó un curso"),
    "training.added_session": _("Se fijó una sesión de un curso"),
    "training.published_course": _("Se publicó un curso"),
    "training.closed_course": _("Concluyó un curso"),
}


class TrainingConfig(AppConfig):
    name = "tinkuy.components.training"

    def ready(self) -> None:
        from . import receivers  # noqa: F401, PLC0415

        name_acts(ACTS)
        register_dates("tinkuy.components.training.queries.next_dates")
