"""Why the rules of the participatory budget say no: what happened, and the next step."""

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


class IdeaRefusal(Refusal):
    NO_DOCUMENT = Reason(
        _("Para presentar o apoyar ideas necesitamos saber que eres una sola persona, y tu cuenta no tiene documento."),
        _("Registra tu documento en «Mi cuenta» y vuelve: toma un minuto."),
        way="accounts:document",
        way_words=_("Registrar mi documento"),
    )
    LIMITS = Reason(_("Cada límite va de 1 a 100."), _("Corrígelo en «Reglas del proceso»."))
    NO_MORE_IDEAS = Reason(
        _("Ya presentaste %(limit)s ideas en este proceso, que es el máximo."),
        _("Puedes retirar una que ya no quieras sostener, o apoyar las de otras personas."),
    )
    NO_MORE_SUPPORTS = Reason(
        _("Ya usaste tus %(limit)s apoyos en este proceso."), _("Retira uno de otra idea para apoyar esta.")
    )
    ALREADY_SUPPORTED = Reason(_("Ya apoyas esta idea."), _("Tu apoyo cuenta una sola vez."), status=409)
    NOT_SUPPORTED = Reason(_("No apoyas esta idea, así que no hay nada que retirar."), status=409)
    OWN_IDEA = Reason(_("Esta idea es tuya: el apoyo es de otras personas."), _("Compártela con quienes la apoyarían."))
    WITHDRAWN = Reason(_("Su autor retiró esta idea."), _("Mira otras ideas parecidas en la lista."))
    ANSWERED = Reason(
        _("Esta idea ya tiene respuesta: no cambia ni se retira."),
        _("Lee la respuesta y su motivo en la misma página."),
    )
    NO_MORE_NEEDED = Reason(
        _("Esta idea ya tiene respuesta: no recibe más apoyos."), _("Lee la respuesta y su motivo en la misma página.")
    )
    NOT_AUTHOR = Reason(_("Solo su autor puede retirar una idea."), status=403)
    UNKNOWN_PLACE = Reason(_("Ese lugar no es de esta región."), _("Elige una provincia o un distrito de la lista."))
    NO_REASON = Reason(_("Falta el motivo de la respuesta."), _("Escríbelo: es público y lo recibe su autor."))
    NOT_AN_ANSWER = Reason(_("Esa no es una respuesta que se pueda dar a una idea."))
    NO_DESTINATION = Reason(_("Falta decir a quién se deriva la idea."), _("Escribe la entidad o unidad que la verá."))


_RULES = _("Corrige la regla, o explica en «Reglas» por qué la ordenanza es así.")
_DATES = _("Corrige las fechas en «Cronograma».")


class ContradictionRefusal(Refusal):
    """An ordinance that contradicts itself. What the database cannot hold is refused; the rest is explained or solved
    before the process is published."""

    WEIGHTS_DO_NOT_SUM = Reason(_("Los pesos suman %(total)s y deben sumar 1."), _RULES)
    VOTE_THAT_DOES_NOT_COUNT = Reason(
        _("El equipo técnico ordena los proyectos y a la vez la votación pesa %(weight)s."), _RULES
    )
    TWO_TITULARS_ONE_VOTE = Reason(
        _("Cada organización tiene un solo voto y dos titulares: no se sabe cuál de los dos vota."), _RULES
    )
    ADHERENTS_OF_NOBODY = Reason(
        _("Se piden %(number)s adherentes a la ciudadanía no organizada, y las reglas no la dejan inscribirse."), _RULES
    )
    CHALLENGES_WITHOUT_DAYS = Reason(_("Se admiten tachas, y no hay ningún día para presentarlas."), _RULES)
    CURE_LONGER_THAN_WINDOW = Reason(
        _("Hay %(cure)s días hábiles para subsanar, y la inscripción dura %(days)s."), _RULES
    )
    TRAINING_WITHOUT_DATE = Reason(
        _("La capacitación es requisito para votar, y el cronograma no le pone fecha."), _DATES
    )
    MORE_WORKSHOPS_THAN_THERE_ARE = Reason(
        _("Para votar hay que asistir a %(needed)s talleres, y el cronograma tiene %(workshops)s."), _RULES
    )
    COMMITTEE_UPSIDE_DOWN = Reason(
        _("El comité de vigilancia tendría al menos %(least)s personas y como máximo %(most)s."), _RULES
    )
    QUOTA_OVER_100 = Reason(_("La cuota de mujeres es de %(quota)s %%: ninguna cuota pasa de 100 %%."), _RULES)
    QUORUM_OVER_100 = Reason(_("El quórum es de %(quorum)s %%: ninguno pasa de 100 %%."), _RULES)
    SECOND_QUORUM_HIGHER = Reason(
        _("El quórum de la segunda citación (%(second)s %%) es mayor que el de la primera (%(first)s %%)."), _RULES
    )
    CLOSES_BEFORE_OPENING = Reason(_("La etapa «%(stage)s» cierra antes de empezar."), _DATES)
    OUT_OF_ORDER = Reason(_("«%(then)s» termina antes de que empiece «%(first)s»."), _DATES)


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
