from django.utils.translation import gettext_lazy as _

from tinkuy.foundation.shared.refusals import Reason, Refusal

_HEARINGS = _("Ley 27867, artículo 24; Ley 27972, artículo 119-A; RSD 015-2024-PCM/SD")
_ORDINANCE = _("Reglamento u ordenanza de este proceso")


class MeetingRefusal(Refusal):
    """Why something may not be done with a meeting, in words for who asked."""

    NOT_FROM_THIS_STATE = Reason(
        _("La reunión está «%(state)s»: eso ya no se puede hacer."),
        _("Actualiza la página: quizá otra persona del equipo lo hizo antes."),
        status=409,
    )
    ENDS_BEFORE_IT_STARTS = Reason(
        _("La reunión terminaría antes de empezar."), _("Revisa las dos horas: la de término va después.")
    )
    PLACE_MISSING = Reason(
        _("Falta decir dónde es: el lugar, o el enlace si es en línea."),
        _("Completa el lugar o el enlace según la modalidad y convoca de nuevo."),
    )
    AGENDA_EMPTY = Reason(
        _("La convocatoria necesita una agenda y todavía no tiene ningún punto."),
        _("Añade al menos un punto y convoca de nuevo."),
        _ORDINANCE,
    )
    NOTICE_TOO_SHORT = Reason(
        _(
            "La convocatoria llegaría tarde: se publica el %(called)s y la reunión es el %(starts)s, pero entre las "
            "dos debe haber al menos %(days)s días calendario. El primer día posible es el %(first)s."
        ),
        _("Cambia la fecha de la reunión al %(first)s o a una posterior, y convoca de nuevo."),
        _HEARINGS,
    )
    ALREADY_STARTED = Reason(
        _("La hora de la reunión ya pasó: no se puede convocar hacia atrás."), _("Pon una fecha futura y convoca.")
    )
    REASON_MISSING = Reason(
        _("Falta escribir el motivo."), _("Explica en una frase qué pasó: la gente convocada lo leerá.")
    )
    TOO_EARLY_TO_OPEN = Reason(
        _("La puerta abre desde dos horas antes: faltan más para el %(starts)s."),
        _("Vuelve ese día. La lista de la puerta ya se puede descargar e imprimir."),
    )
    REGISTRATION_CLOSED = Reason(
        _("La inscripción a esta reunión no está abierta."),
        _("Si la reunión es hoy, acércate: en la puerta también se registra a quien llega."),
    )
    ALREADY_REGISTERED = Reason(
        _("Ya hay una inscripción de esa persona para esta reunión."),
        _("Búscala en la lista por su nombre; si es la tuya, está en «Mi inscripción»."),
        status=409,
    )
    ATTENDEE_UNKNOWN = Reason(
        _("Ningún número ni código de esta reunión es «%(typed)s»."),
        _("Compáralo con la constancia de la persona o búscala por su nombre. Si no está inscrita, regístrala aquí."),
        status=404,
    )
    ATTENDEE_CANCELLED = Reason(
        _("La inscripción %(number)s fue cancelada."),
        _("Si la persona vino, regístrala como recién llegada."),
        status=409,
    )
    ALREADY_INSIDE = Reason(
        _("Esa persona ya ingresó: su inscripción no se cancela."), _("Su asistencia queda en el acta."), status=409
    )
    DOOR_CLOSED = Reason(
        _("La puerta de esta reunión no está abierta."),
        _("Quien conduce la reunión la abre desde su página, hasta dos horas antes del inicio."),
        status=409,
    )
    ENTRIES_MALFORMED = Reason(
        _("Lo que envió el teléfono no se entiende."),
        _("Actualiza la página de la puerta y sincroniza otra vez."),
        status=400,
    )
    TOO_MANY_ENTRIES = Reason(
        _("El teléfono envió más de %(limit)s ingresos en un solo envío."),
        _("La página de la puerta envía por partes: actualízala y sincroniza otra vez."),
        status=413,
    )
    ENTITLED_MISSING = Reason(
        _("No se sabe cuántas personas tienen derecho a voto: sin ese número no hay quórum que calcular."),
        _("Carga la lista de personas convocadas o escribe cuántas son y de qué padrón."),
        _ORDINANCE,
    )
    QUORUM_NOT_MET = Reason(
        _("No hay quórum en %(call)s: se necesitan %(needed)s de %(entitled)s y han ingresado %(present)s."),
        _("Espera a la siguiente convocatoria o declara que no hubo quórum y convoca de nuevo."),
        _ORDINANCE,
    )
    SECOND_CALL_TOO_EARLY = Reason(
        _("La segunda convocatoria es a las %(hour)s: todavía no llega esa hora."),
        _("Espera hasta entonces; si el quórum de la primera se alcanza antes, inicia con él."),
        _ORDINANCE,
    )
    QUORUM_IS_MET = Reason(
        _("Sí hay quórum: han ingresado %(present)s y bastan %(needed)s."), _("Inicia la sesión."), status=409
    )
    QUORUM_PENDING = Reason(
        _("Esta reunión necesita quórum y todavía no se ha verificado."),
        _("Verifica el quórum de la primera o de la segunda convocatoria antes de cerrar la sesión."),
        _ORDINANCE,
    )
    TOPICS_NOT_TAKEN = Reason(
        _("Esta reunión no recibe temas de la ciudadanía."),
        _("Los temas se proponen en las audiencias públicas convocadas, desde su página."),
        _HEARINGS,
    )
    NOT_A_HEARING = Reason(
        _("Eso es solo para las audiencias públicas de rendición de cuentas."),
        _("Vuelve a la página de la reunión."),
        _HEARINGS,
    )
    SOMEBODY_IS_SPEAKING = Reason(
        _("%(name)s tiene el uso de la palabra."),
        _("Termina su turno antes de dar la palabra a otra persona."),
        status=409,
    )
    TURN_NOT_WAITING = Reason(
        _("Ese turno ya se usó o ya terminó."), _("Anota un turno nuevo si la persona vuelve a hablar."), status=409
    )
    ANSWER_DATE_MISSING = Reason(
        _("Una pregunta que queda sin respuesta necesita una fecha para contestarla."),
        _("Escribe la respuesta que se dio, o hasta cuándo se contestará por escrito."),
    )
    MORE_HANDS_THAN_PEOPLE = Reason(
        _("El conteo suma %(hands)s y solo han ingresado %(people)s personas con derecho a votar."),
        _("Cuenta de nuevo o revisa la lista de ingresos."),
    )
    SAME_TELLER = Reason(
        _("%(teller)s ya contó esta votación."),
        _("Cada conteo lo hace otra persona: escribe el nombre de la segunda."),
        status=409,
    )
    COUNT_FINISHED = Reason(
        _("Esta votación ya tiene resultado."), _("Si hay un error, abre otra votación con su motivo."), status=409
    )
    NOMINAL_NOT_SAID = Reason(
        _("Esta votación no se declaró nominal: no se guarda quién votó qué."),
        _("La votación nominal se declara antes de contar."),
        _ORDINANCE,
    )
    NOMINAL_DOES_NOT_ADD_UP = Reason(
        _("Los nombres no suman el resultado: a favor %(favor)s, en contra %(against)s, abstenciones %(abstain)s."),
        _("Revisa la lista de nombres; el resultado de los dos conteos no cambia."),
    )
    OWNER_MISSING = Reason(
        _("Al acuerdo %(number)s le falta quién responde por él o hasta cuándo."),
        _("Completa responsable y fecha: un acuerdo sin dueño no se cumple."),
    )
    RESULTS_MISSING = Reason(
        _("El punto «%(item)s» no tiene resultado escrito."),
        _("Escribe en una frase qué pasó con cada punto, aunque no se haya tratado."),
    )
    SIGNERS_MISSING = Reason(
        _("El acta no dice quién la firma."), _("Escribe al menos una persona con su cargo."), _ORDINANCE
    )
    HANDS_UNDECIDED = Reason(
        _("La votación «%(motion)s» todavía no tiene dos conteos iguales."),
        _("Pide otro conteo antes de cerrar el acta."),
    )
    MINUTES_CLOSED = Reason(
        _("El acta ya fue aprobada: su texto no cambia."),
        _("Si hay un error, corrígela con una versión nueva y su motivo."),
        status=409,
    )
    AGREEMENT_BELONGS_ELSEWHERE = Reason(
        _("Ese acuerdo no es de una audiencia anterior de esta entidad."), _("Elige uno de la lista.")
    )
    ASSESSMENT_TOO_EARLY = Reason(
        _("La autoevaluación se hace después de la audiencia."), _("Ciérrala primero."), _HEARINGS
    )
    VALUE_OUT_OF_RANGE = Reason(
        _("«%(key)s» no puede ser %(value)s."), _("Escribe un valor entre %(minimum)s y %(maximum)s.")
    )
    TOO_MANY_PEOPLE = Reason(
        _("Una reunión admite hasta %(limit)s personas en su lista."), _("Divide la reunión por provincias o sedes.")
    )
