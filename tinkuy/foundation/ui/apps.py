from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "tinkuy.foundation.ui"
