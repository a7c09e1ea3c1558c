"""The assisted desk: twenty look-ups an hour, thirty minutes, one vote, and nothing left of whose session it was."""

import json
from datetime import timedelta

import pytest

from tests.factories import cast
from tests.factories.voting import CLOSES, DURING, document_number, open_for, scope_of, verified, vote
from tinkuy.commons.voting import actions, queries
from tinkuy.commons.voting.actions.desk import LASTS
from tinkuy.commons.voting.models import Ballot, DeskSession, VotingMark
from tinkuy.commons.voting.refusals import DeskRefusal, VoteRefusal
from tinkuy.foundation.accounts.refusals import LimitRefusal
from tinkuy.foundation.audit.models import Act
from tinkuy.foundation.shared.refusals import Refused

pytestmark = pytest.mark.django_db


def refusal_of(call):
    with pytest.raises(Refused) as caught:
        call()
    assert caught.value.sentence
    return caught.value.refusal


@pytest.fixture
def poll():
    return open_for(cast.rosa(), cast.julio(), channels=("web", "desk"))


def opened(poll, user=None, *, at=DURING, **fields):
    facts = {"kind": "dni", "number": document_number(user or cast.rosa()), "reason": "no_device"}
    facts |= {"identity_check": "document", "actor": cast.elena(), "at": at, **fields}
    return actions.open_desk_session(poll=poll, **facts)


def test_a_vote_at_the_desk_is_in_the_same_box_with_its_channel_and_its_receipt(poll):
    _session, code = opened(poll)
    session = actions.claim_desk_session(code=code.lower(), at=DURING)
    receipt = actions.cast_at_desk(session=session, scope=scope_of(poll), choices=["2401"], at=DURING)
    assert VotingMark.objects.get().channel == "desk"
    assert json.loads(Ballot.objects.get().choices) == ["2401"]
    assert queries.find_receipt(receipt.code).poll == poll
    again = {"session": session, "scope": scope_of(poll), "choices": ["2402"], "at": DURING}
    assert refusal_of(lambda: actions.cast_at_desk(**again)) is VoteRefusal.ALREADY_VOTED
    assert refusal_of(lambda: vote(poll, cast.rosa(), "2402")) is VoteRefusal.ALREADY_VOTED


def test_when_it_ends_it_names_nobody_and_the_act_never_did(poll):
    session, code = opened(poll)
    actions.end_desk_session(session=actions.claim_desk_session(code=code, at=DURING))
    row = DeskSession.objects.get()
    assert (row.is_over, row.person, row.reason) == (True, "", "no_device")
    act = Act.objects.get(kind="voting.desk_session_opened")
    said = {"poll": str(poll.public_id), "reason": "no_device", "identity_check": "document"}
    assert json.loads(act.payload) == said
    assert session.code_hash not in act.payload


def test_it_lasts_thirty_minutes_and_its_code_opens_one_screen(poll):
    _session, code = opened(poll)
    last = DURING + LASTS - timedelta(seconds=1)
    session = actions.claim_desk_session(code=code, at=last)
    assert refusal_of(lambda: actions.claim_desk_session(code=code, at=last)) is DeskRefusal.UNKNOWN_CODE
    late = {"session": session, "scope": scope_of(poll), "choices": ["2401"], "at": DURING + LASTS}
    assert refusal_of(lambda: actions.cast_at_desk(**late)) is DeskRefusal.SESSION_OVER
    actions.cast_at_desk(**{**late, "at": last})
    _other, second = opened(poll, cast.julio())
    assert refusal_of(lambda: actions.claim_desk_session(code=second, at=DURING + LASTS)) is DeskRefusal.SESSION_OVER
    assert actions.end_stale_sessions(at=DURING + LASTS) == 2
    assert not DeskSession.objects.exclude(person="").exists()


def test_one_session_per_person_until_it_ends_or_runs_out(poll):
    opened(poll)
    assert refusal_of(lambda: opened(poll)) is DeskRefusal.ALREADY_OPEN
    opened(poll, at=DURING + LASTS)


def test_the_desk_says_why_it_cannot_open(poll):
    verified(cast.victor())
    assert refusal_of(lambda: opened(poll, cast.victor())) is DeskRefusal.NOT_ON_ROLL
    assert refusal_of(lambda: opened(poll, number="123")) is DeskRefusal.BAD_DOCUMENT
    vote(poll, cast.rosa(), "2401")
    vote(poll, cast.rosa(), "2501", scope="MULTI")
    assert refusal_of(lambda: opened(poll)) is DeskRefusal.ALL_VOTED
    assert refusal_of(lambda: opened(poll, cast.julio(), at=CLOSES)) is VoteRefusal.ALREADY_CLOSED
    without_desk = open_for(cast.rosa(), key="otra")
    assert refusal_of(lambda: opened(without_desk)) is VoteRefusal.CHANNEL_NOT_TAKEN


def test_what_the_desk_sees_is_the_name_and_whether_a_vote_is_in(poll):
    vote(poll, cast.rosa(), "2401")
    look = {"poll": poll, "kind": "dni", "number": document_number(cast.rosa()), "actor": cast.elena(), "at": DURING}
    found = actions.look_up(**look)
    assert (found.name, [(row.title, row.has_voted) for row in found.lists]) == (
        str(cast.rosa()),
        [("Celendín", True), ("Multiprovincial", False)],
    )
    for _time in range(19):
        actions.look_up(**look)
    assert refusal_of(lambda: actions.look_up(**look)) is LimitRefusal.TOO_MANY_LOOKUPS
    actions.look_up(**{**look, "actor": cast.victor()})
    actions.look_up(**{**look, "at": DURING + timedelta(hours=1)})


def test_whoever_may_change_the_vote_changes_it_at_the_desk_and_stays_one_participant():
    poll = open_for(cast.rosa(), channels=("web", "desk"), allows_revote=True)
    vote(poll, cast.rosa(), "2401")
    session = actions.claim_desk_session(code=opened(poll)[1], at=DURING)
    actions.cast_at_desk(session=session, scope=scope_of(poll), choices=["2402"], at=DURING)
    assert [json.loads(ballot.choices) for ballot in Ballot.objects.all()] == [["2402"]]
    assert VotingMark.objects.get().channel == "web"
