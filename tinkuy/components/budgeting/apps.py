from django.apps import AppConfig


class BudgetingConfig(AppConfig):
    name = "tinkuy.components.budgeting"

    def ready(self) -> None:
        from tinkuy.foundation.spaces import registry  # noqa: PLC0415 (apps must be ready first)

        from .component import COMPONENT  # noqa: PLC0415

        registry.register(COMPONENT)
