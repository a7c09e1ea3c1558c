"""Reports, what is answered, and the committee's requests, with both sides of each term."""

from datetime import date, timedelta

import pytest

from tests.factories import oversight as make
from tests.factories.accreditation import picture
from tests.factories.cast import rosa
from tinkuy.components.oversight import actions, queries, tasks
from tinkuy.components.oversight.models import CommitteeInquiry, Finding, OversightReport
from tinkuy.components.oversight.refusals import ReportRefusal as R
from tinkuy.foundation.audit.models import Act
from tinkuy.foundation.mailing.models import OutboxMessage
from tinkuy.foundation.shared.refusals import Refused

pytestmark = pytest.mark.django_db
AT = make.REPORTING


def reason(call):
    with pytest.raises(Refused) as caught:
        call()
    return caught.value.refusal


def by(report) -> dict:
    return {"actor": make.coordinator(report.committee.space), "at": AT}


def test_only_a_member_of_a_recognised_committee_writes_and_one_report_per_period():
    committee = make.counted({1: 4, 2: 3, 3: 2, 4: 1})
    start = {"starts_on": make.STARTS, "at": AT}
    assert reason(lambda: actions.start_report(committee=committee, actor=make.member(1), **start)) is R.NOT_RECOGNIZED
    committee = actions.recognize(
        committee=committee, act_number="A", act_on=make.STARTS, starts_on=make.STARTS,
        actor=make.coordinator(committee.space), at=AT,
    )  # fmt: skip
    assert reason(lambda: actions.start_report(committee=committee, actor=rosa(), **start)) is R.NOT_A_MEMBER
    row = actions.start_report(committee=committee, actor=make.member(1), **start)
    assert (row.until_on, row.state) == (date(2026, 11, 30), "draft")
    assert reason(lambda: actions.start_report(committee=committee, actor=make.member(2), **start)) is R.PERIOD_TAKEN
    odd = {**start, "starts_on": date(2026, 6, 2)}
    assert reason(lambda: actions.start_report(committee=committee, actor=make.member(2), **odd)) is R.NOT_THERE_YET
    assert reason(lambda: actions.present_report(report=row, actor=make.member(1), at=AT)) is R.EMPTY


def test_a_report_goes_from_draft_to_published_in_order():
    report = make.presented()
    finding = report.findings.get()
    # Friday 20 November 2026 and fifteen working days; 8 and 9 December are holidays.
    assert report.answer_due_on == date(2026, 12, 15)
    assert report.due_working[-1]["number"] == 15
    writer = {"actor": make.member(1), "at": AT}
    assert reason(lambda: actions.save_summary(report=report, summary="Otro", **writer)) is R.NOT_DRAFT
    assert reason(lambda: actions.publish_report(report=report, **by(report))) is R.STILL_IN_TERM
    assert reason(lambda: actions.answer_finding(finding=finding, answer="Sí", **by(report))) is R.NOT_THERE_YET
    actions.receive_report(report=report, **by(report))
    assert reason(lambda: actions.answer_finding(finding=finding, answer=" ", **by(report))) is R.ANSWER_MISSING
    actions.answer_finding(finding=finding, answer="Se reinicia el 4 de enero", **by(report))
    report.refresh_from_db()
    assert (report.state, report.answered_at) == ("answered", AT)
    assert reason(lambda: actions.answer_finding(finding=finding, answer="Más", **by(report))) is R.NOT_THERE_YET
    actions.publish_report(report=report, **by(report))
    assert reason(lambda: actions.publish_report(report=report, **by(report))) is R.NOT_THERE_YET
    kinds = Act.objects.filter(kind__startswith="oversight.", subject_number=report.pk).order_by("id")
    assert [row.kind.split(".")[1] for row in kinds if "report" in row.kind or "finding" in row.kind] == [
        "presented_report", "received_report", "answered_finding", "answered_report", "published_report",
    ]  # fmt: skip


def test_silence_does_not_keep_a_report_from_the_public():
    report = make.presented()
    last = AT.replace(month=12, day=15)
    publish = {"report": report, "actor": make.member(1)}
    assert reason(lambda: actions.publish_report(at=last, **publish)) is R.STILL_IN_TERM
    actions.publish_report(at=last + timedelta(days=1), **publish)
    assert '"unanswered":1' in Act.objects.get(kind="oversight.published_report").payload


def test_evidence_is_redrawn_and_a_finding_can_be_taken_away_while_it_is_a_draft():
    report = make.drafted()
    finding, act = report.findings.get(), {"actor": make.member(1), "at": AT}
    stored = actions.add_evidence(finding=finding, upload=picture("obra.png"), **act).file
    assert stored.content_type.startswith("image/")
    for _more in range(7):
        actions.add_evidence(finding=finding, upload=picture(), **act)
    assert reason(lambda: actions.add_evidence(finding=finding, upload=picture(), **act)) is R.TOO_MANY_FILES
    actions.remove_finding(finding=finding, **act)
    assert not Finding.objects.exists()


def test_a_finding_goes_to_the_control_office_with_its_date():
    report = make.drafted()
    finding = report.findings.get()
    step = {"finding": finding, "to": "control", "on": date(2026, 12, 20), "note": "Oficio 12"}
    assert reason(lambda: actions.escalate_finding(actor=make.member(1), at=AT, **step)) is R.NOT_THERE_YET
    actions.present_report(report=report, actor=make.member(1), at=AT)
    actions.escalate_finding(actor=make.member(1), at=AT, **step)
    finding.refresh_from_db()
    assert (finding.escalated_to, finding.escalated_on) == ("control", date(2026, 12, 20))


def test_a_request_for_information_has_its_own_clock():
    committee = make.recognized()
    ask = {"committee": committee, "actor": make.member(2), "at": AT}
    assert reason(lambda: actions.ask_information(asked=" ", **ask)) is R.NOTHING_ASKED
    row = actions.ask_information(asked="Cronograma de obras", **ask)
    # Seven working days from Monday 23 November.
    assert row.due_on == date(2026, 12, 1)
    reply = {"inquiry": row, "actor": make.coordinator(committee.space)}
    assert reason(lambda: actions.answer_inquiry(answer="", at=AT, **reply)) is R.ANSWER_MISSING
    actions.answer_inquiry(answer="Adjunto", at=AT.replace(month=12, day=2), **reply)
    assert reason(lambda: actions.answer_inquiry(answer="Otra", at=AT, **reply)) is R.ANSWERED
    assert '"late":true' in Act.objects.get(kind="oversight.answered_information").payload
    assert CommitteeInquiry.objects.get().answer == "Adjunto"


def test_members_are_reminded_once_before_and_once_when_it_is_owed():
    committee = make.recognized()
    moment = AT.replace(month=11, day=1)
    for step in range(240):
        tasks.committees(at=moment + timedelta(hours=6 * step))
    told = OutboxMessage.objects.filter(kind="oversight")
    assert told.filter(key__contains=":soon:").count() == 4
    assert told.filter(key__contains=":owed:").count() == 4
    assert [row.until_on for row in queries.owed_reports(committee, date(2026, 12, 30))] == [date(2026, 11, 30)]
    assert OversightReport.objects.count() == 0
