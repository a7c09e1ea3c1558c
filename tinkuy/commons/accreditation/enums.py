"""The words of a registration: who asks, for whom, in which state (law.md 1.6)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RequestState(models.TextChoices):
    """Next issue: challenge (tacha) and ruling go between ADMITTED and ACCREDITED."""

    DRAFT = "draft", _("En borrador")
    SENT = "sent", _("Enviada")
    OBSERVED = "observed", _("Observada")
    CURED = "cured", _("Subsanada")
    ADMITTED = "admitted", _("Admitida")
    REJECTED = "rejected", _("Rechazada")
    ACCREDITED = "accredited", _("Acreditada")
    VOICE_ONLY = "voice_only", _("Acreditada solo con voz")
    SUSPENDED = "suspended", _("Suspendida")
    ENDED = "ended", _("Terminada")


# A request that still counts: one per person and space, one per seat of an organisation.
LIVE_STATES = (
    RequestState.SENT,
    RequestState.OBSERVED,
    RequestState.CURED,
    RequestState.ADMITTED,
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
