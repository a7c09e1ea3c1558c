from django.apps import AppConfig


class TerritoryConfig(AppConfig):
    name = "tinkuy.foundation.territory"
