from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from tinkuy.foundation.audit.registry import name_acts

ACTS = {
    "accounts.account_closed": _("Se cerró una cuenta"),
    "accounts.declaration_released": _("Una declaración de documento cedió ante la prueba de su dueño"),
    "accounts.document_declared": _("Alguien declaró su documento"),
    "accounts.document_read": _("Se leyó un número de documento"),
    "accounts.identity_verified": _("Se verificó una identidad"),
}


class AccountsConfig(AppConfig):
    name = "tinkuy.foundation.accounts"

    def ready(self) -> None:
        name_acts(ACTS)
