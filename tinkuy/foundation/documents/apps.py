from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "tinkuy.foundation.documents"
