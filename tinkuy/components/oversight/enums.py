from django.db import models
from django.utils.translation import gettext_lazy as _


class BarsPrevious(models.TextChoices):
    NO = "no", _("Puede volver quien integró un comité anterior")
    IMMEDIATE = "immediate", _("No puede volver quien integró el comité inmediato anterior")
    ALWAYS = "always", _("No puede volver quien integró cualquier comité anterior")


class ElectionMethod(models.TextChoices):
    HANDS = "hands", _("A mano alzada, contada por dos personas")
    BALLOT = "ballot", _("Por cédula, en la votación de la plataforma")


class TieMethod(models.TextChoices):
    RUNOFF_DRAW = "runoff_draw", _("Segunda vuelta y, si sigue el empate, sorteo")
    DRAW = "draw", _("Sorteo")


class Recognizer(models.TextChoices):
    COUNCIL = "council", _("Consejo Regional o Concejo Municipal")
    EXECUTIVE = "executive", _("Gobernación o Alcaldía, por resolución")


class CandidacyState(models.TextChoices):
    SUBMITTED = "submitted", _("Presentada")
    ADMITTED = "admitted", _("Admitida")
    REJECTED = "rejected", _("No admitida")
    WITHDRAWN = "withdrawn", _("Retirada")


class Outcome(models.TextChoices):
    ELECTED = "elected", _("Elegida o elegido")
    ALTERNATE = "alternate", _("Suplente, por orden de votos")


class ReportState(models.TextChoices):
    DRAFT = "draft", _("En borrador")
    PRESENTED = "presented", _("Presentado")
    RECEIVED = "received", _("Recibido")
    ANSWERED = "answered", _("Con respuesta")
    PUBLISHED = "published", _("Publicado")

    @property
    def look(self) -> str:
        return {"published": "done", "answered": "done", "draft": "neutral"}.get(self.value, "ongoing")


class FindingKind(models.TextChoices):
    DELAY = "delay", _("Atraso")
    AMOUNT = "amount", _("Cambio de monto")
    NOT_BUDGETED = "not_budgeted", _("No está en el presupuesto de apertura")
    PROJECT_CHANGED = "project_changed", _("Se cambió el proyecto")
    QUALITY = "quality", _("Calidad de la obra")
    OTHER = "other", _("Otro")


class Severity(models.TextChoices):
    LOW = "low", _("Leve")
    MEDIUM = "medium", _("Importante")
    HIGH = "high", _("Grave")


class EscalatedTo(models.TextChoices):
    COUNCIL = "council", _("Consejo Regional o Concejo Municipal")
    CONTROL = "control", _("Contraloría u Órgano de Control Institucional")
    PROSECUTOR = "prosecutor", _("Ministerio Público")
    OMBUDSMAN = "ombudsman", _("Defensoría del Pueblo")
