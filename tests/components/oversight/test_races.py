"""Two at once: a candidacy, a recognition, a report. One passes, the other reads why."""

import pytest

from tests.commons.accreditation.test_races import at_once
from tests.factories import oversight as make
from tinkuy.commons.bodies.models import CollegiateBody, Mandate
from tinkuy.components.oversight import actions
from tinkuy.components.oversight.actions import candidacies
from tinkuy.components.oversight.models import Candidacy, OversightReport
from tinkuy.components.oversight.refusals import CandidacyRefusal, ElectionRefusal, ReportRefusal
from tinkuy.foundation.audit.queries import chain_breaks_at
from tinkuy.foundation.shared.refusals import Refused

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
DURING = make.DURING


def test_one_agent_stands_six_times_at_once():
    committee = make.called()
    mine, user = make.agent(committee.space, 1), make.member(1)
    stand = {"space": committee.space, "accreditation": mine, "actor": user, "at": DURING, **make.YES}
    answers = at_once(*[lambda: actions.submit_candidacy(**stand) for _ in range(6)])
    assert answers.count(CandidacyRefusal.TWICE) == 5
    assert Candidacy.objects.count() == 1


def test_without_the_look_before_the_constraint_still_keeps_one_candidacy(monkeypatch):
    committee = make.called()
    make.candidate(committee, 1)
    monkeypatch.setattr(candidacies, "_refuse_twice", lambda committee_id, key: None)
    mine = Candidacy.objects.get().accreditation
    stand = {"space": committee.space, "accreditation": mine, "actor": make.member(1), "at": DURING, **make.YES}
    with pytest.raises(Refused) as caught:
        actions.submit_candidacy(**stand)
    assert caught.value.refusal is CandidacyRefusal.TWICE


def test_two_officials_recognise_the_committee_at_once():
    committee = make.counted({1: 40, 2: 30, 3: 20, 4: 10})
    officials = [make.coordinator(committee.space), make.teller(committee.space)]
    answers = at_once(*[
        lambda actor=actor, n=n: actions.recognize(
            committee=committee, act_number=f"Acuerdo {n}", act_on=make.STARTS, starts_on=make.STARTS, actor=actor,
            at=DURING,
        )
        for n, actor in enumerate(officials * 2)
    ])  # fmt: skip
    assert answers.count(ElectionRefusal.ALREADY_RECOGNIZED) == 3
    assert (CollegiateBody.objects.count(), Mandate.objects.count()) == (1, 4)
    assert chain_breaks_at(committee.space.chain) is None


def test_four_members_start_the_same_report_at_once():
    committee = make.recognized()
    people = [make.member(n) for n in (1, 2, 3, 4)]
    answers = at_once(*[
        lambda user=user: actions.start_report(
            committee=committee, starts_on=make.STARTS, actor=user, at=make.REPORTING
        )
        for user in people
    ])  # fmt: skip
    assert answers.count(ReportRefusal.PERIOD_TAKEN) == 3
    assert OversightReport.objects.count() == 1
