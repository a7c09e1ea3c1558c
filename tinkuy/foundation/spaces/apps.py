from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from tinkuy.foundation.audit.registry import name_acts
from tinkuy.foundation.dossiers.registry import RecordKind, State, register_kind

from .enums import SpaceStatus

SPACE_RECORD = RecordKind(
    "space",
    _("Proceso"),
    _("Procesos"),
    {
        SpaceStatus.PUBLISHED: State(SpaceStatus.PUBLISHED.label, "open"),
        SpaceStatus.FINISHED: State(SpaceStatus.FINISHED.label, "done"),
        SpaceStatus.ANNULLED: State(SpaceStatus.ANNULLED.label, "neutral"),
    },
)

ACTS = {
    "spaces.created_space": _("Se creó el proceso"),
    "spaces.described_space": _("Cambió la descripción del proceso"),
    "spaces.scheduled_stage": _("Se fijaron las fechas de una etapa"),
    "spaces.published_document": _("Se publicó un documento"),
    "spaces.published_space": _("Se publicó el proceso"),
    "spaces.finished_space": _("Concluyó el proceso"),
    "spaces.granted_role": _("Se nombró a alguien del equipo"),
    "spaces.revoked_role": _("Se retiró a alguien del equipo"),
}


class SpacesConfig(AppConfig):
    name = "tinkuy.foundation.spaces"

    def ready(self) -> None:
        register_kind(SPACE_RECORD)
        name_acts(ACTS)
