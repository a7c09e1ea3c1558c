from django.utils.translation import gettext_lazy as _

from tinkuy.foundation.shared.refusals import Reason, Refusal

_AT_THE_DESK = _("Si el documento es tuyo, acércate con él a la mesa de la entidad: ahí lo verifican contigo.")
_DATA_LAW = _("Ley 29733, de protección de datos personales")


class IdentityRefusal(Refusal):
    # The same words whether the document is somebody else's or the person has another account: it must not tell.
    CANNOT_BE_REGISTERED = Reason(_("No se pudo registrar ese documento en tu cuenta."), _AT_THE_DESK)
    ALREADY_VERIFIED = Reason(
        _("Tu documento ya está verificado, así que no se puede cambiar desde aquí."),
        _("Si hay un error, acércate con el documento a la mesa de la entidad."),
    )
    NOTHING_TO_VERIFY = Reason(
        _("Esta persona no ha declarado su documento."),
        _("Pídele que lo escriba en «Mi cuenta»."),
    )
    OWN_DOCUMENT = Reason(
        _("Nadie verifica su propio documento."),
        _("Pide que lo haga otra persona del equipo."),
    )
    PROVIDER_FAILED = Reason(
        _("La identidad nacional no confirmó quién eres, así que no se inició la sesión."),
        _("Inténtalo de nuevo en unos minutos, o entra con tu correo y tu contraseña."),
    )


class LimitRefusal(Refusal):
    TOO_MANY_LOOKUPS = Reason(
        _("Se hicieron demasiadas consultas de documentos desde tu conexión."),
        _("Espera una hora y vuelve a intentarlo."),
        status=429,
    )


class ConsentRefusal(Refusal):
    NEEDED_FOR_THE_ACCOUNT = Reason(
        _("Sin esto no se puede mantener tu cuenta."),
        _("Si ya no estás de acuerdo, puedes cerrar tu cuenta cuando quieras."),
        _DATA_LAW,
    )


class AccountRefusal(Refusal):
    WRONG_PASSWORD = Reason(
        _("La contraseña no es correcta, así que la cuenta sigue abierta."),
        _("Escríbela de nuevo o recupérala desde la página de ingreso."),
    )
