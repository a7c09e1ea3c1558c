from django.utils.translation import gettext_lazy as _

from tinkuy.foundation.shared.refusals import Reason, Refusal


class TrainingRefusal(Refusal):
    """Why somebody may not enrol, be marked present or get a certificate, in the order they should hear it."""

    NOT_OPEN = Reason(
        _("Este curso no recibe inscripciones ahora."), _("Mira los otros cursos del proceso: cada uno dice su fecha.")
    )
    ALREADY_ENROLLED = Reason(_("Esa persona ya está inscrita en este curso."), _("Una vez basta: ve a la sesión."))
    FULL = Reason(
        _("Ya no quedan lugares: el aforo es de %(capacity)s personas."),
        _("Escribe a la unidad responsable: si abre otra fecha, saldrá en esta página."),
    )
    NAME_MISSING = Reason(_("Falta el nombre de la persona."), _("Escríbelo como está en su documento."))
    NO_ORGANIZATION = Reason(
        _("Inscribe a varias personas quien tiene una credencial vigente de su organización en este proceso."),
        _("Cada persona puede inscribirse con su cuenta, o pídelo en la mesa."),
    )
    NO_ROOM_FOR_ALL = Reason(
        _("Quedan %(room)s lugares y no alcanzan para todas las personas que escribiste: no se inscribió a ninguna."),
        _("Quita nombres de la lista, o espera a que se abra otra fecha."),
    )
    TOO_MANY_TOGETHER = Reason(_("De una vez se inscriben hasta %(limit)s personas."), _("Divide la lista en dos."))
    WRONG_CODE = Reason(
        _("Ese no es el código de esta sesión."), _("Míralo de nuevo en la puerta, o pide a la mesa que te anote.")
    )
    NOT_TODAY = Reason(
        _("La asistencia con código se anota el mismo día de la sesión: %(day)s."),
        _("Si asististe, pide a la mesa que te anote con su lista firmada."),
    )
    NOT_ENROLLED = Reason(
        _("No estás inscrita o inscrito en este curso."), _("Inscríbete en la página del curso y vuelve.")
    )
    NOTHING_TO_PUBLISH = Reason(
        _("Un curso se publica con al menos una sesión."), _("Añade la fecha y el lugar de la primera.")
    )
    TOO_HEAVY = Reason(
        _("Un material pesa 2 MB como máximo, para que llegue a un celular con poca señal."),
        _("Comprímelo o divídelo en partes."),
    )
