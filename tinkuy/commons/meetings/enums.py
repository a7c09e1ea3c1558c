"""The words of a meeting (law.md 1.9, 6.2–6.4)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MeetingKind(models.TextChoices):
    INFORMATION = "information", _("Taller informativo")
    RESULTS = "results", _("Taller de identificación de resultados")
    PRIORITIZATION = "prioritization", _("Taller de priorización")
    FORMALIZATION = "formalization", _("Taller de formalización de acuerdos")
    DECENTRALIZED = "decentralized", _("Taller descentralizado por provincia")
    HEARING = "hearing", _("Audiencia pública de rendición de cuentas")
    SESSION = "session", _("Sesión")
    OTHER = "other", _("Otra reunión")


WORKSHOPS = frozenset(
    {
        MeetingKind.INFORMATION,
        MeetingKind.RESULTS,
        MeetingKind.PRIORITIZATION,
        MeetingKind.FORMALIZATION,
        MeetingKind.DECENTRALIZED,
    }
)


class Modality(models.TextChoices):
    IN_PERSON = "in_person", _("Presencial")
    ONLINE = "online", _("En línea")
    HYBRID = "hybrid", _("Presencial y en línea")


class MeetingState(models.TextChoices):
    PLANNED = "planned", _("En preparación")
    CALLED = "called", _("Convocada")
    OPEN = "open", _("Puerta abierta")
    FIRST_CALL = "first_call", _("En sesión, con quórum en primera convocatoria")
    SECOND_CALL = "second_call", _("En sesión, con quórum en segunda convocatoria")
    CLOSED = "closed", _("Concluida, acta pendiente")
    DRAFT = "draft", _("Acta en borrador")
    APPROVED = "approved", _("Acta aprobada")
    PUBLISHED = "published", _("Acta publicada")
    POSTPONED = "postponed", _("Postergada")
    NO_QUORUM = "no_quorum", _("Sin quórum")


S = MeetingState
# Where each state may lead (features.md part 4, item 9).
TRANSITIONS: dict[str, frozenset[str]] = {
    S.PLANNED: frozenset({S.CALLED}),
    S.CALLED: frozenset({S.OPEN, S.POSTPONED}),
    S.POSTPONED: frozenset({S.CALLED}),
    S.OPEN: frozenset({S.FIRST_CALL, S.SECOND_CALL, S.NO_QUORUM, S.CLOSED, S.POSTPONED}),
    S.NO_QUORUM: frozenset({S.CALLED}),
    S.FIRST_CALL: frozenset({S.CLOSED}),
    S.SECOND_CALL: frozenset({S.CLOSED}),
    S.CLOSED: frozenset({S.DRAFT, S.APPROVED}),
    S.DRAFT: frozenset({S.DRAFT, S.APPROVED}),
    S.APPROVED: frozenset({S.APPROVED, S.PUBLISHED}),
    S.PUBLISHED: frozenset({S.APPROVED}),
}
# The meeting took place.
HELD = frozenset({S.CLOSED, S.DRAFT, S.APPROVED, S.PUBLISHED})
RUNNING = frozenset({S.OPEN, S.FIRST_CALL, S.SECOND_CALL})
TAKES_REGISTRATIONS = frozenset({S.CALLED, S.OPEN})
# People come in; the phones of the door bring what they kept until the minutes are approved.
TAKES_DOOR = frozenset({*RUNNING, S.CLOSED, S.DRAFT, S.NO_QUORUM})
TAKES_MINUTES = frozenset({*RUNNING, S.CLOSED, S.DRAFT})


class AttendeeState(models.TextChoices):
    REGISTERED = "registered", _("Con lugar")
    WAITING = "waiting", _("En lista de espera")
    CANCELLED = "cancelled", _("Cancelada")


class AttendeeChannel(models.TextChoices):
    WEB = "web", _("Por internet")
    DESK = "desk", _("En la mesa")
    DOOR = "door", _("En la puerta")
    ROLL = "roll", _("Del padrón de convocados")


class PersonSex(models.TextChoices):
    FEMALE = "female", _("Mujer")
    MALE = "male", _("Hombre")
    OTHER = "other", _("Otra identidad o prefiero no decirlo")


class MotherTongue(models.TextChoices):
    SPANISH = "es", _("Castellano")
    QUECHUA = "qu", _("Quechua")
    AIMARA = "ay", _("Aimara")
    AWAJUN = "agr", _("Awajún")
    WAMPIS = "hub", _("Wampís")
    SIGNS = "prl", _("Lengua de señas peruana")
    OTHER = "other", _("Otra")


class EntryKind(models.TextChoices):
    CHECK_IN = "check_in", _("Ingreso")
    WALK_IN = "walk_in", _("Llegó sin inscribirse")


class EntryOutcome(models.TextChoices):
    NEW = "new", _("Ingreso registrado")
    MERGED = "merged", _("Ya había ingresado: se conserva la primera hora")


class EntryFlag(models.TextChoices):
    NONE = "", _("Sin observación")
    FUTURE_TIME = "future_time", _("La hora del teléfono era posterior a la del servidor: se usó la del servidor")
    TOO_EARLY = "too_early", _("La hora del teléfono era muy anterior a la reunión: se usó la del servidor")
    TWIN = "twin", _("Se parece a otra persona que también ingresó: revísalo")


class DocumentKind(models.TextChoices):
    SUMMARY = "summary", _("Resumen ejecutivo en lenguaje sencillo")
    NOTICE = "notice", _("Convocatoria")
    PRESENTATION = "presentation", _("Presentación")
    REPORT = "report", _("Informe de rendición de cuentas")
    ATTENDANCE = "attendance", _("Lista de asistencia firmada")
    OTHER = "other", _("Otro documento")


class AgendaSource(models.TextChoices):
    OWN = "own", _("De la entidad")
    CITIZEN = "citizen", _("Propuesto por la ciudadanía")
    PLEDGES = "pledges", _("Compromisos de la audiencia anterior")


class TopicState(models.TextChoices):
    PROPOSED = "proposed", _("Propuesto")
    INCLUDED = "included", _("Incorporado a la agenda")
    NEXT = "next", _("Pasa a la próxima audiencia")
    DECLINED = "declined", _("No incorporado, con su motivo")


class HandsState(models.TextChoices):
    COUNTING = "counting", _("Contando")
    DISAGREED = "disagreed", _("Los conteos no coinciden: falta otro")
    DECIDED = "decided", _("Resultado firme")


class HandChoice(models.TextChoices):
    FAVOR = "favor", _("A favor")
    AGAINST = "against", _("En contra")
    ABSTAIN = "abstain", _("Abstención")


class AgreementState(models.TextChoices):
    PENDING = "pending", _("Pendiente")
    ONGOING = "ongoing", _("En marcha")
    FULFILLED = "fulfilled", _("Cumplido")
    UNFULFILLED = "unfulfilled", _("No cumplido")


UNSETTLED = frozenset({AgreementState.PENDING, AgreementState.ONGOING, AgreementState.UNFULFILLED})
