from django.apps import AppConfig


class SpacesConfig(AppConfig):
    name = "tinkuy.foundation.spaces"
