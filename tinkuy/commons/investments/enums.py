from django.db import models
from django.utils.translation import gettext_lazy as _


class VersionStatus(models.TextChoices):
    """The life of a load: read by a task, previewed by a person, then confirmed or discarded; never half stored."""

    READING = "reading", _("Leyendo")
    FAILED = "failed", _("No se pudo leer")
    PREVIEW = "preview", _("Por confirmar")
    CONFIRMED = "confirmed", _("Confirmada")
    DISCARDED = "discarded", _("Descartada")


class IssueKind(models.TextChoices):
    """What the reading has to say about a line of the file."""

    REJECTED = "rejected", _("Fila rechazada")
    WARNING = "warning", _("Advertencia")
    DUPLICATE = "duplicate", _("Código repetido")
    UNKNOWN_PLACE = "unknown_place", _("Lugar desconocido")


class ChangeKind(models.TextChoices):
    """How an investment stands against the last confirmed version."""

    NEW = "new", _("Nueva")
    CHANGED = "changed", _("Cambió")
    GONE = "gone", _("Fuera de cartera")


class AmountUnit(models.IntegerChoices):
    """In what the amounts of the file are written."""

    SOLES = 1, _("Soles")
    THOUSANDS = 1_000, _("Miles de soles")
    MILLIONS = 1_000_000, _("Millones de soles")


class PortfolioState(models.TextChoices):
    """Whether the portfolio in force lists the investment: the state of its public record."""

    IN = "in_portfolio", _("En cartera")
    OUT = "out_of_portfolio", _("Fuera de cartera")
