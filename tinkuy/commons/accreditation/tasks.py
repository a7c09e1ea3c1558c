from django.utils import timezone
from django_tasks import task

from . import actions
from .models import CredentialPrint, RosterImport


@task()
def read_roster(load_id: int) -> None:
    """Reads a received spreadsheet outside the request: a hostile one in its own process."""
    load = RosterImport.objects.select_related("space", "file").get(pk=load_id)
    actions.read_roster(load=load, at=timezone.now())


@task()
def store_roster(load_id: int) -> None:
    load = RosterImport.objects.select_related("space", "loaded_by").get(pk=load_id)
    actions.store_roster(load=load, at=timezone.now())


@task()
def print_credentials(print_id: int) -> None:
    asked = CredentialPrint.objects.select_related("space__body", "space__dossier", "asked_by").get(pk=print_id)
    actions.print_credentials(asked=asked, at=timezone.now())
