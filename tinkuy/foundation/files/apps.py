from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "tinkuy.foundation.files"
