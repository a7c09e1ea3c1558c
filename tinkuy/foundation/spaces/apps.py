from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from tinkuy.foundation.audit.registry import name_acts
from tinkuy.foundation.dossiers.registry import RecordKind, State, register_kind
from tinkuy.foundation.jobs.registry import PeriodicJob, register

from .enums import SpaceStatus

SPACE_RECORD = RecordKind(
    "space",
    _("Proceso"),
    _("Procesos"),
    {
        SpaceStatus.PUBLISHED: State(SpaceStatus.PUBLISHED.label, "open"),
        SpaceStatus.SUSPENDED: State(SpaceStatus.SUSPENDED.label, "decided"),
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
    "spaces.changed_status": _("Se suspendió, reanudó o anuló el proceso"),
    "spaces.applied_preset": _("Se fijaron las reglas a partir de una plantilla"),
    "spaces.changed_rules": _("Se cambiaron reglas del proceso"),
    "spaces.explained_contradiction": _("Se explicó una contradicción de las reglas"),
    "spaces.created_preset": _("Se empezó una plantilla de reglas"),
    "spaces.answered_preset": _("Se respondieron preguntas de una plantilla"),
    "spaces.finished_preset": _("Quedó lista una plantilla de reglas"),
    "spaces.granted_role": _("Se nombró a alguien del equipo"),
    "spaces.revoked_role": _("Se retiró a alguien del equipo"),
}


class SpacesConfig(AppConfig):
    name = "tinkuy.foundation.spaces"

    def ready(self) -> None:
        register_kind(SPACE_RECORD)
        name_acts(ACTS)
        register(PeriodicJob("spaces.warn_missing_documents", timedelta(hours=1), f"{self.name}.tasks.warn"))
