from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    name = "tinkuy.foundation.organizations"
