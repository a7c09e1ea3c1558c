from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from tinkuy.foundation.audit.registry import name_acts

ACTS = {
    "organizations.body_created": _("Se registró una entidad"),
    "organizations.organization_registered": _("Se registró una organización"),
    "organizations.registered_in_bulk": _("Se registraron juntas las organizaciones de una planilla"),
}


class OrganizationsConfig(AppConfig):
    name = "tinkuy.foundation.organizations"

    def ready(self) -> None:
        name_acts(ACTS)
