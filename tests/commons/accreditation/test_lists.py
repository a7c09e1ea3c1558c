"""The lists and the challenges: who, when, what is kept; both sides of each term; nobody rules on their own."""

from datetime import date

import pytest

from tests.factories import accreditation as make
from tests.factories import roster
from tests.factories.cast import julio, rosa
from tests.factories.roster import PUBLISHED, days_later
from tinkuy.commons.accreditation import actions, queries
from tinkuy.commons.accreditation.models import RosterEntry
from tinkuy.commons.accreditation.refusals import AccreditationRefusal as R
from tinkuy.foundation.accounts.actions import declare_document
from tinkuy.foundation.audit.models import Act
from tinkuy.foundation.mailing.models import OutboxMessage
from tinkuy.foundation.shared.refusals import Refused

pytestmark = pytest.mark.django_db


def refused(call, *args, **named) -> R:
    with pytest.raises(Refused) as caught:
        call(*args, **named)
    assert "%(" not in caught.value.sentence
    return caught.value.refusal


def test_a_provisional_list_freezes_who_is_fit_and_who_is_not_with_the_reason():
    space = roster.with_challenges()
    fit = roster.agent(space, 1)
    out = make.sent(space, julio(), 2, organization_name="Otra")
    actions.reject_request(request=out, reason="No adjuntó el acta.", actor=make.desk(space), at=make.DURING)
    listed = roster.provisional(space)
    assert (listed.version, listed.included, listed.left_out) == (1, 1, 1)
    assert (listed.published_on, listed.challenges_until) == (date(2026, 5, 20), date(2026, 5, 22))
    assert [step["number"] for step in listed.working] == [0, 1, 2]
    lines = {one.request_id: (one.standing, one.reason) for one in listed.entries.all()}
    assert lines == {fit.pk: ("vote", ""), out.pk: ("left_out", "No adjuntó el acta.")}
    act = Act.objects.get(kind="accreditation.published_provisional_list")
    assert listed.sha256 in act.payload


def test_a_list_is_not_published_while_somebody_waits_nor_empty():
    space = roster.with_challenges()
    assert refused(roster.provisional, space) is R.LIST_EMPTY
    make.sent(space, julio())
    assert refused(roster.provisional, space) is R.REQUESTS_UNDECIDED


def test_a_published_list_is_closed_and_its_correction_is_another_version_with_its_reason():
    space = roster.with_challenges()
    roster.agent(space, 1)
    first = roster.provisional(space)
    assert refused(roster.provisional, space) is R.CORRECTION_WITHOUT_REASON
    second = roster.provisional(space, days_later(1), reason="Faltaba el nombre de la organización.")
    assert (second.version, first.entries.count(), second.entries.count()) == (2, 1, 1)


def test_the_definitive_list_waits_for_the_provisional_one_the_term_and_the_rulings():
    space = roster.with_challenges()
    row = roster.agent(space, 1)
    assert refused(roster.definitive, space, PUBLISHED) is R.PROVISIONAL_FIRST
    roster.provisional(space)
    filed = roster.challenge(row, at=days_later(2))
    assert refused(roster.definitive, space, days_later(2)) is R.CHALLENGE_TERM_RUNNING
    assert refused(roster.definitive, space, days_later(3)) is R.CHALLENGES_UNRULED
    actions.answer_challenge(challenge=filed, answer="Aquí está el acta.", actor=row.applicant, at=days_later(3))
    actions.rule_on_challenge(
        challenge=filed, upholds=False, reason="El acta la nombra.", actor=make.desk(space, 2), at=days_later(3)
    )
    assert roster.definitive(space, days_later(3)).included == 1
    row.refresh_from_db()
    assert row.state == "admitted"


def test_who_was_admitted_later_needs_a_version_that_could_be_challenged():
    space = roster.with_challenges()
    roster.agent(space, 1)
    roster.provisional(space)
    roster.agent(space, 2)
    assert refused(roster.definitive, space, days_later(5)) is R.NOT_IN_PROVISIONAL


def test_an_upheld_challenge_takes_the_person_out_and_the_list_says_why():
    space = roster.with_challenges()
    row = roster.agent(space, 1)
    roster.provisional(space)
    filed = roster.challenge(row)
    assert filed.answer_due_on == date(2026, 5, 22)
    assert filed.ruling_due_on == date(2026, 5, 26)
    by = make.desk(space, 2)
    ruling = {"challenge": filed, "upholds": True, "reason": "El acta nombra a otra.", "actor": by}
    assert refused(actions.rule_on_challenge, **ruling, at=days_later(2)) is R.ANSWER_TERM_RUNNING
    actions.rule_on_challenge(**ruling, at=days_later(3))
    assert refused(actions.rule_on_challenge, **ruling, at=days_later(3)) is R.CHALLENGE_ALREADY_RULED
    listed = roster.definitive(space, days_later(4))
    assert RosterEntry.objects.get(roster_list=listed).reason == "El acta nombra a otra."
    filed.refresh_from_db()
    assert (filed.state, filed.ruled_by) == ("upheld", by)
    told = OutboxMessage.objects.filter(recipient=row.applicant.email).values_list("subject", flat=True)
    assert any("fundada" in subject for subject in told)


def test_a_second_open_challenge_keeps_the_person_challenged():
    space = roster.with_challenges()
    row = roster.agent(space, 1)
    roster.provisional(space)
    filed = [roster.challenge(row, roster.neighbor(n)) for n in (1, 2)]
    for number, one in enumerate(filed):
        actions.rule_on_challenge(
            challenge=one, upholds=False, reason="Sin prueba.", actor=make.desk(space, 2), at=days_later(3)
        )
        row.refresh_from_db()
        assert row.state == ("challenged" if number == 0 else "admitted")


@pytest.mark.parametrize(("days", "expected"), [(2, None), (3, R.CHALLENGE_TERM_OVER)])
def test_the_last_day_to_challenge_counts_whole(days, expected):
    space = roster.with_challenges()
    row = roster.agent(space, 1)
    roster.provisional(space)
    if expected:
        assert refused(roster.challenge, row, at=days_later(days)) is expected
    else:
        assert roster.challenge(row, at=days_later(days)).state == "filed"


@pytest.mark.parametrize(("days", "is_late"), [(2, False), (3, True)])
def test_the_last_day_to_answer_counts_whole(days, is_late):
    space = roster.with_challenges()
    row = roster.agent(space, 1)
    roster.provisional(space)
    filed = roster.challenge(row)
    reply = {"challenge": filed, "answer": "Tengo el acta.", "actor": row.applicant, "at": days_later(days)}
    if is_late:
        assert refused(actions.answer_challenge, **reply) is R.ANSWER_TERM_OVER
    else:
        assert actions.answer_challenge(**reply).state == "answered"


def test_who_may_challenge_and_whom():
    space = roster.with_challenges()
    row = roster.agent(space, 1)
    assert refused(roster.challenge, row) is R.NOT_IN_THE_LIST
    roster.provisional(space)
    assert refused(roster.challenge, row, julio()) is R.MAY_NOT_CHALLENGE
    assert refused(roster.challenge, row, row.applicant) is R.OWN_CHALLENGE
    roster.challenge(row)
    assert refused(roster.challenge, row) is R.ALREADY_CHALLENGED
    assert roster.challenge(row, make.desk(space), on_paper_by="Marina Díaz").filer is None


def test_where_only_agents_challenge_a_neighbor_may_not():
    space = roster.with_challenges(challenged_by="agent")
    row, other = roster.agent(space, 1), roster.agent(space, 2)
    roster.provisional(space)
    assert refused(roster.challenge, row) is R.MAY_NOT_CHALLENGE
    assert roster.challenge(row, other.applicant).state == "filed"


def test_where_the_ordinance_foresees_none_there_is_none_and_the_credential_needs_no_list():
    space = make.registering()
    row = roster.agent(space, 1)
    assert refused(roster.challenge, row) is R.CHALLENGES_NOT_FORESEEN
    roster.definitive(space, PUBLISHED)
    granted = actions.grant_accreditation(request=row, actor=make.desk(space), at=PUBLISHED, identity_means="DNI")
    assert granted.number == 1


def test_nobody_rules_on_what_they_filed_nor_on_their_organisation():
    space = roster.with_challenges()
    row = roster.agent(space, 1)
    roster.provisional(space)
    filer = make.desk(space, 3)
    declare_document(user=filer, kind="dni", number="47111111", at=make.DURING)
    filed = roster.challenge(row, filer)
    ruling = {"challenge": filed, "upholds": True, "reason": "Vale.", "at": days_later(3)}
    assert refused(actions.rule_on_challenge, **ruling, actor=filer) is R.OWN_CHALLENGE_RULING
    assert refused(actions.rule_on_challenge, **ruling, actor=row.applicant) is R.OWN_REQUEST
    ally = roster.agent(space, 2, organization_name="Comité de Riego N.º 1", seat="alternate")
    assert refused(actions.rule_on_challenge, **ruling, actor=ally.applicant) is R.OWN_ORGANIZATION
    blank = {**ruling, "reason": "  ", "actor": make.desk(space, 2)}
    assert refused(actions.rule_on_challenge, **blank) is R.REASON_MISSING


def test_preclusion_after_the_list_only_a_challenge_takes_somebody_out_and_credentials_wait_for_the_definitive():
    space = roster.with_challenges()
    row, by = roster.agent(space, 1), make.desk(space)
    roster.provisional(space)
    assert refused(actions.reject_request, request=row, reason="No", actor=by, at=PUBLISHED) is R.LIST_CLOSED
    grant = {"request": row, "actor": by, "identity_means": "DNI"}
    assert refused(actions.grant_accreditation, **grant, at=days_later(1)) is R.NOT_IN_DEFINITIVE
    roster.definitive(space, days_later(3))
    assert actions.grant_accreditation(**grant, at=days_later(3)).may_vote


# Credentials, sanctions, replacement --------------------------------------------------------------


def test_an_organisation_changes_its_delegate_with_its_act():
    space = make.registering()
    old = make.accredited(space, rosa(), 1)
    change = {
        "accreditation": old, "reason": "Renunció a su cargo.", "actor": make.desk(space), "at": PUBLISHED,
        "person": make.person_data(2, given_names="Elmer", sex="male"), "post": "Vocal",
    }  # fmt: skip
    assert refused(actions.replace_accreditation, **change, uploads=[]) is R.EVIDENCE_MISSING
    new = actions.replace_accreditation(**change, uploads=[("mandate", make.picture())])
    old.refresh_from_db()
    assert (old.status, old.request.state, new.status, new.seat) == ("ended", "replaced", "active", old.seat)
    assert (new.organization_id, new.number, new.request.replaces_id) == (old.organization_id, 2, old.pk)
    assert [one.accreditation_id for one in queries.voters_of(space)] == [new.pk]


def test_who_speaks_for_nobody_else_is_not_replaced():
    space = make.registering()
    alone = make.accredited_on_paper(space, 5)
    change = {
        "accreditation": alone, "reason": "Viajó.", "actor": make.desk(space), "at": PUBLISHED,
        "person": make.person_data(2), "uploads": [("mandate", make.picture())],
    }  # fmt: skip
    assert refused(actions.replace_accreditation, **change) is R.ONLY_ORGANIZATIONS_REPLACE


def test_a_warning_changes_nothing_and_a_removal_takes_the_credential():
    space = make.registering()
    holder, by = make.accredited(space, rosa(), 1), make.desk(space)
    fault = {"accreditation": holder, "actor": by, "at": PUBLISHED}
    assert refused(actions.sanction_accreditation, **fault, kind="warning", reason=" ") is R.REASON_MISSING
    actions.sanction_accreditation(**fault, kind="warning", reason="Interrumpió el taller.")
    holder.refresh_from_db()
    assert holder.status == "active"
    actions.sanction_accreditation(**fault, kind="removal", reason="Presentó un acta falsa.")
    holder.refresh_from_db()
    assert (holder.status, holder.request.state) == ("ended", "removed")
    assert [one.kind for one in holder.sanctions.all()] == ["warning", "removal"]
    assert queries.voters_of(space) == []


def test_two_titulars_are_a_woman_and_a_man():
    space = make.registering()
    actions.set_rules(space=space, actor=None, at=make.DURING, seats="two_titulars")
    make.sent(space, rosa(), 1)
    second = make.draft(space, julio(), 2, seat="second_titular")
    assert refused(actions.send_request, request=second, actor=julio(), at=make.DURING) is R.TITULARS_OF_ONE_SEX
    actions.save_person(request=second, actor=julio(), at=make.DURING, sex="male")
    assert actions.send_request(request=second, actor=julio(), at=make.DURING).state == "sent"


# What gives the vote -------------------------------------------------------------------------------


def test_without_the_training_there_is_no_vote_and_the_person_knows_what_is_missing():
    space = make.registering()
    actions.set_rules(space=space, actor=None, at=make.DURING, requires_training=True, min_workshops=2)
    holder = make.accredited(space, rosa(), 1)
    rules = queries.rules_of(space)
    missing = queries.credits.missing_of(holder, rules)
    assert [(one.kind, one.count) for one in missing] == [("training", 1), ("workshop", 2)]
    for kind, key in (("training", "curso:1"), ("workshop", "taller:1"), ("workshop", "taller:1")):
        actions.credit_attendance(
            accreditation=holder,
            kind=kind,
            key=key,
            title="Taller",
            held_on=date(2026, 5, 20),
            actor=None,
            at=PUBLISHED,
        )
    assert [(one.kind, one.count) for one in queries.credits.missing_of(holder, rules)] == [("workshop", 1)]
    assert queries.voters_of(space) == []
    assert Act.objects.filter(kind="accreditation.credited_attendance").count() == 2
    actions.credit_attendance(
        accreditation=holder,
        kind="workshop",
        key="taller:2",
        title="T",
        held_on=date(2026, 5, 21),
        actor=None,
        at=PUBLISHED,
    )
    assert [one.accreditation_id for one in queries.voters_of(space)] == [holder.pk]


def test_a_class_with_voice_only_never_votes():
    space = make.registering()
    actions.set_rules(space=space, actor=None, at=make.DURING, voice_only=["organization"])
    holder = make.accredited(space, rosa(), 1)
    assert (holder.may_vote, queries.voters_of(space)) == (False, [])
    assert queries.credits.missing_of(holder, queries.rules_of(space)) == []
