from django.apps import AppConfig


class PanelConfig(AppConfig):
    name = "tinkuy.faces.panel"
