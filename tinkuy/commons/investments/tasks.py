from django.utils import timezone
from django_tasks import task

from . import actions
from .models import PortfolioVersion


@task()
def read_portfolio(version_id: int) -> None:
    """Reads a received file outside the request: a large one takes seconds, a hostile one its own process."""
    version = PortfolioVersion.objects.select_related("body", "file").get(pk=version_id)
    actions.read_portfolio(version=version, at=timezone.now())
