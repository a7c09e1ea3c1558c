"""Who did what, when, and what stays: the request from its draft to the end of its credential."""

from datetime import date, timedelta

import pytest

from tests.factories import accreditation as make
from tests.factories.cast import elena, julio, person, rosa, stage
from tinkuy.commons.accreditation import actions, queries
from tinkuy.commons.accreditation.models import Accreditation, AccreditationRequest
from tinkuy.commons.accreditation.refusals import AccreditationRefusal as R
from tinkuy.foundation.accounts.actions import verify_identity
from tinkuy.foundation.accounts.models import IdentityDocument
from tinkuy.foundation.audit.models import Act
from tinkuy.foundation.mailing.models import OutboxMessage
from tinkuy.foundation.organizations.models import CivilSocietyOrganization
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.spaces.refusals import StageRefusal

pytestmark = pytest.mark.django_db
DURING = make.DURING


def refusal_of(call) -> object:
    with pytest.raises(Refused) as caught:
        call()
    assert caught.value.sentence
    return caught.value.refusal


def acts() -> list[str]:
    return list(Act.objects.filter(kind__startswith="accreditation.").order_by("id").values_list("kind", flat=True))


# The draft -----------------------------------------------------------------------------------------


def test_starting_twice_is_one_draft_with_what_the_account_knows() -> None:
    space = make.registering()
    first = actions.start_request(space=space, actor=julio(), at=DURING)
    second = actions.start_request(space=space, actor=julio(), at=DURING)
    assert first.pk == second.pk
    assert (first.full_name, first.email) == ("Julio Cotrina Vásquez", "julio@ejemplo.pe")


def test_nobody_starts_after_the_close_nor_before_the_opening() -> None:
    space = make.registering()
    for at, refusal in [
        (make.AT - timedelta(seconds=1), StageRefusal.NOT_YET_OPEN),
        (make.AT + timedelta(days=10), StageRefusal.ALREADY_CLOSED),
    ]:
        assert refusal_of(lambda at=at: actions.start_request(space=space, actor=julio(), at=at)) is refusal


def test_the_document_is_kept_sealed_and_never_in_clear() -> None:
    row = make.draft(make.registering(), julio())
    assert row.masked_document == "****0001"
    assert row.document_fingerprint != ""
    assert b"41000001" not in bytes(row.document_cipher)


def test_evidence_is_attached_one_by_one_and_taken_away_while_it_is_a_draft() -> None:
    row = make.draft(make.registering(), julio())
    item = actions.attach_evidence(request=row, kind="mandate", upload=make.picture(), actor=julio(), at=DURING)
    assert (item.file.content_type, row.evidence.count()) == ("image/png", 1)
    actions.remove_evidence(request=row, evidence=item, actor=julio(), at=DURING)
    assert row.evidence.count() == 0


def test_there_is_a_limit_of_files() -> None:
    row = make.draft(make.registering(), julio())
    for _n in range(10):
        actions.attach_evidence(request=row, kind="other", upload=make.picture(), actor=julio(), at=DURING)
    more = {"request": row, "kind": "other", "upload": make.picture(), "actor": julio(), "at": DURING}
    assert refusal_of(lambda: actions.attach_evidence(**more)) is R.TOO_MANY_FILES


def test_a_draft_can_be_forgotten_and_what_was_sent_cannot() -> None:
    space = make.registering()
    actions.discard_draft(request=make.draft(space, julio()), actor=julio(), at=DURING)
    assert AccreditationRequest.objects.count() == 0
    row = make.sent(space)
    assert refusal_of(lambda: actions.discard_draft(request=row, actor=julio(), at=DURING)) is R.NOT_EDITABLE


# Sending -------------------------------------------------------------------------------------------


def test_sending_leaves_state_history_act_message_organisation_and_document() -> None:
    row = make.sent(make.registering())
    assert (row.state, row.sent_at) == ("sent", DURING)
    assert row.organization.name == "Central Única Provincial de Rondas de Chota"
    assert [(event.from_state, event.to_state) for event in row.events.all()] == [("draft", "sent")]
    act = Act.objects.get(kind="accreditation.sent_request")
    assert (act.chain, act.subject_label, act.actor_number) == (row.space.chain, row.code, None)
    assert act.payload == ('{"channel":"web","class":"organization","from":"draft","seat":"titular","to":"sent"}')
    assert OutboxMessage.objects.get().recipient == "julio@ejemplo.pe"
    assert row.code in OutboxMessage.objects.get().body
    assert IdentityDocument.objects.get(user=julio()).fingerprint == row.document_fingerprint


def test_the_last_second_is_inside_and_the_closing_instant_is_outside() -> None:
    space = make.registering()
    closing = make.AT + timedelta(days=10)
    row = make.draft(space, julio())
    refused = refusal_of(lambda: actions.send_request(request=row, actor=julio(), at=closing))
    assert refused is StageRefusal.ALREADY_CLOSED
    assert AccreditationRequest.objects.get(pk=row.pk).state == "draft"
    assert actions.send_request(request=row, actor=julio(), at=closing - timedelta(seconds=1)).state == "sent"


def test_one_person_registers_once_in_a_space_and_again_in_another() -> None:
    space = make.registering()
    make.sent(space, julio(), n=1)
    again = make.draft(space, rosa(), n=1, organization_name="Otra organización")
    IdentityDocument.objects.all().delete()
    assert refusal_of(lambda: actions.send_request(request=again, actor=rosa(), at=DURING)) is R.ALREADY_REQUESTED
    IdentityDocument.objects.all().delete()
    assert make.sent(make.registering("pp-2028"), julio(), n=1).state == "sent"


def test_an_organisation_has_one_titular_and_one_alternate() -> None:
    space = make.registering()
    make.sent(space, julio(), n=1)
    second = make.draft(space, rosa(), n=2)
    with pytest.raises(Refused) as caught:
        actions.send_request(request=second, actor=rosa(), at=DURING)
    assert caught.value.refusal is R.SEAT_TAKEN
    assert caught.value.sentence == (
        "Central Única Provincial de Rondas de Chota ya tiene inscrita a una persona como titular en este proceso."
    )
    actions.save_representation(request=second, actor=rosa(), at=DURING, **make.representation_data(seat="alternate"))
    assert actions.send_request(request=second, actor=rosa(), at=DURING).state == "sent"
    assert CivilSocietyOrganization.objects.count() == 1


def test_a_document_that_is_not_the_accounts_is_refused() -> None:
    space = make.registering()
    make.sent(space, julio(), n=1)
    other = make.draft(make.registering("pp-2028"), julio(), n=2)
    assert refusal_of(lambda: actions.send_request(request=other, actor=julio(), at=DURING)) is R.DOCUMENT_DIFFERS


def test_a_process_may_ask_for_a_verified_document() -> None:
    space = make.registering()
    actions.set_rules(space=space, actor=None, at=DURING, min_identity_level=2)
    row = make.draft(space, julio())
    assert refusal_of(lambda: actions.send_request(request=row, actor=julio(), at=DURING)) is R.IDENTITY_TOO_LOW


def test_a_refused_sending_stores_nothing() -> None:
    space = make.registering()
    actions.set_rules(space=space, actor=None, at=DURING, evidence=[("mandate", "organization")])
    row = make.draft(space, julio())
    assert refusal_of(lambda: actions.send_request(request=row, actor=julio(), at=DURING)) is R.EVIDENCE_MISSING
    assert CivilSocietyOrganization.objects.count() == 0
    assert IdentityDocument.objects.count() == 0
    assert OutboxMessage.objects.count() == 0
    assert acts() == ["accreditation.set_rules"]


def test_the_same_name_and_birth_date_under_another_document_is_flagged_not_refused() -> None:
    space = make.registering()
    first = make.sent(space, julio(), n=1)
    twin = make.draft(space, rosa(), n=1, organization_name="Mesa de Mujeres")
    actions.save_person(
        request=twin, actor=rosa(), at=DURING, **make.person_data(1, document_kind="ce", document_number="001234567")
    )
    row = actions.send_request(request=twin, actor=rosa(), at=DURING)
    assert list(queries.likely_twins(row)) == [first]
    assert list(queries.likely_twins(first)) == [row]


# The desk ------------------------------------------------------------------------------------------


def test_observing_gives_a_term_in_working_days_with_its_working() -> None:
    space = make.registering()
    row = actions.observe_request(
        request=make.sent(space), reason="Falta la firma en el acta.", actor=make.desk(space), at=DURING
    )
    assert (row.state, row.cure_due_on) == ("observed", date(2026, 5, 13))
    assert [(step["day"], step["number"]) for step in row.cure_working] == [
        ("2026-05-11", 0),
        ("2026-05-12", 1),
        ("2026-05-13", 2),
    ]
    message = OutboxMessage.objects.order_by("-id").first()
    assert "Falta la firma en el acta." in message.body
    assert "miércoles 13 de mayo de 2026" in message.body
    assert acts()[-1] == "accreditation.observed_request"


def test_the_term_may_be_longer_than_the_ordinance_and_never_shorter() -> None:
    space = make.registering()
    actions.set_rules(space=space, actor=None, at=DURING, cure_working_days=3)
    row = make.sent(space)
    late = {"request": row, "reason": "Falta.", "actor": make.desk(space), "at": DURING}
    assert refusal_of(lambda: actions.observe_request(**late, working_days=2)) is R.TERM_TOO_SHORT
    assert actions.observe_request(**late, working_days=5).cure_due_on == date(2026, 5, 18)


def test_curing_on_the_last_day_is_in_time_and_the_day_after_is_not() -> None:
    space = make.registering()
    row = actions.observe_request(request=make.sent(space), reason="Falta.", actor=make.desk(space), at=DURING)
    last_minute = DURING.replace(day=14, hour=4, minute=59)  # 13 May, 23:59 in Lima
    cure = {"request": row, "actor": julio(), "note": "Adjunté el acta firmada."}
    late = refusal_of(lambda: actions.cure_request(**cure, at=last_minute + timedelta(minutes=1)))
    assert late is R.CURE_TERM_OVER
    assert actions.cure_request(**cure, at=last_minute).state == "cured"
    assert acts()[-1] == "accreditation.cured_request"


def test_curing_is_open_after_registration_closed() -> None:
    space = make.registering()
    row = actions.observe_request(
        request=make.sent(space), reason="Falta.", actor=make.desk(space), at=DURING, working_days=10
    )
    after_the_close = make.AT + timedelta(days=11)
    assert actions.cure_request(request=row, actor=julio(), note="Listo.", at=after_the_close).state == "cured"
    assert actions.admit_request(request=row, actor=make.desk(space), at=after_the_close).state == "admitted"


def test_what_the_desk_saw_cannot_be_taken_away_while_curing() -> None:
    space = make.registering()
    row = make.draft(space, julio())
    item = actions.attach_evidence(request=row, kind="mandate", upload=make.picture(), actor=julio(), at=DURING)
    row = actions.send_request(request=row, actor=julio(), at=DURING)
    actions.observe_request(request=row, reason="Ilegible.", actor=make.desk(space), at=DURING)
    gone = {"request": row, "evidence": item, "actor": julio(), "at": DURING}
    assert refusal_of(lambda: actions.remove_evidence(**gone)) is R.NOT_EDITABLE


@pytest.mark.parametrize(("failed_cure", "state"), [("archived", "rejected"), ("voice_only", "voice_only")])
def test_a_term_that_passed_is_resolved_once_as_the_ordinance_says(failed_cure: str, state: str) -> None:
    space = make.registering()
    actions.set_rules(space=space, actor=None, at=DURING, failed_cure=failed_cure)
    row = actions.observe_request(request=make.sent(space), reason="Falta.", actor=make.desk(space), at=DURING)
    same_day = DURING + timedelta(days=2)
    assert actions.resolve_uncured(request=row, actor=None, at=same_day).state == "observed"
    next_day = DURING + timedelta(days=3)
    assert actions.resolve_uncured(request=row, actor=None, at=next_day).state == state
    count = len(acts())
    actions.resolve_uncured(request=row, actor=None, at=next_day)
    assert len(acts()) == count


def test_a_decision_needs_its_reason() -> None:
    space = make.registering()
    row, by = make.sent(space), make.desk(space)
    for act in (actions.observe_request, actions.reject_request):
        assert refusal_of(lambda act=act: act(request=row, reason="  ", actor=by, at=DURING)) is R.REASON_MISSING


def test_who_was_rejected_may_write_again() -> None:
    space = make.registering()
    actions.reject_request(request=make.sent(space), reason="Otra provincia.", actor=make.desk(space), at=DURING)
    assert "Otra provincia." in OutboxMessage.objects.order_by("-id").first().body
    assert make.sent(space).state == "sent"
    assert queries.my_requests(julio()).count() == 2


def test_two_people_of_the_desk_do_not_decide_twice() -> None:
    space = make.registering()
    row = make.sent(space)
    actions.reject_request(request=row, reason="Otra región.", actor=make.desk(space), at=DURING)
    again = refusal_of(lambda: actions.admit_request(request=row, actor=make.desk(space, 2), at=DURING))
    assert again is R.NOT_FROM_THIS_STATE
    assert acts() == ["accreditation.sent_request", "accreditation.rejected_request"]


def test_nobody_rules_on_their_own_request_nor_on_their_organisation() -> None:
    space = make.registering()
    own = make.sent(space, make.desk(space), n=1)
    mate = make.sent(space, rosa(), n=2, seat="alternate")
    assert refusal_of(lambda: actions.admit_request(request=own, actor=make.desk(space), at=DURING)) is R.OWN_REQUEST
    theirs = refusal_of(lambda: actions.admit_request(request=mate, actor=make.desk(space), at=DURING))
    assert theirs is R.OWN_ORGANIZATION
    assert actions.admit_request(request=mate, actor=make.desk(space, 2), at=DURING).state == "admitted"


# The credential ------------------------------------------------------------------------------------


def test_the_credential_has_a_number_a_code_and_what_is_public() -> None:
    space = make.registering()
    first = make.accredited(space, rosa(), n=1)
    second = make.accredited(space, julio(), n=2, organization_name="Mesa de Concertación")
    assert [first.number, second.number] == [1, 2]
    assert len(first.code) == 8
    assert (first.public_name, first.may_vote, first.status) == ("Rosa A Huamán Chávez", True, "active")
    assert first.request.state == "accredited"
    assert queries.accreditation_of(rosa(), space) == first
    assert acts()[-1] == "accreditation.granted_accreditation"


def test_voice_only_needs_a_reason_and_does_not_vote() -> None:
    space = make.registering()
    row = make.admitted(space, rosa())
    given = {"request": row, "actor": make.desk(space), "at": DURING, "with_vote": False}
    assert refusal_of(lambda: actions.grant_accreditation(**given)) is R.REASON_MISSING
    credential = actions.grant_accreditation(**given, reason="Equipo de apoyo")
    assert (credential.may_vote, credential.request.state) == (False, "voice_only")
    assert queries.voters_of(space) == []


def test_granting_twice_is_one_credential() -> None:
    space = make.registering()
    row = make.admitted(space, rosa())
    actions.grant_accreditation(request=row, actor=make.desk(space), at=DURING, identity_means="DNI")
    again = refusal_of(
        lambda: actions.grant_accreditation(request=row, actor=make.desk(space, 2), at=DURING, identity_means="DNI")
    )
    assert again is R.NOT_FROM_THIS_STATE
    assert Accreditation.objects.count() == 1


def test_suspending_takes_out_of_the_roll_and_giving_back_returns() -> None:
    space = make.registering()
    credential, by = make.accredited(space), make.desk(space)
    assert len(queries.voters_of(space)) == 1
    actions.suspend_accreditation(accreditation=credential, reason="Impugnación", actor=by, at=DURING)
    assert queries.voters_of(space) == []
    credential.refresh_from_db()
    actions.reinstate_accreditation(accreditation=credential, reason="Se resolvió", actor=by, at=DURING)
    assert len(queries.voters_of(space)) == 1


def test_an_ended_credential_frees_the_seat() -> None:
    space = make.registering()
    credential = make.accredited(space, rosa(), n=1)
    actions.end_accreditation(accreditation=credential, reason="Renunció", actor=make.desk(space), at=DURING)
    next_one = make.accredited(space, julio(), n=2)
    assert [voter.accreditation_id for voter in queries.voters_of(space)] == [next_one.pk]
    assert queries.published_roster(space).count() == 1


def test_the_roll_has_the_document_in_clear_only_in_memory() -> None:
    space = make.registering()
    credential = make.accredited(space)
    [voter] = queries.voters_of(space)
    assert (voter.document_kind, voter.document_number) == ("dni", "41000001")
    assert voter.accreditation_id == credential.pk
    assert (voter.organization_name, voter.seat, voter.province_code) == (
        "Central Única Provincial de Rondas de Chota",
        "titular",
        "0604",
    )


def test_one_vote_per_organisation_leaves_one_line_in_the_roll() -> None:
    space = make.registering()
    actions.set_rules(space=space, actor=None, at=DURING, seats="two_titulars", votes_per="organization")
    titular = make.accredited(space, rosa(), n=1)
    man = make.draft(space, julio(), n=2, seat="second_titular")
    actions.save_person(request=man, actor=julio(), at=DURING, sex="male")
    man = actions.send_request(request=man, actor=julio(), at=DURING)
    actions.admit_request(request=man, actor=make.desk(space), at=DURING)
    actions.grant_accreditation(request=man, actor=make.desk(space), at=DURING, identity_means="DNI")
    assert [voter.accreditation_id for voter in queries.voters_of(space)] == [titular.pk]
    actions.set_rules(space=space, actor=None, at=DURING, votes_per="person")
    assert len(queries.voters_of(space)) == 2


# On paper ------------------------------------------------------------------------------------------


def test_the_desk_registers_from_paper_who_has_no_account() -> None:
    space = make.registering()
    credential = make.accredited_on_paper(space, 9)
    row = credential.request
    assert (row.channel, row.applicant, row.entered_by) == ("paper", None, make.desk(space))
    assert (credential.user, credential.public_name) == (None, "Rosa I Huamán Chávez")
    assert [voter.document_number for voter in queries.voters_of(space)] == ["41000009"]
    assert OutboxMessage.objects.count() == 0
    assert Act.objects.get(kind="accreditation.sent_request").actor_role == "desk"


def test_paper_and_web_share_one_door() -> None:
    space = make.registering()
    make.sent(space, julio(), n=9)
    refused = refusal_of(lambda: make.accredited_on_paper(space, 9))
    assert refused is R.ALREADY_REQUESTED
    assert AccreditationRequest.objects.count() == 1


def test_paper_entry_needs_an_open_stage_and_a_reason() -> None:
    space = make.registering()
    entry = {
        "space": space, "person": make.person_data(3), "representation": make.alone(), "uploads": [],
        "actor": make.desk(space),
    }  # fmt: skip
    assert refusal_of(lambda: actions.register_on_paper(**entry, reason="", at=DURING)) is R.REASON_MISSING
    closed = refusal_of(lambda: actions.register_on_paper(**entry, reason="Mesa", at=make.AFTER))
    assert closed is StageRefusal.ALREADY_CLOSED


# Rules and record ----------------------------------------------------------------------------------


def test_a_change_of_rules_is_public_with_its_old_value() -> None:
    space = make.registering()
    actions.set_rules(space=space, actor=elena(), at=DURING, cure_working_days=3, segments=["Juventud", "Mujeres"])
    act = Act.objects.get(kind="accreditation.set_rules")
    assert act.payload == (
        '{"changed":{"cure_working_days":["2","3"]},"evidence":[],"segments":["Juventud","Mujeres"],"voice_only":[]}'
    )
    assert [segment.title for segment in queries.rules_of(space).segments.all()] == ["Juventud", "Mujeres"]


def test_no_act_carries_personal_data() -> None:
    space = make.registering()
    stage(space, "votacion", opens_at=make.AFTER)
    make.accredited(space)
    make.accredited_on_paper(space, 9)
    said = " ".join(Act.objects.values_list("payload", flat=True))
    said += " ".join(Act.objects.values_list("subject_label", flat=True))
    for secret in ("41000001", "41000009", "persona1@", "910000001", "1984", "Rosa", "Huamán"):
        assert secret not in said


def test_the_space_that_nobody_configured_has_the_defaults() -> None:
    rules = queries.rules_of(make.registering())
    assert (rules.cure_working_days, rules.votes_per, rules.seats, rules.min_age) == (
        2,
        "person",
        "titular_alternate",
        18,
    )


def test_a_live_request_belongs_to_its_person() -> None:
    space = make.registering()
    make.sent(space, julio())
    assert queries.live_request_of(julio(), space).state == "sent"
    assert queries.live_request_of(person("otra@ejemplo.pe", "Otra", "Persona", ""), space) is None


def test_who_will_vote_has_a_checked_identity_and_it_is_said_how() -> None:
    space = make.registering()
    row = make.admitted(space, rosa())
    given = {"request": row, "actor": make.desk(space), "at": DURING}
    assert refusal_of(lambda: actions.grant_accreditation(**given)) is R.IDENTITY_UNCHECKED
    assert Accreditation.objects.count() == 0
    actions.grant_accreditation(**given, identity_means="Documento visto en la mesa")
    identity = rosa().identity
    assert (identity.level, identity.verification_means) == (2, "Documento visto en la mesa")
    assert identity.verified_by == make.desk(space)


def test_an_identity_that_was_checked_before_is_not_asked_again() -> None:
    space = make.registering()
    row = make.admitted(space, rosa())
    verify_identity(user=rosa(), official=make.desk(space, 2), means="ID Perú", at=DURING)
    actions.grant_accreditation(request=row, actor=make.desk(space), at=DURING)
    assert rosa().identity.verification_means == "ID Perú"
