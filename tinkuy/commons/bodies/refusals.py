from django.utils.translation import gettext_lazy as _

from tinkuy.foundation.shared.refusals import Reason, Refusal

_COUNCILS = _("Ley 27867, arts. 11 a 11-B; Ley 27972, arts. 98 a 105")


class BodyRefusal(Refusal):
    """Why a seat or a mandate stays as it is."""

    SLUG_TAKEN = Reason(
        _("La entidad ya tiene un órgano con ese nombre corto."), _("Elige otro, por ejemplo con el año al final.")
    )
    NUMBER_TAKEN = Reason(_("Ya hay un asiento con el número %(number)s."), _("Usa el siguiente número libre."))
    BODY_CLOSED = Reason(
        _("Este órgano está cerrado desde el %(day)s."), _("Abre los asientos en el órgano que lo sucede.")
    )
    SEAT_CLOSED = Reason(_("Este asiento ya no existe en esa fecha."), _("Elige un asiento abierto o crea otro."))
    SEAT_HELD = Reason(
        _("El asiento %(seat)s ya tiene %(role)s en esas fechas: %(name)s."),
        _("Termina primero ese mandato, con su razón, o elige fechas que no se crucen."),
        _("Un titular en ejercicio por asiento; los mandatos de un asiento no se cruzan"),
    )
    DOUBLE_ACCREDITATION = Reason(
        _("Esa persona u organización ya está en otro consejo de coordinación: %(body)s."),
        _("Debe dejar uno de los dos. Regístralo con su renuncia y vuelve a intentar."),
        _COUNCILS,
    )
    BAD_DATES = Reason(_("El mandato termina antes de empezar."), _("Revisa las dos fechas."))
    NAME_MISSING = Reason(_("Falta el nombre de la persona."), _("Escríbelo como está en el documento que la designa."))
    ACT_MISSING = Reason(
        _("Falta el documento que designa a la persona."),
        _("Escribe su número y fecha: resolución, acta o credencial."),
    )
    ALREADY_ENDED = Reason(
        _("Ese mandato ya terminó."), _("Lo terminado no se cambia: si hubo un error, registra uno nuevo con su acto.")
    )
    REASON_MISSING = Reason(_("Falta la razón."), _("Escribe por qué deja el cargo: queda en el historial del órgano."))
    HAS_MEMBERS = Reason(
        _("Todavía hay mandatos vigentes en ese asiento u órgano."), _("Termínalos primero, cada uno con su razón.")
    )
    UNKNOWN_TEMPLATE = Reason(_("No hay una plantilla con ese nombre."), _("Elige una de la lista."))
