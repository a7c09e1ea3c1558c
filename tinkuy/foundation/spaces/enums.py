from django.db import models
from django.utils.translation import gettext_lazy as _


class ParticipationLevel(models.TextChoices):
    """The four levels of seed 004; every process says which one it is."""

    INFORMATIVE = "informative", _("Informativo")
    CONSULTATIVE = "consultative", _("Consultivo")
    DECISION = "decision", _("Decisorio")
    CO_MANAGEMENT = "co_management", _("Cogestión")


class SpaceStatus(models.TextChoices):
    DRAFT = "draft", _("En preparación")
    PUBLISHED = "published", _("Abierto")
    FINISHED = "finished", _("Concluido")
    ANNULLED = "annulled", _("Anulado")


class SpaceRole(models.TextChoices):
    COORDINATOR = "coordinator", _("Coordinación del proceso")
    TEAM_PRESIDENT = "team_president", _("Presidencia del equipo técnico")
    TECHNICAL_TEAM = "technical_team", _("Equipo técnico")
    DESK = "desk", _("Mesa de acreditación")
    OVERSIGHT = "oversight", _("Comité de vigilancia")
