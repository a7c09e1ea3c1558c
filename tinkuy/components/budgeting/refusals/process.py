"""Setting the process up and its rules of impact."""

from django.utils.translation import gettext_lazy as _

from tinkuy.foundation.shared.refusals import Reason, Refusal

_SETTINGS = _("Corrígelo en «Reglas del proceso».")


class ProcessRefusal(Refusal):
    FROZEN = Reason(
        _("Las reglas de este proceso están congeladas desde que se preparó la votación."),
        _("Nada de lo que decide el resultado cambia ya. Una corrección es una versión nueva, con su motivo."),
        status=409,
    )
    ALREADY_EXISTS = Reason(_("Este espacio ya tiene su presupuesto participativo."), status=409)
    NO_PROCESS = Reason(
        _("Este espacio todavía no tiene su presupuesto participativo."), _("Créalo en «Presupuesto» y vuelve.")
    )
    WEIGHTS = Reason(_("Los pesos suman %(total)s y deben sumar 1."), _SETTINGS)
    WEIGHT_OUT_OF_RANGE = Reason(_("Cada peso va de 0 a 1, con dos decimales como máximo."), _SETTINGS)
    CEILING = Reason(_("El techo del proceso debe ser mayor que cero."), _SETTINGS)
    SHARE = Reason(_("El porcentaje del presupuesto institucional va de 0.01 a 100."), _SETTINGS)
    NOT_POSITIVE = Reason(
        _("Las marcas por lista, las evaluaciones por proyecto y la distancia permitida deben ser mayores que cero."),
        _SETTINGS,
    )
    TIE_ORDER = Reason(
        _("El orden de desempate debe terminar en el sorteo y no repetir criterios: un empate sin regla no se admite."),
        _SETTINGS,
    )
    LIST_CEILINGS = Reason(
        _("Los techos de las listas suman %(total)s y el techo del proceso es %(ceiling)s."), _SETTINGS
    )
    LIST_REPEATED = Reason(_("La lista «%(key)s» está dos veces."), _SETTINGS)
    LIST_IN_USE = Reason(
        _("La lista «%(list)s» tiene proyectos y no puede quitarse."), _("Retira o mueve primero sus proyectos.")
    )
    NO_PORTFOLIO = Reason(
        _("Falta elegir la versión de la cartera con la que trabaja el proceso."),
        _("Carga y confirma una cartera, y elígela en «Candidatos»."),
    )
    PORTFOLIO_NOT_CONFIRMED = Reason(_("Esa versión de la cartera no está confirmada."), _("Confírmala primero."))
    PORTFOLIO_OF_ANOTHER_BODY = Reason(_("Esa cartera es de otra entidad."), status=404)
    NO_RULE_SET = Reason(_("Falta elegir la norma de impacto que se aplica."), _SETTINGS)
    NOT_A_RECORD = Reason(
        _("«%(cui)s» no está en la versión de la cartera con la que trabaja el proceso."), _("Elige otra inversión.")
    )
    ALREADY_CANDIDATE = Reason(_("La inversión %(cui)s ya es candidata en este proceso."), status=409)
    NO_AMOUNT = Reason(
        _("La inversión %(cui)s no tiene un monto por financiar conocido."),
        _("Escribe el monto que pide a este proceso y su sustento."),
    )
    NO_LIST = Reason(
        _("La inversión %(cui)s no corresponde a ninguna lista del proceso."),
        _("Agrega la lista de su provincia o la multiprovincial en «Reglas del proceso»."),
    )
    AMOUNT_GROUND = Reason(_("Cambiar el monto que se pide necesita un sustento."), _("Escríbelo: será público."))
    NO_GROUND = Reason(_("Falta el sustento."), _("Escríbelo: se publica junto con el acto."))
    ONLY_PRESIDENT = Reason(
        _("Solo la presidencia del equipo técnico puede apartarse del resultado de las reglas."),
        _("Pídele que revise el caso y lo sustente."),
        status=403,
    )


class RuleSetRefusal(Refusal):
    ENDS_BEFORE_IT_STARTS = Reason(
        _("La norma dejaría de regir antes de empezar."), _("Revisa desde cuándo y hasta cuándo rige.")
    )
    NO_RULE = Reason(
        _("Así no hay ninguna regla: todo proyecto cumpliría."), _("Enciende al menos una, con su umbral.")
    )
    REMAINDER_NEEDS_COVERAGE = Reason(
        _("La regla del saldo y la cobertura obligatoria necesitan el porcentaje de cobertura."),
        _("Enciende la cobertura y escribe su porcentaje, o apaga las otras dos."),
    )
    NOT_YOURS = Reason(
        _("Estas reglas vienen con la plataforma o son de otra entidad: aquí no se cambian."),
        _("Haz una versión propia: se copia con todos sus valores."),
        status=403,
    )
    IN_USE = Reason(
        _("Ya hay proyectos revisados con estas reglas: no cambian."),
        _("Haz una versión nueva y elígela en el proceso que aún no está congelado."),
        status=409,
    )
