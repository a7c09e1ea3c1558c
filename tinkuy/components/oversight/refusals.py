from django.utils.translation import gettext_lazy as _

from tinkuy.foundation.shared.refusals import Reason, Refusal

_CV = _("Instructivo 001-2010-EF/76.01, capítulo III.1")
_ORDINANCE = _("La ordenanza de este proceso")


class CandidacyRefusal(Refusal):
    """Why somebody may not stand for the committee, in the order they should hear it."""

    CALL_SHUT = Reason(
        _("La convocatoria al comité de vigilancia no está abierta."),
        _("Mira sus fechas en la página del comité."),
    )
    NOT_AN_AGENT = Reason(
        _("Solo puede postular quien está acreditado como agente participante en este proceso."),
        _("Si tu inscripción sigue en trámite, espera tu credencial."),
        _CV,
    )
    NOT_OF_SOCIETY = Reason(
        _(
            "El comité representa a la sociedad civil: se postula por una organización social de base territorial "
            "o una institución privada."
        ),
        _("Si tu organización es de esa clase, pide a la mesa que corrija el dato."),
        _CV,
    )
    NOT_RESIDENT = Reason(
        _("Hay que residir en la jurisdicción y no lo declaraste."),
        _("Si vives en ella, márcalo en la declaración."),
        _CV,
    )
    CONVICTION = Reason(
        _("Falta la declaración jurada de no tener condena por delitos o faltas."),
        _("Si es tu caso, márcala. Declarar en falso anula la candidatura."),
        _CV,
    )
    PUBLIC_SERVANT = Reason(
        _("La ordenanza no admite a quien trabaja para el Estado, y no declaraste que no es tu caso."),
        _("Si no trabajas para el Estado, márcalo en la declaración."),
        _("Ordenanza Regional 021-2025 (Ica) y las que la siguen"),
    )
    WAS_MEMBER = Reason(
        _("La ordenanza no admite a quien ya integró un comité de vigilancia anterior."),
        _("Puedes apoyar al comité con tus observaciones."),
        _ORDINANCE,
    )
    TWICE = Reason(_("Esa persona ya tiene una candidatura en este comité."), _("Revisa la que ya presentó."))
    NOT_PENDING = Reason(
        _("Esta candidatura ya no está en ese punto."), _("Vuelve a cargar la página para ver su estado.")
    )
    REASON_MISSING = Reason(_("Falta la razón."), _("Escríbela: la persona debe conocerla y queda en el acta."))


class ElectionRefusal(Refusal):
    """Why the election stays where it is."""

    TOO_FEW = Reason(
        _("Hay %(count)s candidaturas admitidas y el comité necesita al menos %(needed)s."),
        _("Amplía la convocatoria, con su razón, y vuelve a intentar."),
        _CV,
    )
    NO_QUORUM = Reason(
        _("Asistieron %(present)s agentes y el quórum es %(needed)s (%(percent)s %% de %(roll)s)."),
        _("Convoca de nuevo a la asamblea o sigue lo que la ordenanza prevé en segunda citación."),
        _ORDINANCE,
    )
    STARTED = Reason(_("La elección ya empezó o ya terminó."), _("Mira sus rondas en la página de la elección."))
    NOT_STARTED = Reason(_("Todavía no hay una elección en curso."), _("Ábrela primero."))
    SAME_TELLER = Reason(
        _("Los dos conteos deben venir de personas distintas."), _("Pide a otra persona que ingrese el segundo conteo.")
    )
    COUNTS_DIFFER = Reason(
        _("Los dos conteos no coinciden en: %(names)s."),
        _("Vuelvan a contar esas manos y corrijan el conteo que estaba mal. Nada se promedia."),
    )
    COUNT_MISSING = Reason(_("Faltan conteos: se necesitan dos completos."), _("Ingresa el que falta."))
    TOO_MANY_VOTES = Reason(
        _("%(name)s tiene más votos (%(votes)s) que asistentes (%(present)s)."), _("Revisa el conteo de esa persona.")
    )
    POLL_NOT_PUBLISHED = Reason(
        _("La votación del comité todavía no se publica."), _("Ciérrala y publícala; después se lee su resultado.")
    )
    TIED = Reason(
        _("Hay un empate que decide quién entra o en qué orden suple: %(names)s."),
        _("Corresponde: %(next)s. Ningún empate se resuelve solo."),
        _ORDINANCE,
    )
    NO_TIE = Reason(
        _("No hay un empate que resolver de esa manera."), _("Continúa con el paso que indica la elección.")
    )
    NO_TEXT = Reason(
        _("Falta el texto del sorteo."),
        _("Escribe lo que alguien de la asamblea dijo en voz alta, o el número de una lotería."),
    )
    NOT_DECIDED = Reason(_("La elección todavía no tiene resultado."), _("Termina el conteo primero."), _CV)
    ALREADY_RECOGNIZED = Reason(
        _("El comité ya fue reconocido con %(act)s."), _("Si cambió un integrante, regístralo como reemplazo.")
    )
    ACT_MISSING = Reason(
        _("Falta el documento que reconoce al comité."),
        _("Escribe su número y su fecha: ordenanza, acuerdo o resolución."),
        _CV,
    )
    NOT_A_MEMBER = Reason(_("Ese mandato no es de este comité."), _("Elige a un integrante de la lista."))
    BAD_SIZES = Reason(
        _("Las reglas del comité se contradicen: el mínimo (%(low)s) supera al máximo (%(high)s)."),
        _("Corrige uno de los dos."),
    )
    BELOW_THE_LAW = Reason(_("Un comité de vigilancia tiene por lo menos 4 integrantes."), _("Escribe 4 o más."), _CV)


class ReportRefusal(Refusal):
    """Why a report or a request for information may not move."""

    NOT_RECOGNIZED = Reason(
        _("El comité todavía no está reconocido."), _("Primero se registra su reconocimiento."), _CV
    )
    NOT_A_MEMBER = Reason(
        _("Solo los integrantes vigentes del comité pueden hacerlo."), _("Revisa si tu mandato sigue vigente."), _CV
    )
    PERIOD_TAKEN = Reason(_("Ya hay un reporte de ese periodo."), _("Ábrelo y continúa desde donde quedó."))
    NOT_DRAFT = Reason(_("El reporte ya fue presentado y no se cambia."), _("Lo nuevo va en el siguiente reporte."))
    EMPTY = Reason(
        _("El reporte no tiene resumen ni hallazgos."), _("Escribe qué miró el comité, aunque no encontrara problemas.")
    )
    NOT_THERE_YET = Reason(
        _("El reporte todavía no está en ese punto."),
        _("Sigue el orden: presentado, recibido, con respuesta, publicado."),
    )
    STILL_IN_TERM = Reason(
        _("La entidad tiene hasta el %(due)s para responder."), _("Se publica cuando responda o cuando venza el plazo.")
    )
    ANSWER_MISSING = Reason(_("Falta escribir la respuesta."), _("Di qué se hará, quién y cuándo; o por qué no."))
    ANSWERED = Reason(_("Ya tiene respuesta."), _("Lo respondido no se cambia; lo nuevo va aparte."))
    NOTHING_ASKED = Reason(_("Falta decir qué se pide."), _("Escribe el documento o el dato que el comité necesita."))
    TOO_MANY_FILES = Reason(_("Un hallazgo lleva hasta %(limit)s archivos."), _("Quita uno o crea otro hallazgo."))
