from django.db import models
from django.utils.translation import gettext_lazy as _


class ParticipationLevel(models.TextChoices):
    """The four levels of seed 004; every process says which one it is."""

    INFORMATIVE = "informative", _("Informativo")
    CONSULTATIVE = "consultative", _("Consultivo")
    DECISION = "decision", _("Decisorio")
    CO_MANAGEMENT = "co_management", _("Cogestión")

    @property
    def sentence(self) -> str:
        """What the level means, for somebody who reads the word for the first time."""
        return str(_LEVEL_SENTENCES[self.value])


_LEVEL_SENTENCES = {
    "informative": _("La entidad informa y responde: te dice qué hace, con datos que puedes comprobar."),
    "consultative": _("La entidad pregunta antes de decidir: te escucha y después dice qué recogió y por qué."),
    "decision": _(
        "Lo que la gente acuerda aquí se cumple: la entidad lo ejecuta o explica en público por qué no pudo."
    ),
    "co_management": _("La gente y la entidad deciden, hacen y vigilan juntas, con tareas repartidas."),
}


class SpaceStatus(models.TextChoices):
    DRAFT = "draft", _("En preparación")
    PUBLISHED = "published", _("Abierto")
    SUSPENDED = "suspended", _("Suspendido")
    FINISHED = "finished", _("Concluido")
    ANNULLED = "annulled", _("Anulado")


class SpaceRole(models.TextChoices):
    COORDINATOR = "coordinator", _("Coordinación del proceso")
    TEAM_PRESIDENT = "team_president", _("Presidencia del equipo técnico")
    TECHNICAL_TEAM = "technical_team", _("Equipo técnico")
    DESK = "desk", _("Mesa de acreditación")
    OVERSIGHT = "oversight", _("Comité de vigilancia")


class SourceMark(models.TextChoices):
    """How sure we are that a rule is law: what was not read in a norm is never presented as one."""

    ORDINANCE = "ordinance", _("según la ordenanza")
    NORM = "norm", _("según norma nacional")
    ENTITY = "entity", _("según la norma que cita la entidad")
    CONFIGURATION = "configuration", _("configuración, no norma verificada")
    DEFAULT = "default", _("por defecto de la plataforma")


class PresetStatus(models.TextChoices):
    DRAFT = "draft", _("En preparación")
    READY = "ready", _("Lista")
    RETIRED = "retired", _("Retirada")
