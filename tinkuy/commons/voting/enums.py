from django.db import models
from django.utils.translation import gettext_lazy as _


class PollStatus(models.TextChoices):
    DRAFT = "draft", _("En preparación")
    OPEN = "open", _("Abierta")
    CLOSED = "closed", _("Cerrada")
    PUBLISHED = "published", _("Publicada")


class Channel(models.TextChoices):
    """Where a vote was given. One roll for all of them: the first channel locks the rest."""

    WEB = "web", _("Por internet")
    DESK = "desk", _("En mesa asistida")
    PAPER = "paper", _("En papel")
    ASSEMBLY = "assembly", _("En asamblea")


class RollState(models.TextChoices):
    VALID = "valid", _("Habilitado")
    ANNULLED = "annulled", _("Anulado por resolución")
