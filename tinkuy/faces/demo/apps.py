from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "tinkuy.faces.demo"
