from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from tinkuy.foundation.audit.registry import name_acts
from tinkuy.foundation.jobs.registry import PeriodicJob, register

ACTS = {
    "bodies.opened_body": _("Se registró un órgano colegiado"),
    "bodies.opened_seat": _("Se creó un asiento"),
    "bodies.closed_seat": _("Se cerró un asiento"),
    "bodies.closed_body": _("Se cerró un órgano colegiado"),
    "bodies.seated_person": _("Una persona ocupó un asiento"),
    "bodies.ended_mandate": _("Terminó un mandato"),
}


class BodiesConfig(AppConfig):
    name = "tinkuy.commons.bodies"

    def ready(self) -> None:
        name_acts(ACTS)
        register(PeriodicJob("bodies.mandates", timedelta(hours=6), "tinkuy.commons.bodies.tasks.mandates"))
