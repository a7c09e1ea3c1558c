"""Coordination, formalisation, accountability and what is handed over (Ley 28056, arts. 5, 6, 10 and 11)."""

from django.utils.translation import gettext_lazy as _

from tinkuy.foundation.shared.refusals import Reason, Refusal

_ART_5 = _("Ley 28056, art. 5")
_ART_6 = _("Ley 28056, art. 6")
_REGULATION_6 = _("Reglamento de la Ley 28056, art. 6")
_REGULATION_10 = _("Reglamento de la Ley 28056, art. 10")


class CoordinationRefusal(Refusal):
    NO_RESULT = Reason(
        _("Este proceso todavía no tiene un resultado publicado: no hay con qué coordinar."),
        _("Publica primero el resultado."),
        _ART_6,
    )
    CLOSED = Reason(
        _("La coordinación entre niveles de gobierno ya se cerró con su acta."),
        _("Lo que cambie después es un reemplazo o un acuerdo nuevo, con su propio acto."),
        status=409,
    )
    OTHER_YEAR = Reason(
        _("Ese resultado es del año fiscal %(found)s y este proceso es del %(year)s."),
        _("Elige el resultado del mismo año fiscal."),
    )
    NOT_BELOW = Reason(
        _("«%(place)s» no es una provincia ni un distrito del ámbito de este proceso."),
        _("Elige un lugar de la lista."),
        _ART_5,
    )
    NO_ACT = Reason(
        _("Falta el acta de la provincia o del distrito: sin ella su lista no se recibe."),
        _("Escribe el número del acta y su fecha."),
        _ART_6,
    )
    BAD_FILE = Reason(
        _("No se pudo recibir el archivo: %(why)s."), _("Usa la plantilla que se descarga en esta misma página.")
    )
    ALREADY_DECIDED = Reason(_("Esa coincidencia ya tiene su decisión."), _("Léela en la lista."), status=409)
    NO_GROUND = Reason(_("Falta el sustento de la decisión."), _("Escríbelo: se publica junto con ella."))
    UNDECIDED = Reason(
        _("Quedan %(count)s coincidencias sin decidir: no se puede cerrar la coordinación."),
        _("Decide cada una con su sustento y vuelve."),
    )
    NOT_AGREED = Reason(
        _("El proyecto %(cui)s no está priorizado ni en reserva: no se cofinancia."), _("Elige otro proyecto.")
    )
    NOTHING_LACKS = Reason(
        _("Al proyecto %(cui)s no le falta dinero: cuesta lo mismo que lo acordado."),
        _("Si su costo cambió, actualiza antes la cartera."),
        _REGULATION_6,
    )
    DOES_NOT_SUM = Reason(
        _("Los aportes suman %(total)s y al proyecto le faltan %(lacking)s: %(gap)s."),
        _("Corrige los aportes: deben sumar exactamente lo que falta."),
        _REGULATION_6,
    )
    NO_DOCUMENT = Reason(
        _("Falta el documento que contiene el compromiso de cofinanciar."), _("Escribe el convenio o el acta.")
    )


class FormalizationRefusal(Refusal):
    NOT_PRIORITIZED = Reason(
        _("El proyecto %(cui)s no está entre los priorizados vigentes."),
        _("Al presupuesto de apertura van los priorizados y los que reemplazaron a uno."),
        _ART_6,
    )
    DIFFERENCE_UNEXPLAINED = Reason(
        _("Lo programado (%(programmed)s) no es lo acordado (%(agreed)s) y falta decir por qué."),
        _("Escribe el motivo y la norma: se publican junto con la diferencia."),
        _ART_6,
    )
    NO_NORM = Reason(
        _("Un proyecto acordado que no se incorpora dice por qué y con qué norma."),
        _("Escribe el motivo y la norma."),
        _ART_6,
    )
    NO_AMOUNT = Reason(
        _("Un proyecto que se incorpora lleva al menos un año con su monto."), _("Escribe el año y el monto.")
    )
    YEAR_REPEATED = Reason(_("El año %(year)s está dos veces."), _("Suma sus montos en una sola línea."))
    YEAR_BEFORE = Reason(
        _("El año %(year)s es anterior al año fiscal del proceso (%(first)s)."), _("Corrige el año del monto.")
    )
    STEP_BACKWARDS = Reason(_("«%(step)s» terminaría antes de empezar."), _("Corrige las fechas del cronograma."))
    ALREADY_ISSUED = Reason(
        _("El acuerdo del PIA ya fue publicado: su contenido no cambia."),
        _("Una modificación presupuestal se informa en los avances de cada acuerdo."),
        status=409,
    )
    INCOMPLETE = Reason(
        _("Faltan %(count)s proyectos priorizados por decir si entran al presupuesto de apertura: %(cuis)s."),
        _("Completa cada uno y vuelve."),
        _ART_6,
    )
    BUDGET_TOO_SMALL = Reason(
        _("Lo programado (%(programmed)s) supera el presupuesto institucional de apertura (%(budget)s)."),
        _("Revisa el monto del presupuesto institucional."),
    )
    NO_REASON = Reason(_("Falta el motivo."), _("Escríbelo: es público."))
    NO_ACT = Reason(_("Falta el acto que lo dispone."), _("Escribe su número y adjunta el documento."))
    NOT_STANDING = Reason(
        _("El proyecto %(cui)s no es un acuerdo vigente: no se reemplaza."),
        _("Solo se reemplaza un priorizado o el que ya tomó el lugar de otro."),
    )
    ALREADY_REPLACED = Reason(_("El proyecto %(cui)s ya fue reemplazado."), status=409)
    EMPTY_RESERVE = Reason(
        _("No queda ningún proyecto en la reserva."),
        _("El monto queda como saldo: informa al Consejo de Coordinación y al comité de vigilancia."),
    )
    NOTHING_FITS = Reason(
        _("Ningún proyecto de la reserva cabe en %(available)s."),
        _("El monto queda como saldo hasta que otro reemplazo lo complete."),
    )
    RESERVE_TAKEN = Reason(
        _("Otro reemplazo tomó ese proyecto de la reserva en este momento."),
        _("Vuelve a calcular: se propondrá el siguiente."),
        status=409,
    )


class AccountabilityRefusal(Refusal):
    DRAFT_EXISTS = Reason(_("Ya hay un informe de rendición en preparación."), _("Complétalo y publícalo."), status=409)
    ALREADY_PUBLISHED = Reason(
        _("Ese informe de rendición ya está publicado y no cambia."),
        _("Una corrección es un informe nuevo: empieza otra versión."),
        status=409,
    )
    NO_LINES = Reason(
        _("El informe no tiene ningún acuerdo del año anterior."), _("Agrégalos uno por uno o desde un archivo.")
    )
    STATE_MISSING = Reason(
        _("Faltan %(count)s acuerdos por decir en qué estado están."),
        _("Completa cada línea: lo que no se sabe no se publica como si se supiera."),
        _("Ley 28056, art. 11"),
    )
    REASON_MISSING = Reason(
        _("Lo que está paralizado, dejado sin efecto o reemplazado dice por qué."), _("Escribe el motivo.")
    )
    SHARE_MISSING = Reason(
        _("Falta el porcentaje del presupuesto institucional que se dio al proceso."),
        _("Escríbelo: la ley pide publicarlo."),
        _("Ley 28056, art. 7"),
    )
    SPENT_OVER_BUDGET = Reason(
        _("Se gastó %(spent)s y el presupuesto modificado es %(pim)s: no puede ser."), _("Corrige los montos.")
    )
    BAD_FILE = Reason(_("No se pudo leer el archivo: %(why)s."), _("Usa la plantilla que se descarga aquí."))
    NO_EVIDENCE = Reason(_("Un avance lleva su evidencia."), _("Escribe el enlace o el documento que lo prueba."))
    IN_THE_FUTURE = Reason(_("La fecha del avance es posterior a hoy."), _("Corrige la fecha."))
    GOES_BACKWARDS = Reason(
        _("El avance anterior fue %(before)s %% y el nuevo dice %(after)s %%."),
        _("Si el anterior estaba mal, dilo en el texto empezando con «Corrección:»."),
    )
    IS_OVER = Reason(
        _("Este acuerdo ya está %(state)s: no recibe más avances."), _("Lee su historia en la página."), status=409
    )


class HandoverRefusal(Refusal):
    HEADER_REPEATED = Reason(
        _("El encabezado «%(header)s» está dos veces en la hoja."), _("Cada columna lleva el suyo.")
    )
    NOTHING_SHOWN = Reason(_("La hoja se quedaría sin columnas."), _("Deja al menos una a la vista."))
    UNKNOWN_COLUMN = Reason(_("La columna «%(source)s» no existe en esa hoja."), _("Vuelve a abrir la página."))
    BEING_MADE = Reason(
        _("El Documento del Proceso ya se está preparando."), _("Espera a que termine y vuelve."), status=409
    )
    NOT_READY = Reason(
        _("Todavía no hay una versión lista del Documento del Proceso."),
        _("Prepárala antes de registrar su envío."),
        _REGULATION_10,
    )
    ALREADY_SENT = Reason(
        _("Ese envío ya está registrado con el cargo «%(charge)s»."), _("Revisa el número de cargo."), status=409
    )
    SENT_IN_THE_FUTURE = Reason(_("La fecha del envío es posterior a hoy."), _("Corrige la fecha."))
