from django.db import models
from django.utils.translation import gettext_lazy as _


class CourseState(models.TextChoices):
    DRAFT = "draft", _("En preparación")
    PUBLISHED = "published", _("Abierto")
    CLOSED = "closed", _("Concluido")


class Modality(models.TextChoices):
    IN_PERSON = "in_person", _("Presencial")
    ONLINE = "online", _("Virtual")
    HYBRID = "hybrid", _("Presencial y virtual")


class MarkedBy(models.TextChoices):
    LIST = "list", _("Lista de la mesa")
    CODE = "code", _("Código en la puerta")
    PAPER = "paper", _("Lista en papel")
