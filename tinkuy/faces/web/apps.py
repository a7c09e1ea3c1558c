from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "tinkuy.faces.web"
