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


class BatchState(models.TextChoices):
    RECEIVED = "received", _("Recibido, sin contar")
    COUNTED = "counted", _("Contado")
    OBSERVED = "observed", _("Observado: no entra al conteo")
    REVERSED = "reversed", _("Extornado")

    @property
    def look(self) -> str:
        return {"received": "ongoing", "counted": "done", "observed": "decided", "reversed": "neutral"}[self.value]


class DeskReason(models.TextChoices):
    """Why somebody votes with help."""

    NO_DEVICE = "no_device", _("No tiene teléfono ni conexión")
    NO_ACCOUNT = "no_account", _("No tiene cuenta en la plataforma")
    DISABILITY = "disability", _("Pide apoyo por discapacidad")
    LANGUAGE = "language", _("Pide apoyo por su lengua")
    READING = "reading", _("Pide que le lean la cédula")
    OTHER = "other", _("Otro motivo")


class IdentityCheck(models.TextChoices):
    """How the official made sure of who it is."""

    DOCUMENT = "document", _("Vio el documento de identidad original")
    CREDENTIAL = "credential", _("Vio el documento y la credencial de agente participante")
    REGISTRY = "registry", _("Comparó el documento con el registro civil")
