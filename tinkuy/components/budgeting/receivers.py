"""What the participatory budget does and tells when the foundation says something happened."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from tinkuy.commons.meetings.models import Attendee, Meeting
from tinkuy.commons.meetings.signals import attendance_recorded
from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.accounts.signals import personal_data_requested
from tinkuy.foundation.dossiers.actions import publish_dossiers
from tinkuy.foundation.dossiers.models import Dossier
from tinkuy.foundation.spaces.actions import tell_of_move
from tinkuy.foundation.spaces.models import Space, StageMove
from tinkuy.foundation.spaces.signals import space_published, stage_moved

from .actions.meetings import credit_workshop
from .queries.ideas import personal_data_of


@receiver(space_published)
def show_candidates(sender: object, space: Space, at: datetime, **_rest: Any) -> None:
    """Candidates chosen while the space was a draft were known to nobody; from now on they are."""
    waiting = Dossier.objects.filter(budget_project__process__space=space, published_at=None)
    publish_dossiers(dossiers=list(waiting), at=at)


@receiver(personal_data_requested)
def ideas_of_the_person(sender: object, *, user: User, **_rest: Any) -> tuple[str, dict[str, Any]] | None:
    """For the download of one's data (Ley 29733): the ideas proposed and the ideas supported."""
    data = personal_data_of(user)
    return ("ideas", data) if any(data.values()) else None


@receiver(stage_moved)
def tell_agents(
    sender: object, space: Space, move: StageMove, subject: str, body: str, at: datetime, **_rest: Any
) -> None:
    """A public date moved: those accredited in the space are concerned too."""
    agents = User.objects.filter(
        is_active=True, accreditations__space=space, accreditations__status="active"
    ).distinct()
    tell_of_move(people=agents, space=space, move=move, subject=subject, body=body, at=at)


@receiver(attendance_recorded)
def credit_the_agent(sender: object, meeting: Meeting, attendee: Attendee, at: datetime, **_rest: Any) -> None:
    credit_workshop(meeting=meeting, attendee=attendee, at=at)
