from datetime import datetime
from typing import Any

from django.db import transaction

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.audit.actions import record
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.spaces.models import Space

from ..models import MeetingRules
from ..refusals import MeetingRefusal

# Least and most of each column: the page of settings shows the same.
RANGES: dict[str, tuple[int, int]] = {
    "workshop_notice_days": (1, 90),
    "hearing_notice_days": (1, 120),
    "topic_days": (1, 60),
    "summary_working_days": (1, 30),
    "speaking_minutes": (2, 5),
    "followup_minutes": (1, 5),
    "first_quorum_percent": (0, 100),
    "second_quorum_percent": (0, 100),
    "second_call_minutes": (5, 240),
}


@transaction.atomic
def apply_settings(*, space: Space, values: dict[str, Any], actor: User | None, at: datetime) -> None:
    """Writes the keys it is given («meetings.topic_days»). What changed is public, with its old value."""
    Space.objects.select_for_update(no_key=True).get(pk=space.pk)
    rules = MeetingRules.objects.filter(space=space).first() or MeetingRules(space=space)
    changed = {}
    for key, value in values.items():
        name = key.removeprefix("meetings.")
        before = getattr(rules, name)
        setattr(rules, name, _checked(name, value))
        if before != getattr(rules, name):
            changed[name] = [str(before), str(getattr(rules, name))]
    if rules.second_quorum_percent > rules.first_quorum_percent:
        _refuse("second_quorum_percent", rules.second_quorum_percent, 0, rules.first_quorum_percent)
    rules.save()
    record(
        chain=space.chain,
        kind="meetings.set_rules",
        at=at,
        actor_role="coordinator",
        actor_number=actor.pk if actor else None,
        subject_kind="meeting_rules",
        subject_number=rules.pk,
        subject_label=space.title,
        payload={"changed": changed},
    )


def _checked(name: str, value: Any) -> Any:
    if name not in RANGES:
        return bool(value)
    least, most = RANGES[name]
    if not least <= int(value) <= most:
        _refuse(name, value, least, most)
    return int(value)


def _refuse(name: str, value: Any, least: int, most: int) -> None:
    raise Refused(MeetingRefusal.VALUE_OUT_OF_RANGE, key=name, value=value, minimum=least, maximum=most)
