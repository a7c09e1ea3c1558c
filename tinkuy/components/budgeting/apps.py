from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BudgetingConfig(AppConfig):
    name = "tinkuy.components.budgeting"

    def ready(self) -> None:
        from tinkuy.foundation.spaces import registry  # noqa: PLC0415 (apps must be ready first)

        from .component import COMPONENT  # noqa: PLC0415

        registry.register(COMPONENT)
        self._name_ideas()

    @staticmethod
    def _name_ideas() -> None:
        from tinkuy.foundation.dossiers.registry import (  # noqa: PLC0415 (apps must be ready first)
            LinkKind,
            RecordKind,
            State,
            register_kind,
            register_link,
        )

        from .enums import IdeaState  # noqa: PLC0415
        from .queries.ideas import STATE_LOOKS  # noqa: PLC0415

        states = {state.value: State(state.label, STATE_LOOKS[state]) for state in IdeaState}
        register_kind(RecordKind("idea", _("Idea de proyecto"), _("Ideas de proyectos"), states))
        register_link(LinkKind("became", _("Se convirtió en"), _("Viene de la idea")))
