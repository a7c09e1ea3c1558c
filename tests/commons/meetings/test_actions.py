"""From the call to the published minutes: who, when, what is recorded, and what is refused."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories import cast
from tests.factories import meetings as make
from tinkuy.commons.meetings import actions, queries
from tinkuy.commons.meetings.models import Attendee, Meeting, MeetingRules
from tinkuy.commons.meetings.refusals import MeetingRefusal as R
from tinkuy.foundation.audit.models import Act
from tinkuy.foundation.audit.queries import chain_breaks_at
from tinkuy.foundation.mailing.models import OutboxMessage
from tinkuy.foundation.shared.refusals import Refused

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def refused(act, **arguments) -> Refused:
    with pytest.raises(Refused) as caught:
        act(actor=None, **arguments)
    return caught.value


def kinds(meeting: Meeting) -> list[str]:
    return list(Act.objects.filter(chain=meeting.chain).order_by("sequence").values_list("kind", flat=True))


# Before ----------------------------------------------------------------------------------------------


def test_calling_publishes_the_record_with_its_working():
    meeting = make.called()
    assert (meeting.state, meeting.dossier.published_at) == ("called", make.CALLED)
    assert meeting.notice_working == {
        "called_on": "2026-05-04", "starts_on": "2026-06-10", "days": 7, "first": "2026-05-11", "given": 37,
    }  # fmt: skip
    assert kinds(meeting) == ["meetings.planned_meeting", "meetings.called_meeting"]


@pytest.mark.parametrize(("kind", "days"), [("results", 7), ("hearing", 30)])
def test_a_call_is_refused_the_day_after_its_last_day_and_not_before(kind, days):
    on_time = make.planned(kind)
    actions.call_meeting(meeting=on_time, actor=None, at=make.STARTS - days * DAY)
    late = make.planned(kind)
    caught = refused(actions.call_meeting, meeting=late, at=make.STARTS - (days - 1) * DAY)
    assert caught.refusal is R.NOTICE_TOO_SHORT
    assert f"al menos {days} días calendario" in caught.sentence
    assert make.fresh(late).state == "planned"


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"place": ""}, R.PLACE_MISSING),
        ({"modality": "hybrid"}, R.PLACE_MISSING),
        ({"agenda": ()}, R.AGENDA_EMPTY),
        ({"at": make.STARTS - 40 * DAY, "starts_at": make.CALLED - DAY}, R.ALREADY_STARTED),
    ],
)
def test_a_call_says_where_and_what(fields, refusal):
    assert refused(actions.call_meeting, meeting=make.planned(**fields), at=make.CALLED).refusal is refusal


def test_a_meeting_does_not_end_before_it_starts():
    with pytest.raises(Refused) as caught:
        make.planned(ends_at=make.STARTS)
    assert caught.value.refusal is R.ENDS_BEFORE_IT_STARTS


def test_postponing_gives_a_reason_and_a_new_call_a_new_term():
    meeting = make.called()
    late = make.STARTS - DAY
    assert refused(actions.postpone_meeting, meeting=meeting, reason=" ", at=late).refusal is R.REASON_MISSING
    actions.postpone_meeting(meeting=meeting, reason="Huaico en la vía", actor=None, at=late)
    assert refused(actions.call_meeting, meeting=meeting, at=late).refusal is R.NOTICE_TOO_SHORT
    moved = {"starts_at": make.STARTS + 10 * DAY, "ends_at": make.ENDS + 10 * DAY}
    actions.describe_meeting(meeting=meeting, actor=None, at=late, **moved)
    again = actions.call_meeting(meeting=meeting, actor=None, at=late)
    assert (again.state, again.reason, again.revision) == ("called", "", 4)


def test_what_was_called_is_not_rewritten():
    caught = refused(actions.describe_meeting, meeting=make.called(), at=make.CALLED, title="Otra")
    assert caught.refusal is R.NOT_FROM_THIS_STATE


def test_the_rules_of_a_space_change_the_term_and_are_bounded():
    space, by = make.space(), cast.elena()
    actions.apply_settings(space=space, values={"meetings.workshop_notice_days": 15}, actor=by, at=make.CALLED)
    assert queries.read_settings(space)["meetings.workshop_notice_days"] == 15
    caught = refused(actions.call_meeting, meeting=make.planned(), at=make.STARTS - 14 * DAY)
    assert caught.refusal is R.NOTICE_TOO_SHORT
    for values in ({"meetings.speaking_minutes": 9}, {"meetings.second_quorum_percent": 60}):
        bad = refused(actions.apply_settings, space=space, values=values, at=make.CALLED)
        assert bad.refusal is R.VALUE_OUT_OF_RANGE
    assert MeetingRules.objects.get().speaking_minutes == 3


# People ----------------------------------------------------------------------------------------------


def test_capacity_never_refuses_and_the_line_moves_up():
    meeting = make.called(capacity=2)
    rows = [make.registered(meeting, n, email=f"p{n}@ejemplo.pe") for n in (1, 2, 3, 4)]
    assert [row.state for row in rows] == ["registered", "registered", "waiting", "waiting"]
    actions.cancel_registration(attendee=rows[0], actor=None, at=make.CALLED)
    rows[2].refresh_from_db()
    fresh = make.fresh(meeting)
    assert (rows[2].state, fresh.registered_count, fresh.waiting_count) == ("registered", 2, 1)
    told = OutboxMessage.objects.filter(recipient="p3@ejemplo.pe").order_by("id")
    assert [("lista de espera" in row.body, "Tienes un lugar" in row.body) for row in told] == [
        (True, False), (False, True),
    ]  # fmt: skip


def test_a_person_registers_once_and_her_document_is_kept_sealed():
    meeting = make.called()
    row = make.registered(meeting, 1)
    with pytest.raises(Refused) as caught:
        make.registered(meeting, 1, name="Otra escritura")
    assert caught.value.refusal is R.ALREADY_REGISTERED
    assert (row.masked_document, b"42000001" in bytes(row.document_cipher)) == ("****0001", False)
    assert not Act.objects.filter(payload__contains="42000001").exists()
    assert not Act.objects.filter(payload__contains="Persona 1").exists()


def test_registration_is_open_until_the_meeting_ends_and_not_before_its_call():
    with pytest.raises(Refused) as caught:
        make.registered(make.planned(), 1)
    assert caught.value.refusal is R.REGISTRATION_CLOSED
    meeting = make.called()
    person = make.person_spec()
    last = make.ENDS - timedelta(seconds=1)
    actions.register(meeting=meeting, person=person, actor=None, at=last)
    other = refused(actions.register, meeting=meeting, person=make.person_spec(2), at=make.ENDS)
    assert other.refusal is R.REGISTRATION_CLOSED


def test_a_roll_loaded_twice_is_loaded_once_and_who_had_registered_keeps_the_number():
    meeting, julio = make.called(), cast.julio()
    mine = actions.register(meeting=meeting, person=make.person_spec(9, user=julio), actor=julio, at=make.CALLED)
    people = [make.roll_person(1), make.roll_person(2), make.person_spec(9, user=julio, roll_key="ccr:9")]
    for _time in range(2):
        count = actions.load_entitled(meeting=meeting, people=people, source="CCR", actor=None, at=make.CALLED)
    mine.refresh_from_db()
    assert (count, mine.number, mine.is_entitled, Attendee.objects.count()) == (3, 1, True, 3)
    huge = [make.person_spec(n, document_number="", roll_key=str(n)) for n in range(2001)]
    caught = refused(actions.load_entitled, meeting=meeting, people=huge, source="CCR", at=make.CALLED)
    assert caught.refusal is R.TOO_MANY_PEOPLE


# Quorum ----------------------------------------------------------------------------------------------


def test_the_door_opens_two_hours_before():
    meeting = make.called()
    early = make.STARTS - timedelta(hours=2, seconds=1)
    assert refused(actions.open_door, meeting=meeting, at=early).refusal is R.TOO_EARLY_TO_OPEN
    assert actions.open_door(meeting=meeting, actor=None, at=make.STARTS - timedelta(hours=2)).state == "open"


def test_half_plus_one_starts_at_the_first_call_and_keeps_its_working():
    meeting = make.with_roll(10, inside=5)
    caught = refused(actions.start_session, meeting=meeting, call=1, at=make.STARTS)
    assert caught.refusal is R.QUORUM_NOT_MET
    assert "se necesitan 6 de 10 y han ingresado 5" in caught.sentence
    actions.check_in(meeting=meeting, typed="6", actor=None, at=make.STARTS)
    actions.start_session(meeting=meeting, call=1, actor=None, at=make.STARTS)
    fresh = make.fresh(meeting)
    assert fresh.state == "first_call"
    assert fresh.quorum_working[0]["formula"] == "50 % de 10 = 5; sin decimales, más una persona: 6"


def test_who_is_not_on_the_roll_does_not_make_quorum():
    meeting = make.with_roll(10, inside=5)
    actions.walk_in(meeting=meeting, person=make.person_spec(99), actor=None, at=make.STARTS)
    assert queries.quorum_now(meeting, call=1).present == 5


def test_the_second_call_waits_for_its_hour():
    meeting = make.with_roll(10, inside=2)
    early = make.SECOND - timedelta(seconds=1)
    assert refused(actions.start_session, meeting=meeting, call=2, at=early).refusal is R.SECOND_CALL_TOO_EARLY
    actions.start_session(meeting=meeting, call=2, actor=None, at=make.SECOND)
    assert make.fresh(meeting).state == "second_call"


def test_without_quorum_the_meeting_says_so_and_can_be_called_again():
    meeting = make.with_roll(10)
    assert refused(actions.close_session, meeting=meeting, at=make.AFTER).refusal is R.QUORUM_PENDING
    actions.declare_no_quorum(meeting=meeting, actor=None, at=make.SECOND)
    fresh = make.fresh(meeting)
    assert (fresh.state, [row["is_met"] for row in fresh.quorum_working]) == ("no_quorum", [False, False])
    moved = {"starts_at": make.STARTS + 10 * DAY, "ends_at": make.ENDS + 10 * DAY}
    actions.describe_meeting(meeting=meeting, actor=None, at=make.SECOND, **moved)
    assert actions.call_meeting(meeting=meeting, actor=None, at=make.SECOND).state == "called"


def test_no_quorum_is_not_declared_when_there_is():
    meeting = make.with_roll(10, inside=1)
    assert refused(actions.declare_no_quorum, meeting=meeting, at=make.SECOND).refusal is R.QUORUM_IS_MET


def test_quorum_needs_to_know_how_many_are_entitled():
    meeting = make.open_meeting("session", needs_quorum=True)
    assert refused(actions.start_session, meeting=meeting, call=1, at=make.STARTS).refusal is R.ENTITLED_MISSING
    caught = refused(actions.state_entitled, meeting=meeting, entitled=41, source="", at=make.STARTS)
    assert caught.refusal is R.ENTITLED_MISSING
    actions.state_entitled(meeting=meeting, entitled=41, source="RER 120-2026", actor=None, at=make.STARTS)
    assert queries.quorum_now(make.fresh(meeting), call=1).needed == 21


# Floor and hands -------------------------------------------------------------------------------------


def test_one_person_speaks_at_a_time_by_the_clock_of_the_server():
    meeting = make.open_meeting()
    ana = actions.ask_to_speak(meeting=meeting, name="Ana", actor=None, at=make.STARTS)
    luis = actions.ask_to_speak(meeting=meeting, name="Luis", actor=None, at=make.STARTS)
    actions.start_turn(turn=ana, actor=None, at=make.STARTS)
    caught = refused(actions.start_turn, turn=luis, at=make.STARTS)
    assert (caught.refusal, "Ana" in caught.sentence) == (R.SOMEBODY_IS_SPEAKING, True)
    ended = actions.stop_turn(turn=ana, actor=None, at=make.STARTS + timedelta(seconds=170))
    assert refused(actions.stop_turn, turn=ana, at=make.STARTS).refusal is R.TURN_NOT_WAITING
    again = actions.ask_to_speak(meeting=meeting, name="Ana", actor=None, at=make.STARTS, follows=ana)
    assert (ended.minutes, again.minutes, again.position) == (3, 2, ana.position)


def test_a_question_is_answered_or_owed_until_a_date():
    meeting = make.open_meeting()
    asked = {"meeting": meeting, "asked_by": "Ana", "text": "¿Y el puente?", "at": make.STARTS}
    assert refused(actions.ask_question, **asked).refusal is R.ANSWER_DATE_MISSING
    first = actions.ask_question(**asked, answer="En julio", actor=None)
    owed = actions.ask_question(**asked, due_on=make.AFTER.date(), actor=None)
    assert [(row.number, bool(row.answered_at), row.due_on) for row in (first, owed)] == [
        (1, True, None), (2, False, make.AFTER.date()),
    ]  # fmt: skip
    assert actions.answer_question(question=owed, answer="Sí", actor=None, at=make.AFTER).answered_at == make.AFTER


def counting(inside: int = 13) -> tuple[Meeting, object]:
    meeting = make.open_meeting(people=inside)
    for n in range(1, inside + 1):
        actions.check_in(meeting=meeting, typed=str(n), actor=None, at=make.STARTS)
    vote = actions.open_hand_vote(meeting=meeting, motion="Aprobar la matriz", actor=None, at=make.STARTS)
    return meeting, vote


def count(vote, teller: str, *figures: int):
    favor, against, abstain = figures
    return actions.count_hands(
        vote=vote, teller=teller, favor=favor, against=against, abstain=abstain, actor=None, at=make.STARTS
    )


def test_two_equal_counts_decide_and_different_ones_ask_for_a_third():
    _meeting, vote = counting()
    assert count(vote, "Ana", 10, 2, 1).state == "counting"
    assert count(vote, "Luis", 11, 2, 0).state == "disagreed"
    done = count(vote, "Inés", 11, 2, 0)
    assert (done.state, done.favor, done.against, done.abstain) == ("decided", 11, 2, 0)
    assert refused(
        actions.count_hands, vote=vote, teller="Otra", favor=1, against=0, abstain=0, at=make.STARTS
    ).refusal is R.COUNT_FINISHED  # fmt: skip


def test_a_teller_counts_once_and_nobody_counts_more_hands_than_people():
    _meeting, vote = counting(3)
    count(vote, "Ana", 2, 1, 0)
    again = {"vote": vote, "favor": 2, "against": 1, "abstain": 0, "at": make.STARTS}
    assert refused(actions.count_hands, teller=" ana ", **again).refusal is R.SAME_TELLER
    more = refused(actions.count_hands, teller="Luis", **{**again, "favor": 3})
    assert more.refusal is R.MORE_HANDS_THAN_PEOPLE


def test_names_are_kept_only_where_it_was_said_and_when_they_add_up():
    meeting, secret = counting(3)
    choices = {1: "favor", 2: "favor", 3: "against"}
    say = {"choices": choices, "at": make.STARTS}
    assert refused(actions.record_nominal, vote=secret, **say).refusal is R.NOMINAL_NOT_SAID
    vote = actions.open_hand_vote(meeting=meeting, motion="Nominal", is_nominal=True, actor=None, at=make.STARTS)
    count(vote, "Ana", 2, 1, 0)
    count(vote, "Luis", 2, 1, 0)
    wrong = {"choices": {1: "favor", 2: "against", 3: "against"}, "at": make.STARTS}
    assert refused(actions.record_nominal, vote=vote, **wrong).refusal is R.NOMINAL_DOES_NOT_ADD_UP
    assert actions.record_nominal(vote=vote, actor=None, **say).nominal.count() == 3


# Minutes ---------------------------------------------------------------------------------------------


def test_minutes_are_born_from_the_agenda_and_closed_as_a_pdf_with_its_hash_in_the_log():
    meeting = make.closed(people=12)
    actions.save_minutes(meeting=meeting, draft=make.draft_of(meeting), actor=None, at=make.AFTER)
    version = actions.approve_minutes(meeting=meeting, actor=cast.elena(), at=make.AFTER)
    assert version.content["attendance"] == 12
    assert version.content["by_sex"] == [["Grupos de menos de diez, juntos", 12]]
    assert version.file.content.read()[:5] == b"%PDF-"
    act = Act.objects.get(kind="meetings.approved_minutes")
    assert version.sha256 in act.payload
    assert chain_breaks_at(meeting.chain) is None
    assert Attendee.objects.filter(certificate_code__isnull=False).count() == 12


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"results": {}}, R.RESULTS_MISSING),
        ({"agreements": [actions.AgreementLine("Sin dueño")]}, R.OWNER_MISSING),
        ({"signers": []}, R.SIGNERS_MISSING),
    ],
)
def test_minutes_do_not_close_without(changes, refusal):
    meeting = make.closed()
    actions.save_minutes(meeting=meeting, draft=make.draft_of(meeting, **changes), actor=None, at=make.AFTER)
    assert refused(actions.approve_minutes, meeting=meeting, at=make.AFTER).refusal is refusal
    assert make.fresh(meeting).state == "draft"


def test_minutes_do_not_close_with_a_vote_in_the_air():
    meeting, vote = counting(3)
    count(vote, "Ana", 2, 1, 0)
    meeting = actions.close_session(meeting=meeting, actor=None, at=make.ENDS)
    actions.save_minutes(meeting=meeting, draft=make.draft_of(meeting), actor=None, at=make.AFTER)
    assert refused(actions.approve_minutes, meeting=meeting, at=make.AFTER).refusal is R.HANDS_UNDECIDED


def test_what_was_approved_changes_only_by_a_new_version_with_its_reason():
    meeting = make.published()
    draft = make.draft_of(meeting, notes="Faltaba una firma")
    assert refused(actions.save_minutes, meeting=meeting, draft=draft, at=make.AFTER).refusal is R.MINUTES_CLOSED
    bare = refused(actions.correct_minutes, meeting=meeting, draft=draft, reason="", at=make.AFTER)
    assert bare.refusal is R.REASON_MISSING
    actions.correct_minutes(meeting=meeting, draft=draft, reason="Error de nombre", actor=None, at=make.AFTER)
    actions.publish_minutes(meeting=meeting, actor=None, at=make.AFTER)
    versions = queries.published_minutes(meeting)
    assert [(row.number, row.reason) for row in versions] == [(2, "Error de nombre"), (1, "")]
    assert versions[0].content["notes"] == "Faltaba una firma"
    assert versions[1].content["notes"] == ""


def test_the_signed_copy_stands_beside_its_version():
    meeting = make.approved()
    scan = SimpleUploadedFile("acta.pdf", queries.latest_minutes(meeting).file.content.read())
    version = actions.attach_signed_minutes(meeting=meeting, upload=scan, actor=None, at=make.AFTER)
    assert version.signed_file.original_name == "acta.pdf"


# Hearings --------------------------------------------------------------------------------------------


def test_topics_in_time_go_to_the_agenda_and_late_ones_to_the_next_hearing():
    meeting, julio = make.hearing(), cast.julio()
    on_time = {"meeting": meeting, "actor": julio, "at": make.CALLED + 15 * DAY}
    topic = actions.propose_topic(text="El puente de Jesús", **on_time)
    late = actions.propose_topic(text="La posta", **{**on_time, "at": make.CALLED + 16 * DAY})
    assert (topic.state, late.state, late.is_late) == ("proposed", "next", True)
    actions.accept_topic(topic=topic, actor=None, at=make.CALLED)
    assert meeting.agenda.get(source="citizen").title == "El puente de Jesús"
    after = make.planned("hearing", of_entity=True, starts_at=make.STARTS + 99 * DAY, ends_at=make.ENDS + 99 * DAY)
    late.refresh_from_db()
    assert (late.carried_to, late.state) == (after, "proposed")
    assert refused(actions.decline_topic, topic=late, reason="", at=make.AFTER).refusal is R.REASON_MISSING
    assert actions.decline_topic(topic=late, reason="Ya se atendió", actor=None, at=make.AFTER).state == "declined"


def test_a_workshop_takes_no_topics():
    caught = refused(lambda actor, **rest: actions.propose_topic(actor=cast.julio(), **rest), meeting=make.called(),
                     text="x", at=make.CALLED)  # fmt: skip
    assert caught.refusal is R.TOPICS_NOT_TAKEN


def test_the_next_hearing_opens_with_the_pledges_of_the_last_one():
    last = make.published("hearing", of_entity=True)
    after = make.planned("hearing", of_entity=True, starts_at=make.STARTS + 99 * DAY, ends_at=make.ENDS + 99 * DAY)
    assert after.agenda.first().source == "pledges"
    pledge = queries.pledges_before(after)[0]
    assert (pledge.agreement.meeting, pledge.report) == (last, None)
    said = {"state": "fulfilled", "text": "Se publicó en julio", "at": make.AFTER}
    actions.report_pledge(meeting=after, agreement=pledge.agreement, actor=None, **said)
    told = queries.pledges_before(after)[0]
    assert (told.report.state, told.agreement.state, told.agreement.outcome) == (
        "fulfilled", "fulfilled", "Se publicó en julio",
    )  # fmt: skip
    elsewhere = refused(actions.report_pledge, meeting=last, agreement=pledge.agreement, **said)
    assert elsewhere.refusal is R.AGREEMENT_BELONGS_ELSEWHERE
    workshop = refused(actions.report_pledge, meeting=make.called(), agreement=pledge.agreement, **said)
    assert workshop.refusal is R.NOT_A_HEARING


def test_a_summary_keeps_how_many_working_days_before_it_came():
    meeting = make.hearing()
    assert meeting.summary_until.isoformat() == "2026-05-29"
    pdf = queries.latest_minutes(make.approved("results")).file.content.read()
    for at, days in ((make.STARTS - 12 * DAY, 7), (make.STARTS - 11 * DAY, 7), (make.STARTS - 9 * DAY, 6)):
        row = actions.publish_document(
            meeting=meeting, kind="summary", title="Resumen", upload=SimpleUploadedFile("r.pdf", pdf), actor=None, at=at
        )
        assert row.working_days_before == days


def test_the_entity_evaluates_its_hearing_after_it():
    early = {"went_well": "a", "went_badly": "b", "improvements": "c", "at": make.AFTER}
    assert refused(actions.assess_hearing, meeting=make.hearing(), **early).refusal is R.ASSESSMENT_TOO_EARLY
    meeting = make.closed("hearing", of_entity=True)
    assert refused(actions.publish_assessment, meeting=meeting, at=make.AFTER).refusal is R.ASSESSMENT_TOO_EARLY
    made = actions.assess_hearing(meeting=meeting, actor=None, **early)
    assert ((made.due_on - make.ENDS.date()).days, (made.publish_by - made.due_on).days) == (60, 30)
    assert actions.publish_assessment(meeting=meeting, actor=None, at=make.AFTER).published_at == make.AFTER


def test_months_without_hearing_are_told_from_the_first_one_on():
    make.published("hearing", of_entity=True)
    body = cast.public_body()
    assert queries.hearing_notices(body, make.AFTER.date()).missing[0].isoformat() == "2026-05-01"
    later = queries.hearing_notices(body, make.AFTER.date() + 140 * DAY).missing
    assert [day.isoformat() for day in later] == ["2026-05-01", "2026-09-01"]
