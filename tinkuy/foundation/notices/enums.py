from django.db import models
from django.utils.translation import gettext_lazy as _


class Preset(models.TextChoices):
    """What comes by mail. All that is for a person stands in «Mis avisos» anyway."""

    MINE = "mine", _("Lo que me toca: mis trámites, mis plazos, lo que debo responder")
    FOLLOWED = "followed", _("Lo que sigo: además, las novedades de lo que sigo")
    ALL = "all", _("Todo: además, los anuncios de los procesos en que participo")


class Cadence(models.TextChoices):
    AT_ONCE = "at_once", _("Al momento, hasta tres correos al día")
    DAILY = "daily", _("Un resumen al día, a las siete de la mañana")
    WEEKLY = "weekly", _("Un resumen los lunes")


class Reach(models.TextChoices):
    """Why the notice is for this person."""

    MINE = "mine", _("Te toca")
    FOLLOWED = "followed", _("Lo sigues")
    GENERAL = "general", _("Anuncio")


class DeadlineState(models.TextChoices):
    """Computed when it is read; nothing stores it."""

    OPEN = "open", _("En plazo")
    TODAY = "today", _("Vence hoy")
    OVERDUE = "overdue", _("Vencido")
    CLOSED = "closed", _("Cerrado")
