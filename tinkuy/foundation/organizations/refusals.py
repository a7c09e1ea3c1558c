from django.utils.translation import gettext_lazy as _

from tinkuy.foundation.shared.refusals import Reason, Refusal


class OrganizationRefusal(Refusal):
    RUC_INVALID = Reason(
        _("El RUC %(ruc)s no es válido: su último dígito no corresponde."),
        _("Revísalo en la ficha RUC de la organización. Si no tiene RUC, deja la casilla vacía."),
        "RUC: 11 dígitos con dígito de control",
    )
    NAME_MISSING = Reason(
        _("Falta el nombre de la organización."),
        _("Escríbelo como figura en su acta o en registros públicos."),
    )
    SLUG_TAKEN = Reason(
        _("Ya hay una entidad con esa dirección corta."),
        _("Elige otra dirección corta, por ejemplo con el nombre de la región."),
    )
