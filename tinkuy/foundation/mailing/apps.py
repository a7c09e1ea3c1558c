from django.apps import AppConfig


class MailingConfig(AppConfig):
    name = "tinkuy.foundation.mailing"
