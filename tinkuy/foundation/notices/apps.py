from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "tinkuy.foundation.notices"
