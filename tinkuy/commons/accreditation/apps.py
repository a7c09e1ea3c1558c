from django.apps import AppConfig


class AccreditationConfig(AppConfig):
    name = "tinkuy.commons.accreditation"
