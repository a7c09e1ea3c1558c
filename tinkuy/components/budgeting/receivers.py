"""What the budget does when its space changes."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from tinkuy.foundation.dossiers.actions import publish_dossiers
from tinkuy.foundation.dossiers.models import Dossier
from tinkuy.foundation.spaces.models import Space
from tinkuy.foundation.spaces.signals import space_published


@receiver(space_published)
def show_candidates(sender: object, space: Space, at: datetime, **_rest: Any) -> None:
    """Candidates chosen while the space was a draft were known to nobody; from now on they are."""
    waiting = Dossier.objects.filter(budget_project__process__space=space, published_at=None)
    publish_dossiers(dossiers=list(waiting), at=at)
