from datetime import datetime
from typing import Any

from django.db import transaction

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.audit.actions import record
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.spaces.models import Space
from tinkuy.foundation.spaces.queries import roles_of

from ..models import Poll, VotingSettings
from ..queries.settings import read_settings
from ..rules.settings import why_not_set


@transaction.atomic
def apply_settings(*, space: Space, values: dict[str, Any], actor: User, at: datetime) -> None:
    """Writes the «voting.*» settings it is given; the others stay. Once a poll is prepared they are frozen with it."""
    Space.objects.select_for_update().get(pk=space.pk)
    asked = {**read_settings(space), **values}
    refusal = why_not_set(asked, is_prepared=Poll.objects.filter(space=space, key="main").exists())
    if refusal:
        raise Refused(refusal)
    columns = {key.removeprefix("voting."): value for key, value in asked.items()}
    VotingSettings.objects.update_or_create(space=space, defaults=columns)
    record(
        chain=space.chain,
        kind="voting.settings_changed",
        at=at,
        actor_role=next(iter(sorted(roles_of(actor, space))), "operator"),
        actor_number=actor.pk,
        subject_kind="spaces.space",
        subject_number=space.pk,
        subject_label=space.title,
        payload={key.removeprefix("voting."): value for key, value in values.items()},
    )
