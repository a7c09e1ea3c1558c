"""The vote prepared, the result and its act."""

from django.utils.translation import gettext_lazy as _

from tinkuy.foundation.shared.refusals import Reason, Refusal


class ResultRefusal(Refusal):
    NO_EVALUATORS = Reason(
        _("«%(project)s» no tiene las evaluaciones que pide el proceso: hay %(count)s y se necesitan %(needed)s."),
        _("Termina la evaluación técnica: sin evaluación no hay puntaje, y no es cero."),
    )
    TOO_FAR_APART = Reason(
        _("Las fichas de %(projects)s se distancian más de %(points)s puntos."),
        _("Devuélvelas a otra ronda en «Evaluación», o deja sin efecto la que corresponda, con su motivo."),
    )
    NOT_EVALUATED = Reason(
        _("Quedan %(count)s proyectos elegibles sin puntaje técnico."),
        _("Termina la evaluación o retíralos con su motivo."),
    )
    NO_PROJECTS = Reason(
        _("Ningún proyecto elegible y evaluado puede ir a la cédula."), _("Revisa la elegibilidad y la evaluación.")
    )
    NO_STAGE = Reason(_("El proceso no tiene fechas de votación."), _("Ponlas en el calendario del proceso y vuelve."))
    ALREADY_PREPARED = Reason(_("La votación ya está preparada."), status=409)
    NO_POLL = Reason(_("La votación todavía no se prepara."), _("Prepárala antes de calcular el resultado."))
    NOT_CLOSED = Reason(_("La votación no ha cerrado: nadie puede calcular un resultado."), _("Vuelve cuando cierre."))
    NEEDS_REASON = Reason(
        _("Ya hay un resultado calculado. Otro cálculo es una corrección y necesita su motivo."),
        _("Escribe el motivo: se publica junto con la versión nueva."),
        status=409,
    )
    ALREADY_PUBLISHED = Reason(_("Esta versión del resultado ya está publicada."), status=409)
    SUPERSEDED = Reason(
        _("Hay una versión posterior de este resultado."), _("Publica la última versión calculada."), status=409
    )
    NOT_PUBLISHED = Reason(_("El acta sale de un resultado publicado."), _("Publica primero el resultado."))
    ALREADY_ISSUED = Reason(_("El acta de esta versión ya fue emitida."), status=409)
    IMPOSSIBLE = Reason(_("Los datos no cumplen las reglas congeladas: %(why)s"), _("Nada se guardó. Avisa a soporte."))
