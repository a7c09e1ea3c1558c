"""The register of a past date, rebuilt from events: every day of a year against a naive replay."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from tests.factories import accreditation as make
from tests.factories.cast import rosa
from tinkuy.commons.accreditation import actions
from tinkuy.commons.accreditation.models import Accreditation, CredentialEvent
from tinkuy.commons.accreditation.queries.register import count_on, roster_on

pytestmark = pytest.mark.django_db
START = datetime(2026, 1, 1, 4, 30, tzinfo=UTC)  # 23:30 of 31 December in Lima


def pseudo_random(seed: int):
    """A fixed row of numbers: the same on every machine."""
    while True:
        seed = (seed * 1103515245 + 12345) % 2**31
        yield seed >> 8


def a_year_of_events(people: list[Accreditation]) -> list[tuple[datetime, int, str, bool]]:
    """Each moment, whose, what. Ends are rare; what is suspended comes back; an ended credential stays so."""
    numbers, events = pseudo_random(7), []
    state = dict.fromkeys((one.pk for one in people), "")
    for step in range(700):
        at = START + timedelta(minutes=750 * step)
        one = people[next(numbers) % len(people)]
        kind = {
            "": "granted", "granted": "suspended", "reinstated": "suspended",
            "suspended": ("reinstated", "ended", "removed", "reinstated")[next(numbers) % 4],
        }.get(state[one.pk], "")  # fmt: skip
        if kind:
            state[one.pk] = kind
            events.append((at, one.pk, kind, one.may_vote))
    return events


def naive(events: list[tuple[datetime, int, str, bool]], day: date) -> dict[int, str]:
    found: dict[int, str] = {}
    for at, pk, kind, _may_vote in events:
        if timezone.localdate(at) <= day:
            found[pk] = kind
    return {pk: kind for pk, kind in found.items() if kind not in ("ended", "replaced", "removed")}


def test_every_day_of_a_year_is_rebuilt_as_a_naive_replay_does():
    space = make.registering()
    people = [make.accredited_on_paper(space, n) for n in range(1, 13)]
    CredentialEvent.objects.all().delete()
    events = a_year_of_events(people)
    CredentialEvent.objects.bulk_create(
        CredentialEvent(at=at, accreditation_id=pk, kind=kind, may_vote=may) for at, pk, kind, may in events
    )
    # Today's rows must not matter.
    Accreditation.objects.filter(pk__in=[one.pk for one in people[::2]]).update(status="ended", may_vote=False)
    seen = set()
    for offset in range(366):
        day = date(2025, 12, 31) + timedelta(days=offset)
        rebuilt = {row.pk: row.event_kind for row in roster_on(space, day)}
        assert rebuilt == naive(events, day), day
        seen.add(len(rebuilt))
    assert len(seen) > 4


def test_what_the_desk_does_is_what_the_register_of_each_day_says():
    space = make.registering()
    holder, by = make.accredited(space, rosa(), 1), make.desk(space)
    day = timezone.localdate(make.DURING)
    change = {"accreditation": holder, "reason": "Lo pidió.", "actor": by}
    actions.suspend_accreditation(**change, at=make.DURING + timedelta(days=2))
    actions.reinstate_accreditation(**change, at=make.DURING + timedelta(days=4))
    actions.end_accreditation(**change, at=make.DURING + timedelta(days=6))
    told = [
        (c.voice_and_vote, c.voice_only, c.suspended)
        for c in (count_on(space, day + timedelta(days=offset)) for offset in (-1, 0, 1, 2, 3, 4, 5, 6))
    ]
    assert told == [(0, 0, 0), (1, 0, 0), (1, 0, 0), (0, 0, 1), (0, 0, 1), (1, 0, 0), (1, 0, 0), (0, 0, 0)]
