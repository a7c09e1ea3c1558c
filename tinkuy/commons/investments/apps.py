from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InvestmentsConfig(AppConfig):
    name = "tinkuy.commons.investments"

    def ready(self) -> None:
        from tinkuy.foundation.dossiers.registry import RecordKind, State, register_kind  # noqa: PLC0415 after loading

        from .enums import PortfolioState  # noqa: PLC0415 after loading

        states = {
            PortfolioState.IN.value: State(PortfolioState.IN.label, "ongoing"),
            PortfolioState.OUT.value: State(PortfolioState.OUT.label),
        }
        register_kind(RecordKind("investment", _("Inversión"), _("Inversiones"), states))
