from django.apps import AppConfig


class VotingConfig(AppConfig):
    name = "tinkuy.commons.voting"
