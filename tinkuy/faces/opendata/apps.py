from django.apps import AppConfig


class OpendataConfig(AppConfig):
    name = "tinkuy.faces.opendata"
