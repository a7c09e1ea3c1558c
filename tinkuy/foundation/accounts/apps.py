from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "tinkuy.foundation.accounts"
