"""Why a portfolio is not received, read or confirmed: a sentence and what to do."""

from django.utils.translation import gettext_lazy as _

from tinkuy.foundation.shared.refusals import Reason, Refusal


class PortfolioRefusal(Refusal):
    EMPTY_FILE = Reason(_("El archivo está vacío."), _("Elige la hoja de cálculo de tu cartera."))
    TOO_LARGE = Reason(
        _("El archivo pesa más de %(limit)s MB."),
        _("Deja en la hoja solo las inversiones de tu entidad y vuelve a cargarla."),
        status=413,
    )
    UNREADABLE = Reason(
        _("La hoja no se puede leer. %(sentence)s"), _("Corrige el archivo y vuelve a cargarlo. No se guardó nada.")
    )
    NOT_WAITING = Reason(_("Esta versión ya no espera una decisión."), _("Mira en qué quedó en la lista de versiones."))
    OUTDATED_PREVIEW = Reason(
        _("Mientras revisabas, otra versión de la cartera fue confirmada: la comparación que viste ya no vale."),
        _("Vuelve a leer el archivo y revisa los cambios otra vez."),
    )
    NOTHING_TO_CONFIRM = Reason(
        _("El archivo no trae ninguna inversión que se pueda registrar."),
        _("Corrige las filas rechazadas y vuelve a cargarlo."),
    )
    NO_CODE_COLUMN = Reason(
        _("Falta decir qué columna es el código único (CUI)."),
        _("Elígela en la lista. Sin código no se puede saber de qué inversión habla cada fila."),
    )
    NO_NAME_COLUMN = Reason(
        _("Falta decir qué columna es el nombre de la inversión."), _("Elígela en la lista y vuelve a leer la hoja.")
    )
    REPEATED_COLUMN = Reason(
        _("Dos columnas dicen ser lo mismo: «%(field)s»."), _("Deja una y marca la otra como dato adicional.")
    )
