from django.db import models
from django.utils.translation import gettext_lazy as _


class DayKind(models.TextChoices):
    HOLIDAY = "holiday", _("Feriado")
    NON_WORKING = "non_working", _("Día no laborable declarado")
