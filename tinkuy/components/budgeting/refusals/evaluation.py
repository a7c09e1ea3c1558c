"""Candidates, the matrix and its sheets."""

from django.utils.translation import gettext_lazy as _

from tinkuy.foundation.shared.refusals import Reason, Refusal


class EvaluationRefusal(Refusal):
    MATRIX_FROZEN = Reason(
        _("La matriz está congelada desde la primera ficha."),
        _("Una matriz nueva solo puede aprobarse antes de evaluar; lo ya evaluado no cambia de regla."),
        status=409,
    )
    MATRIX_WEIGHTS = Reason(
        _("Los pesos de la matriz suman %(total)s y deben sumar 100."), _("Ajusta los criterios antes de aprobarla.")
    )
    MATRIX_EMPTY = Reason(_("La matriz no tiene criterios."), _("Agrega al menos uno."))
    OPTION_OVER_WEIGHT = Reason(
        _("En «%(criterion)s» hay una opción que da %(points)s puntos y su peso es %(weight)s."),
        _("Ninguna opción puede dar más que el peso del criterio."),
    )
    NO_OPTIONS = Reason(_("El criterio «%(criterion)s» es una lista y no tiene opciones."), _("Agrega sus opciones."))
    CODE_REPEATED = Reason(_("El código «%(code)s» está dos veces en la matriz."), _("Cada criterio lleva su código."))
    NO_APPROVAL_ACT = Reason(
        _("La matriz se aprueba con un acto: documento, fecha y órgano."), _("Completa los tres datos del acta.")
    )
    NO_MATRIX = Reason(
        _("Todavía no hay una matriz aprobada."),
        _("Apruébala con su acta antes de evaluar."),
    )
    NOT_EVALUATOR = Reason(
        _("No figuras como evaluadora o evaluador de este proceso."),
        _("La coordinación nombra al equipo evaluador."),
        status=403,
    )
    NOT_ON_TEAM = Reason(
        _("Esa persona no es del equipo técnico de este proceso."), _("Dale primero su rol en «Equipo».")
    )
    NOT_EVALUABLE = Reason(
        _("Este proyecto no está para evaluarse: su elegibilidad no lo permite."),
        _("Mira regla por regla su elegibilidad."),
    )
    CONFLICT_UNDECLARED = Reason(
        _("Falta declarar si tienes un conflicto de interés con este proyecto."), _("Marca sí o no antes de entregar.")
    )
    MISSING_CRITERIA = Reason(
        _("Falta puntuar: %(missing)s. Un criterio vacío no vale cero: detiene la ficha."),
        _("Complétalo y entrega de nuevo."),
    )
    MISSING_GROUNDS = Reason(_("Falta el sustento en: %(missing)s."), _("Escribe por qué das ese puntaje."))
    POINTS_OVER_WEIGHT = Reason(_("En «%(criterion)s» el puntaje va de 0 a %(weight)s."), _("Corrige el puntaje."))
    NOT_AN_OPTION = Reason(_("En «%(criterion)s» la opción elegida no es de la matriz."), _("Elige una de la lista."))
    ALREADY_SUBMITTED = Reason(
        _("Ya entregaste esta ficha: no cambia."),
        _("Si la distancia entre evaluaciones es mayor que la permitida, el proyecto vuelve en otra ronda."),
        status=409,
    )
    NOT_SPREAD = Reason(
        _("Las fichas de este proyecto no se distancian más de lo permitido: no hay motivo para otra ronda."),
        status=409,
    )
    ALREADY_ANNULLED = Reason(_("Esa ficha ya estaba sin efecto."), status=409)
    NOT_SUBMITTED = Reason(_("Esa ficha todavía no se entrega."), status=409)
    BAD_FILE = Reason(
        _("No se pudo leer el archivo como una hoja de cálculo: %(why)s."),
        _("Sube el mismo archivo que descargaste (.xlsx)."),
    )
