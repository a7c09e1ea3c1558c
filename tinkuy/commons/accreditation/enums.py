"""The words of a registration: who asks, for whom, in which state (law.md 1.6)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RequestState(models.TextChoices):
    DRAFT = "draft", _("En borrador")
    SENT = "sent", _("Enviada")
    OBSERVED = "observed", _("Observada")
    CURED = "cured", _("Subsanada")
    ADMITTED = "admitted", _("Admitida")
    CHALLENGED = "challenged", _("Tachada, por resolver")
    REJECTED = "rejected", _("Rechazada")
    ACCREDITED = "accredited", _("Acreditada")
    VOICE_ONLY = "voice_only", _("Acreditada solo con voz")
    SUSPENDED = "suspended", _("Suspendida")
    ENDED = "ended", _("Terminada")
    REPLACED = "replaced", _("Reemplazada")
    REMOVED = "removed", _("Separada")


# A request that still counts: one per person and space, one per seat of an organisation.
LIVE_STATES = (
    RequestState.SENT,
    RequestState.OBSERVED,
    RequestState.CURED,
    RequestState.ADMITTED,
    RequestState.CHALLENGED,
    RequestState.ACCREDITED,
    RequestState.VOICE_ONLY,
    RequestState.SUSPENDED,
)


class AccreditationStatus(models.TextChoices):
    ACTIVE = "active", _("Vigente")
    SUSPENDED = "suspended", _("Suspendida")
    ENDED = "ended", _("Terminada")


class Seat(models.TextChoices):
    TITULAR = "titular", _("Titular")
    ALTERNATE = "alternate", _("Alterna o alterno")
    SECOND_TITULAR = "second_titular", _("Segunda o segundo titular")


class SeatScheme(models.TextChoices):
    TITULAR_ALTERNATE = "titular_alternate", _("Titular y alterno")
    TWO_TITULARS = "two_titulars", _("Dos titulares: una mujer y un hombre")


class VotesPer(models.TextChoices):
    PERSON = "person", _("Un voto por persona acreditada")
    ORGANIZATION = "organization", _("Un voto por organización")


class FailedCure(models.TextChoices):
    ARCHIVED = "archived", _("La inscripción se archiva")
    VOICE_ONLY = "voice_only", _("La persona asiste solo con voz")


class Represents(models.TextChoices):
    ORGANIZATION = "organization", _("A una organización")
    SELF = "self", _("A mí: ciudadana o ciudadano no organizado")


class AgentClass(models.TextChoices):
    """Classes seen in the ordinances; those of the technical team have voice only."""

    ORGANIZATION = "organization", _("Organización de la sociedad civil")
    COUNCIL = "council", _("Consejo de coordinación")
    AUTHORITY = "authority", _("Autoridad o consejería")
    PUBLIC_ENTITY = "public_entity", _("Entidad pública")
    PROFESSIONAL = "professional", _("Colegio profesional o universidad")
    CITIZEN = "citizen", _("Ciudadanía no organizada")
    TECHNICAL_TEAM = "technical_team", _("Equipo técnico")


class EvidenceKind(models.TextChoices):
    MANDATE = "mandate", _("Acta que te elige representante")
    ORGANIZATION_LIFE = "organization_life", _("Constancia de vida de la organización")
    IDENTITY = "identity", _("Documento de identidad")
    ADHERENTS = "adherents", _("Padrón de adherentes")
    SWORN_STATEMENT = "sworn_statement", _("Declaración jurada firmada")
    FORM = "form", _("Ficha de inscripción en papel")
    OTHER = "other", _("Otro documento")


class AppliesTo(models.TextChoices):
    ALL = "all", _("Todas las personas")
    ORGANIZATION = "organization", _("Quien representa a una organización")
    SELF = "self", _("Quien se representa a sí")


class Channel(models.TextChoices):
    WEB = "web", _("Por internet")
    PAPER = "paper", _("En papel, registrada por la mesa")
    SHEET = "sheet", _("De una planilla que cargó la mesa")


class Sex(models.TextChoices):
    FEMALE = "female", _("Mujer")
    MALE = "male", _("Hombre")
    OTHER = "other", _("Otra identidad o prefiero no decirlo")


class Education(models.TextChoices):
    NONE = "none", _("Sin estudios")
    PRIMARY = "primary", _("Primaria")
    SECONDARY = "secondary", _("Secundaria")
    TECHNICAL = "technical", _("Superior técnica")
    UNIVERSITY = "university", _("Superior universitaria")
    POSTGRADUATE = "postgraduate", _("Posgrado")


class RequestConsentPurpose(models.TextChoices):
    """One box for each (Ley 29733; law.md 7.1). The last two are optional."""

    TERMS = "terms", _("He leído y acepto los términos y condiciones")
    DATA = "data", _("He leído la política de privacidad y el aviso sobre el tratamiento de mis datos personales")
    SWORN = "sworn", _("Declaro bajo juramento que lo que digo y adjunto es verdad")
    NEWS = "news", _("Quiero recibir por correo noticias de este proceso")


class ChallengeBy(models.TextChoices):
    """Who may challenge: any resident (Callao), or only who is in the list."""

    RESIDENT = "resident", _("Cualquier persona que resida en el territorio")
    AGENT = "agent", _("Solo quien se inscribió en este proceso")


class ListKind(models.TextChoices):
    PROVISIONAL = "provisional", _("Lista provisional")
    DEFINITIVE = "definitive", _("Lista definitiva")


class ListStanding(models.TextChoices):
    VOTE = "vote", _("Apta, con voz y voto")
    VOICE = "voice", _("Apta, solo con voz")
    PENDING = "pending", _("Observada: en plazo para subsanar")
    LEFT_OUT = "left_out", _("No apta")


class ChallengeGround(models.TextChoices):
    REQUIREMENT = "requirement", _("No cumple un requisito de la ordenanza")
    FALSE = "false", _("Presentó un dato o un documento que no es verdad")
    MANDATE = "mandate", _("La organización no la eligió representante")
    TERRITORY = "territory", _("La organización no es de este territorio o ya no existe")
    INCOMPATIBLE = "incompatible", _("Tiene un impedimento que la ordenanza prevé")
    OTHER = "other", _("Otro motivo")


class ChallengeState(models.TextChoices):
    FILED = "filed", _("En plazo para el descargo")
    ANSWERED = "answered", _("Con descargo, por resolver")
    UPHELD = "upheld", _("Fundada")
    DISMISSED = "dismissed", _("Infundada")


OPEN_CHALLENGES = (ChallengeState.FILED, ChallengeState.ANSWERED)


class CredentialEventKind(models.TextChoices):
    GRANTED = "granted", _("Se otorgó")
    SUSPENDED = "suspended", _("Se suspendió")
    REINSTATED = "reinstated", _("Se devolvió")
    ENDED = "ended", _("Terminó")
    REPLACED = "replaced", _("La organización cambió de representante")
    REMOVED = "removed", _("Se separó a la persona")


# After these a credential no longer counts.
ENDINGS = (CredentialEventKind.ENDED, CredentialEventKind.REPLACED, CredentialEventKind.REMOVED)


class SanctionKind(models.TextChoices):
    WARNING = "warning", _("Llamada de atención")
    LETTER = "letter", _("Amonestación escrita")
    SUSPENSION = "suspension", _("Suspensión")
    REMOVAL = "removal", _("Separación")


class CreditKind(models.TextChoices):
    TRAINING = "training", _("Capacitación")
    WORKSHOP = "workshop", _("Taller")


class ImportState(models.TextChoices):
    READING = "reading", _("Leyendo")
    PREVIEW = "preview", _("Por confirmar")
    STORING = "storing", _("Registrando")
    CONFIRMED = "confirmed", _("Confirmada")
    FAILED = "failed", _("No se pudo leer")
    DISCARDED = "discarded", _("Descartada")
    UNDONE = "undone", _("Deshecha")


class RowVerdict(models.TextChoices):
    GOOD = "good", _("En orden")
    FLAGGED = "flagged", _("Por confirmar")
    BAD = "bad", _("No se puede registrar")


class PrintKind(models.TextChoices):
    PDF = "pdf", _("Un PDF con todas")
    ZIP = "zip", _("Una carpeta comprimida, un PDF por provincia")


class PrintState(models.TextChoices):
    WAITING = "waiting", _("Preparando")
    READY = "ready", _("Lista")
    FAILED = "failed", _("No se pudo preparar")
