from django.apps import AppConfig


class KeysConfig(AppConfig):
    name = "tinkuy.foundation.keys"
