from django.apps import AppConfig


class BodiesConfig(AppConfig):
    name = "tinkuy.commons.bodies"
