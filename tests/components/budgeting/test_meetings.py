"""Agents in the meetings of their process: the quorum knows them, and a workshop counts for their vote."""

import pytest
from django.urls import reverse

from tests.factories import accreditation as people
from tests.factories import cast, meetings
from tinkuy.commons.accreditation.models import AttendanceCredit
from tinkuy.commons.meetings import actions as meeting_actions
from tinkuy.components.budgeting.actions.meetings import bring_agents, credit_workshop
from tinkuy.foundation.audit.models import Act

pytestmark = pytest.mark.django_db


@pytest.fixture
def agents():
    space = people.registering()
    return [people.accredited_on_paper(space, n) for n in (1, 2)]


def meeting_of(kind="results"):
    return meetings.planned(kind)


def test_agents_with_the_vote_are_entitled_once(agents):
    meeting = meeting_of()
    assert bring_agents(meeting=meeting, actor=cast.elena(), at=meetings.CALLED) == 2
    assert bring_agents(meeting=meeting, actor=cast.elena(), at=meetings.CALLED) == 2
    assert sorted(meeting.attendees.values_list("roll_key", flat=True)) == [f"accreditation:{a.pk}" for a in agents]


def test_coming_to_a_workshop_is_credited_once(agents):
    meeting = meeting_of()
    bring_agents(meeting=meeting, actor=cast.elena(), at=meetings.CALLED)
    attendee = meeting.attendees.get(roll_key=f"accreditation:{agents[0].pk}")
    for _again in range(2):
        assert credit_workshop(meeting=meeting, attendee=attendee, at=meetings.CALLED)
    [credit] = AttendanceCredit.objects.all()
    assert (credit.accreditation, credit.kind, credit.key) == (agents[0], "workshop", f"meeting:{meeting.pk}")
    assert Act.objects.filter(kind="accreditation.credited_attendance").count() == 1


@pytest.mark.parametrize("kind", ["session", "other"])
def test_what_is_not_a_workshop_credits_nobody(agents, kind):
    meeting = meeting_of(kind)
    bring_agents(meeting=meeting, actor=cast.elena(), at=meetings.CALLED)
    assert not credit_workshop(meeting=meeting, attendee=meeting.attendees.first(), at=meetings.CALLED)
    assert not AttendanceCredit.objects.exists()


def test_who_is_no_agent_gets_nothing(agents):
    meeting = meeting_of()
    attendee = meeting_actions.register(
        meeting=meetings.called(), person=meetings.person_spec(9), actor=None, at=meetings.CALLED
    )
    assert not credit_workshop(meeting=meeting, attendee=attendee, at=meetings.CALLED)


def test_only_the_coordination_brings_the_roll(client, agents):
    meeting = meeting_of()
    url = reverse("budgeting:bring_agents", args=[agents[0].space.slug, meeting.code])
    cast.sign_in(client, cast.julio())
    assert client.post(url).status_code in (302, 403, 404)
    assert not meeting.attendees.exists()
