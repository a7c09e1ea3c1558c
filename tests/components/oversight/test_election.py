"""From the call to the recognition: each step, its refusals, its acts."""

from datetime import date, timedelta

import pytest

from tests.factories import oversight as make
from tests.factories.accreditation import registering
from tinkuy.commons.bodies.models import Mandate
from tinkuy.commons.bodies.queries import composition
from tinkuy.commons.voting.actions import cast_ballot, close_poll, publish_poll
from tinkuy.components.oversight import actions, queries
from tinkuy.components.oversight.models import Candidacy, OversightCommittee
from tinkuy.components.oversight.refusals import CandidacyRefusal, ElectionRefusal
from tinkuy.components.oversight.rules import draw_seed
from tinkuy.foundation.accounts.models import IdentityDocument
from tinkuy.foundation.audit.models import Act
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.spaces.models import SpaceMembership
from tinkuy.foundation.spaces.registry import setting_groups

pytestmark = pytest.mark.django_db
C, E, DURING = CandidacyRefusal, ElectionRefusal, make.DURING


def refused(call):
    with pytest.raises(Refused) as caught:
        call()
    return caught.value


def boss(committee):
    return make.coordinator(committee.space)


def has_role(committee, user) -> bool:
    return SpaceMembership.objects.filter(space=committee.space, user=user, role="oversight").exists()


def test_the_rules_are_settings_and_four_is_the_law():
    space = registering()
    boss_ = make.coordinator(space)
    group = next(row for row in setting_groups("budgeting") if row.key == "oversight")
    assert queries.read_settings(space).keys() == {setting.key for setting in group.settings}
    write = {"space": space, "actor": boss_, "at": DURING}
    actions.apply_settings(values={"oversight.max_members": 5, "oversight.min_women_percent": 30}, **write)
    assert queries.read_settings(space)["oversight.max_members"] == 5
    assert refused(lambda: actions.configure(values={"min_members": 3}, **write)).refusal is E.BELOW_THE_LAW
    assert refused(lambda: actions.configure(values={"min_members": 6}, **write)).refusal is E.BAD_SIZES
    act = Act.objects.get(kind="oversight.configured")
    assert '"max_members":["7","5"]' in act.payload


def test_an_agent_stands_and_the_edges_of_the_call_hold():
    committee = make.called()
    mine = make.agent(committee.space, 1)
    give = {"space": committee.space, "accreditation": mine, "actor": make.member(1), **make.YES}
    for at in (committee.call_opens_at - timedelta(seconds=1), committee.call_closes_at):
        assert refused(lambda at=at: actions.submit_candidacy(at=at, **give)).refusal is C.CALL_SHUT
    row = actions.submit_candidacy(at=committee.call_closes_at - timedelta(seconds=1), **give)
    assert (row.number, row.state, row.province_code) == (1, "submitted", "0604")
    assert Act.objects.get(kind="oversight.submitted_candidacy").actor_number is None
    assert refused(lambda: actions.submit_candidacy(at=DURING, **give)).refusal is C.TWICE
    nobody = {**give, "accreditation": None}
    assert refused(lambda: actions.submit_candidacy(at=DURING, **nobody)).refusal is C.NOT_AN_AGENT
    # Withdrawn, one may stand again.
    actions.withdraw_candidacy(candidacy=row, actor=make.member(1), at=DURING)
    assert actions.submit_candidacy(at=DURING, **give).number == 2


def test_a_person_with_two_credentials_stands_once():
    committee = make.called()
    make.candidate(committee, 1)
    twin = make.agent(committee.space, 2)
    type(twin.request).objects.filter(pk=twin.request_id).update(
        folded_name=Candidacy.objects.get().accreditation.request.folded_name
    )
    twin.refresh_from_db()
    stand = {"space": committee.space, "accreditation": twin, "actor": make.member(2), "at": DURING, **make.YES}
    assert refused(lambda: actions.submit_candidacy(**stand)).refusal is C.TWICE


def test_the_desk_refuses_only_with_its_reason_and_moves_the_call_too():
    committee = make.called()
    row = make.candidate(committee, 1, is_admitted=False)
    decide = {"candidacy": row, "is_admitted": False, "actor": make.teller(committee.space), "at": DURING}
    assert refused(lambda: actions.decide_candidacy(reason=" ", **decide)).refusal is C.REASON_MISSING
    actions.decide_candidacy(reason="No reside en Chota", **decide)
    assert refused(lambda: actions.decide_candidacy(reason="Otra vez", **decide)).refusal is C.NOT_PENDING
    again = {"text": "", "opens_at": DURING, "closes_at": DURING + timedelta(days=3), "actor": boss(committee)}
    move = lambda **more: actions.publish_call(space=committee.space, at=DURING, **again, **more)  # noqa: E731
    assert refused(move).refusal is C.REASON_MISSING
    assert move(reason="Pocas candidaturas").call_closes_at == DURING + timedelta(days=3)


def test_fewer_than_four_candidates_or_no_quorum_open_no_election():
    committee = make.with_candidates(3)
    start = {"committee": committee, "actor": boss(committee), "at": DURING}
    error = refused(lambda: actions.open_election(present=9, **start))
    assert (error.refusal, error.facts) == (E.TOO_FEW, {"count": 3, "needed": 4})
    make.candidate(committee, 4)
    make.candidate(committee, 5)
    error = refused(lambda: actions.open_election(present=2, **start))  # five on the roll: three are the quorum
    assert (error.refusal, error.facts["needed"]) == (E.NO_QUORUM, 3)
    assert "50 % de 5" in error.sentence
    assert actions.open_election(present=3, **start).roll == 5
    assert refused(lambda: actions.open_election(present=3, **start)).refusal is E.STARTED
    assert refused(lambda: make.called(committee.space)).refusal is E.STARTED


def test_two_tellers_must_agree_and_be_two():
    held = make.opened(4, present=10)
    space, votes = held.committee.space, {1: 9, 2: 8, 3: 7, 4: 6}
    one, other, third = (make.teller(space, n) for n in (1, 2, 3))
    enter = lambda teller, votes: actions.enter_count(round=held, votes=votes, teller=teller, at=DURING)  # noqa: E731
    settle = lambda: actions.settle_round(round=held, actor=boss(held.committee), at=DURING)  # noqa: E731
    assert refused(lambda: enter(one, {1: 1})).refusal is E.COUNT_MISSING
    assert refused(lambda: enter(one, {**votes, 1: 11})).refusal is E.TOO_MANY_VOTES
    enter(one, votes)
    assert refused(settle).refusal is E.COUNT_MISSING
    enter(other, {**votes, 2: 7})
    error = refused(settle)
    assert error.refusal is E.COUNTS_DIFFER
    assert Candidacy.objects.get(number=2).public_name in error.sentence
    assert refused(lambda: enter(third, votes)).refusal is E.SAME_TELLER
    enter(other, votes)
    settle()
    assert list(Candidacy.objects.values_list("votes", "place", "outcome")) == [
        (9, 1, "elected"), (8, 2, "elected"), (7, 3, "elected"), (6, 4, "elected"),
    ]  # fmt: skip
    assert refused(lambda: enter(one, votes)).refusal is E.NOT_STARTED
    assert refused(settle).refusal is E.STARTED


def test_a_tie_goes_to_a_second_round_and_then_to_a_public_draw():
    committee = make.counted({1: 40, 2: 30, 3: 20, 4: 10, 5: 10}, max_members=4)
    assert committee.decided_at is None
    act = {"actor": boss(committee), "at": DURING}
    recognize = {"act_number": "Acuerdo 1", "act_on": date(2026, 5, 1), "starts_on": make.STARTS, **act}
    error = refused(lambda: actions.recognize(committee=committee, **recognize))
    assert error.refusal is E.TIED
    assert "segunda vuelta" in error.next_step + error.sentence
    assert refused(lambda: actions.draw_lots(committee=committee, text="17", **act)).refusal is E.NO_TIE
    runoff = actions.open_runoff(committee=committee, present=50, **act)
    assert list(runoff.candidates.values_list("number", flat=True)) == [4, 5]
    assert refused(lambda: actions.draw_lots(committee=committee, text="17", **act)).refusal is E.NOT_STARTED
    committee = make.counted({4: 20, 5: 20}, held=runoff)
    assert refused(lambda: actions.open_runoff(committee=committee, present=50, **act)).refusal is E.NO_TIE
    assert refused(lambda: actions.draw_lots(committee=committee, text=" ", **act)).refusal is E.NO_TEXT
    seed = actions.draw_lots(committee=committee, text="Salió el 17", **act)
    declared = Act.objects.get(kind="oversight.declared_draw")
    assert seed == draw_seed(declared.hash, "Salió el 17")
    committee.refresh_from_db()
    assert committee.decided_at == DURING
    four, five = (Candidacy.objects.get(number=n) for n in (4, 5))
    assert (four.outcome == "elected") is (four.lot < five.lot)
    assert {four.outcome, five.outcome} == {"elected", "alternate"}
    assert refused(lambda: actions.draw_lots(committee=committee, text="Otra", **act)).refusal is E.NO_TIE


def test_by_ballot_the_count_is_read_only_after_the_poll_is_published():
    committee = make.with_candidates(4, election_method="ballot", max_members=4)
    for n in (1, 2, 3, 4):
        IdentityDocument.objects.filter(user=make.member(n)).update(level=2)
    closes = DURING + timedelta(hours=2)
    held = actions.open_election(
        committee=committee, opens_at=DURING, closes_at=closes, actor=boss(committee), at=DURING - timedelta(hours=1)
    )
    assert held.poll.key == "committee"
    scope, later = held.poll.scopes.get(), DURING + timedelta(minutes=5)
    for n, choices in ((1, ["1", "2"]), (2, ["1"]), (3, ["3", "1"])):
        cast_ballot(poll=held.poll, scope=scope, actor=make.member(n), choices=choices, at=later)
    settle = lambda: actions.settle_round(round=held, actor=boss(committee), at=closes)  # noqa: E731
    assert refused(settle).refusal is E.POLL_NOT_PUBLISHED
    close_poll(poll=held.poll, at=closes)
    publish_poll(poll=held.poll, actor=boss(committee), at=closes)
    settle()
    assert list(Candidacy.objects.values_list("votes", flat=True)) == [3, 1, 1, 0]
    committee.refresh_from_db()
    assert committee.decided_at == closes


def test_the_act_of_the_council_gives_mandates_role_and_document():
    committee = make.recognized()
    places = composition(committee.body, make.STARTS)
    assert [place.acting.public_name.split()[0] for place in places] == ["Rosa"] * 4
    assert places[0].acting.post == "Presidencia"
    assert places[0].acting.until_on == date(2028, 5, 31)
    assert [has_role(committee, make.member(n)) for n in (1, 4, 5)] == [True, True, False]
    assert committee.space.documents.get(kind="resolucion_comite").number == "Acuerdo Regional 45-2026"
    assert "Rosa" not in Act.objects.get(kind="oversight.recognized_committee").payload
    again = {"act_on": date(2026, 6, 2), "starts_on": make.STARTS, "actor": boss(committee), "at": DURING}
    error = refused(lambda: actions.recognize(committee=committee, act_number="Acuerdo 99", **again))
    assert error.refusal is E.ALREADY_RECOGNIZED
    assert "Acuerdo Regional 45-2026" in error.sentence


def test_without_a_result_or_a_document_there_is_no_recognition():
    committee = make.with_candidates(4)
    give = {
        "committee": committee,
        "act_on": make.STARTS,
        "starts_on": make.STARTS,
        "actor": boss(committee),
        "at": DURING,
    }
    assert refused(lambda: actions.recognize(act_number="A", **give)).refusal is E.NOT_DECIDED
    held = actions.open_election(committee=committee, present=50, actor=boss(committee), at=DURING)
    make.counted({1: 4, 2: 3, 3: 2, 4: 1}, held=held)
    assert refused(lambda: actions.recognize(act_number=" ", **give)).refusal is E.ACT_MISSING


def test_who_leaves_is_followed_by_the_next_in_the_count():
    committee = make.recognized()
    mandate = Mandate.objects.get(seat__body=committee.body, seat__number=2)
    leave = {"committee": committee, "reason": "resignation", "act_number": "Acuerdo 7", "actor": boss(committee)}
    following = actions.end_member(
        mandate=mandate, on=date(2026, 9, 15), note="Carta del 10", at=make.REPORTING, **leave
    )
    assert (following.user, following.starts_on, following.replaces_id) == (
        make.member(5),
        date(2026, 9, 16),
        mandate.pk,
    )
    assert [has_role(committee, make.member(n)) for n in (2, 5)] == [False, True]
    last = Mandate.objects.get(seat__body=committee.body, seat__number=3)
    end = {"note": "Faltas", "at": make.REPORTING, **leave, "reason": "removal"}
    assert actions.end_member(mandate=last, on=date(2026, 10, 1), **end) is None
    assert composition(committee.body, date(2026, 10, 2))[2].acting is None
    other = Mandate.objects.create(
        seat=make_seat(), public_name="X", folded_name="x", starts_on=make.STARTS, act_number="1"
    )
    assert refused(lambda: actions.end_member(mandate=other, on=make.STARTS, **end)).refusal is E.NOT_A_MEMBER


def make_seat():
    from tests.factories.bodies import small  # noqa: PLC0415

    return small().seats.get(number=1)


def test_the_role_ends_with_the_mandate_and_victors_stays():
    committee = make.recognized()
    from tests.factories.cast import give_role, victor  # noqa: PLC0415

    give_role(victor(), committee.space, "oversight")
    last = make.REPORTING.replace(year=2028, month=5, day=31)
    assert actions.revoke_ended(at=last) == 0
    assert actions.revoke_ended(at=last + timedelta(days=1)) == 4
    assert actions.revoke_ended(at=last + timedelta(days=2)) == 0
    assert [has_role(committee, user) for user in (make.member(1), victor())] == [False, True]


@pytest.mark.parametrize(("bars", "refusal"), [("no", None), ("immediate", C.WAS_MEMBER), ("always", C.WAS_MEMBER)])
def test_a_member_of_the_previous_committee(bars, refusal):
    make.recognized()
    after = make.called(registering("pp-2028"), bars_previous=bars)
    mine = make.agent(after.space, 1)
    facts = queries.facts_of(after, mine, make.YES)
    from tinkuy.components.oversight.rules import why_not_stand  # noqa: PLC0415

    assert why_not_stand(facts, queries.candidacy_rules(after)) is refusal
    assert OversightCommittee.objects.count() == 2
