from django.apps import AppConfig


class InvestmentsConfig(AppConfig):
    name = "tinkuy.commons.investments"
