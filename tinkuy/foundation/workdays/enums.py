from django.db import models
from django.utils.translation import gettext_lazy as _


class DayKind(models.TextChoices):
    HOLIDAY = "holiday", _("Feriado")
    NON_WORKING = "non_working", _("Día no laborable declarado")


class TermUnit(models.TextChoices):
    WORKING = "working", _("días hábiles")
    CALENDAR = "calendar", _("días calendario")
    MONTHS = "months", _("meses")


class TermState(models.TextChoices):
    """Computed when it is read."""

    OPEN = "open", _("En plazo")
    TODAY = "today", _("Vence hoy")
    OVERDUE = "overdue", _("Vencido")
    CLOSED = "closed", _("Cerrado")
