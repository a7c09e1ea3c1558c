from django.apps import AppConfig


class DossiersConfig(AppConfig):
    name = "tinkuy.foundation.dossiers"
