from django.db import models
from django.utils.translation import gettext_lazy as _


class BodyKind(models.TextChoices):
    REGIONAL_COUNCIL = "ccr", _("Consejo de Coordinación Regional")
    LOCAL_COUNCIL = "ccl", _("Consejo de Coordinación Local")
    TECHNICAL_TEAM = "technical_team", _("Equipo técnico")
    OVERSIGHT = "oversight", _("Comité de vigilancia")
    FORUM = "forum", _("Foro multiactor")
    OTHER = "other", _("Otro órgano")


COUNCILS = (BodyKind.REGIONAL_COUNCIL, BodyKind.LOCAL_COUNCIL)


class Sector(models.TextChoices):
    AUTHORITY = "authority", _("Autoridad elegida")
    PUBLIC = "public", _("Entidad pública")
    PRODUCERS = "producers", _("Empresas y productores")
    SOCIAL = "social", _("Organización social")
    ACADEMIA = "academia", _("Academia")
    OTHER_SOCIETY = "other_society", _("Otra sociedad civil")


SOCIETY = frozenset({Sector.PRODUCERS, Sector.SOCIAL, Sector.ACADEMIA, Sector.OTHER_SOCIETY})
OFFICIALS = frozenset({Sector.AUTHORITY, Sector.PUBLIC})


class FilledBy(models.TextChoices):
    OFFICE = "office", _("Por su cargo")
    ELECTION = "election", _("Por elección")
    PROPOSAL = "proposal", _("A propuesta")


class MandateRole(models.TextChoices):
    TITULAR = "titular", _("Titular")
    ALTERNATE = "alternate", _("Alterna o alterno")


class EndReason(models.TextChoices):
    TERM = "term", _("Venció su periodo")
    RESIGNATION = "resignation", _("Renuncia")
    REPLACEMENT = "replacement", _("Reemplazo")
    REMOVAL = "removal", _("Separación")


class Sex(models.TextChoices):
    FEMALE = "female", _("Mujer")
    MALE = "male", _("Hombre")


class SocietyBase(models.TextChoices):
    """What the percentage of civil society is a percentage of: the two laws count differently."""

    NONE = "none", _("Sin proporción fijada")
    OF_TOTAL = "of_total", _("Del total de autoridades y sociedad civil (60/40)")
    OF_OFFICIALS = "of_officials", _("Del número de alcaldes y regidores")
