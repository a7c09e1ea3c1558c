from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

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


class SpacesConfig(AppConfig):
    name = "tinkuy.foundation.spaces"

    def ready(self) -> None:
        register_kind(SPACE_RECORD)
