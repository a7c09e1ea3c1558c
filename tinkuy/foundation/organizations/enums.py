from django.db import models
from django.utils.translation import gettext_lazy as _


class GovernmentLevel(models.TextChoices):
    NATIONAL = "national", _("Nacional")
    REGIONAL = "regional", _("Regional")
    PROVINCIAL = "provincial", _("Provincial")
    DISTRICT = "district", _("Distrital")


class EntityRole(models.TextChoices):
    ADMINISTRATOR = "administrator", _("Administración de la entidad")
    PLANNING = "planning", _("Planeamiento y presupuesto")
    DESK = "desk", _("Mesa de partes")


class OrganizationKind(models.TextChoices):
    TERRITORIAL = "territorial", _("Organización social de base territorial")
    THEMATIC = "thematic", _("Organización social temática")
    COMMUNITY = "community", _("Comunidad campesina o nativa")
    PRIVATE = "private", _("Institución privada")
    PROFESSIONAL = "professional", _("Colegio profesional")
    UNIVERSITY = "university", _("Universidad o instituto")
    PUBLIC = "public", _("Entidad pública")
