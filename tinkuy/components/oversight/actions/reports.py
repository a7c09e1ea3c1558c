"""Half-yearly reports with findings, what the entity answers, and what the committee asks it to hand over."""

from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.files.actions import Upload, store_upload
from tinkuy.foundation.files.enums import EVIDENCE
from tinkuy.foundation.files.models import StoredFile
from tinkuy.foundation.mailing.actions import queue_message
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.workdays.queries import due_date

from .. import queries
from ..enums import ReportState
from ..models import CommitteeInquiry, Finding, FindingEvidence, OversightCommittee, OversightReport
from ..refusals import ReportRefusal
from ..rules import periods
from .committee import act, locked

MAX_FILES = 8
MAX_SIZE = 5 * 1024 * 1024
ACCEPTED = EVIDENCE


def start_report(*, committee: OversightCommittee, starts_on: date, actor: User, at: datetime) -> OversightReport:
    """The draft of a period of the term; two members at once open one."""
    try:
        with transaction.atomic():
            row = _for_member(committee, actor, at)
            if row.reports.filter(starts_on=starts_on).exists():
                raise Refused(ReportRefusal.PERIOD_TAKEN)
            spans = dict(periods(row.starts_on, row.until_on, row.report_months))  # type: ignore[arg-type]
            if starts_on not in spans:
                raise Refused(ReportRefusal.NOT_THERE_YET)
            return OversightReport.objects.create(
                committee=row, number=row.reports.count() + 1, starts_on=starts_on, until_on=spans[starts_on],
                author=actor, started_at=at,
            )  # fmt: skip
    except IntegrityError as error:
        raise Refused(ReportRefusal.PERIOD_TAKEN) from error


@transaction.atomic
def save_summary(*, report: OversightReport, summary: str, actor: User, at: datetime) -> None:
    row = _draft(report, actor, at)
    row.summary = summary.strip()
    row.save(update_fields=["summary"])


@transaction.atomic
def add_finding(*, report: OversightReport, actor: User, at: datetime, **fields: Any) -> Finding:
    """`fields`: kind, cui, detail, severity, asked, addressee. Saved at once: the telephone may die."""
    row = _draft(report, actor, at)
    last = row.findings.order_by("-number").values_list("number", flat=True).first() or 0
    return Finding.objects.create(report=row, number=last + 1, **fields)


@transaction.atomic
def remove_finding(*, finding: Finding, actor: User, at: datetime) -> None:
    """Only while the report is a draft."""
    _draft(finding.report, actor, at)
    FindingEvidence.objects.filter(finding=finding).delete()
    Finding.objects.filter(pk=finding.pk).delete()


@transaction.atomic
def add_evidence(*, finding: Finding, upload: Upload, actor: User, at: datetime) -> FindingEvidence:
    """A PDF or a picture, redrawn without the place where it was taken."""
    _draft(finding.report, actor, at)
    if finding.evidence.count() >= MAX_FILES:
        raise Refused(ReportRefusal.TOO_MANY_FILES, limit=MAX_FILES)
    stored = store_upload(upload=upload, allowed=ACCEPTED, max_size=MAX_SIZE, uploader=actor, at=at)
    return FindingEvidence.objects.create(finding=finding, file=stored, added_at=at)


@transaction.atomic
def present_report(*, report: OversightReport, actor: User, at: datetime) -> OversightReport:
    """From now on it does not change, and the entity's term to answer runs (a setting: no norm gives a figure)."""
    row = _draft(report, actor, at)
    if not row.summary and not row.findings.exists():
        raise Refused(ReportRefusal.EMPTY)
    body = row.committee.space.body
    term = due_date(timezone.localdate(at), row.committee.answer_working_days, ubigeo=body.ubigeo)
    row.state, row.presented_at, row.answer_due_on = ReportState.PRESENTED, at, term.due
    row.due_working = working_of(term)
    row.save(update_fields=["state", "presented_at", "answer_due_on", "due_working"])
    payload = {"report": row.number, "findings": row.findings.count(), "due_on": term.due}
    act(row.committee, "presented_report", actor, at, payload, role="oversight", number=row.pk)
    _write(row.committee, f"report:{row.pk}:presented", _("El comité de vigilancia presentó su reporte"), row, at)
    return row


@transaction.atomic
def receive_report(*, report: OversightReport, actor: User, at: datetime) -> None:
    row = _in_state(report, ReportState.PRESENTED)
    row.state, row.received_at = ReportState.RECEIVED, at
    row.save(update_fields=["state", "received_at"])
    act(row.committee, "received_report", actor, at, {"report": row.number}, number=row.pk)
    if not row.findings.exists():
        _answered(row, actor, at)


@transaction.atomic
def answer_finding(*, finding: Finding, answer: str, actor: User, at: datetime) -> None:
    """The entity says what it will do. With the last answer the report is answered."""
    row = _in_state(finding.report, ReportState.RECEIVED)
    held = Finding.objects.select_for_update().get(pk=finding.pk)
    if held.answered_at:
        raise Refused(ReportRefusal.ANSWERED)
    if not answer.strip():
        raise Refused(ReportRefusal.ANSWER_MISSING)
    held.answer, held.answered_at, held.answered_by = answer.strip(), at, actor
    held.save(update_fields=["answer", "answered_at", "answered_by"])
    act(row.committee, "answered_finding", actor, at, {"report": row.number, "finding": held.number}, number=row.pk)
    if not row.findings.filter(answered_at__isnull=True).exists():
        _answered(row, actor, at)


def _answered(row: OversightReport, actor: User, at: datetime) -> None:
    row.state, row.answered_at = ReportState.ANSWERED, at
    row.save(update_fields=["state", "answered_at"])
    act(row.committee, "answered_report", actor, at, {"report": row.number}, number=row.pk)


@transaction.atomic
def publish_report(*, report: OversightReport, actor: User, at: datetime) -> None:
    """When it was answered, or when the term to answer is over: silence does not keep a report from the public."""
    row = _locked(report)
    if row.state in (ReportState.DRAFT, ReportState.PUBLISHED):
        raise Refused(ReportRefusal.NOT_THERE_YET)
    due = row.answer_due_on
    if row.state != ReportState.ANSWERED and due and timezone.localdate(at) <= due:
        raise Refused(ReportRefusal.STILL_IN_TERM, due=date_format(due, "j \\d\\e F"))
    row.state, row.published_at = ReportState.PUBLISHED, at
    row.save(update_fields=["state", "published_at"])
    unanswered = row.findings.filter(answered_at__isnull=True).count()
    act(row.committee, "published_report", actor, at, {"report": row.number, "unanswered": unanswered}, number=row.pk)


@transaction.atomic
def escalate_finding(*, finding: Finding, to: str, on: date, note: str, actor: User, at: datetime) -> None:
    """To the council, the control office, the prosecutor or the ombudsman (function g of the Instructivo)."""
    row = _locked(finding.report)
    _for_member(row.committee, actor, at)
    if row.state == ReportState.DRAFT:
        raise Refused(ReportRefusal.NOT_THERE_YET)
    changes = {"escalated_to": to, "escalated_on": on, "escalation_note": note.strip()}
    Finding.objects.filter(pk=finding.pk).update(**changes)
    payload = {"report": row.number, "finding": finding.number, "to": to, "on": on}
    act(row.committee, "escalated_finding", actor, at, payload, role="oversight", number=row.pk)


@transaction.atomic
def ask_information(*, committee: OversightCommittee, asked: str, actor: User, at: datetime) -> CommitteeInquiry:
    """A request for information with a clock of its own, in working days from tomorrow."""
    row = _for_member(committee, actor, at)
    if not asked.strip():
        raise Refused(ReportRefusal.NOTHING_ASKED)
    term = due_date(timezone.localdate(at), row.information_working_days, ubigeo=row.space.body.ubigeo)
    inquiry = CommitteeInquiry.objects.create(
        committee=row, number=row.inquiries.count() + 1, asked=asked.strip(), asked_by=actor, asked_at=at,
        due_on=term.due, due_working=working_of(term),
    )  # fmt: skip
    payload = {"inquiry": inquiry.number, "due_on": term.due}
    act(row, "asked_information", actor, at, payload, role="oversight", number=inquiry.pk)
    return inquiry


@transaction.atomic
def answer_inquiry(
    *, inquiry: CommitteeInquiry, answer: str, actor: User, at: datetime, file: StoredFile | None = None
) -> None:
    committee = locked(inquiry.committee)
    held = CommitteeInquiry.objects.select_for_update(of=("self",)).get(pk=inquiry.pk)
    if held.answered_at:
        raise Refused(ReportRefusal.ANSWERED)
    if not answer.strip():
        raise Refused(ReportRefusal.ANSWER_MISSING)
    held.answer, held.file, held.answered_at = answer.strip(), file, at
    held.save(update_fields=["answer", "file", "answered_at"])
    late = timezone.localdate(at) > held.due_on
    act(committee, "answered_information", actor, at, {"inquiry": held.number, "late": late}, number=held.pk)


def remind(*, at: datetime) -> int:
    """Tells the members of a report that is due (from 15 days before the period ends, once; and once it is owed)."""
    today, told = timezone.localdate(at), 0
    rows = OversightCommittee.objects.filter(starts_on__lte=today, body__isnull=False)
    for row in rows.select_related("space__body", "body"):
        near = [pair[1] for pair in periods(row.starts_on, row.until_on, row.report_months)]  # type: ignore[arg-type]
        soon = [end for end in near if end - timedelta(days=15) <= today <= end]
        for end in soon:
            told += _remind(row, f"soon:{end}", _("Falta poco para el reporte de vigilancia"), at)
        for period in queries.owed_reports(row, today):
            told += _remind(row, f"owed:{period.until_on}", _("El comité debe un reporte de vigilancia"), at)
    return told


def _remind(committee: OversightCommittee, key: str, subject: str, at: datetime) -> int:
    places = queries.members(committee, timezone.localdate(at))
    emails = sorted({place.acting.user.email for place in places if place.acting and place.acting.user})
    link = f"{settings.BASE_URL}{reverse('oversight:reports', args=[committee.space.slug])}"
    body = _("%(space)s\n\nEscribe el reporte por partes desde tu celular; lo que guardas no se pierde: %(link)s")
    with transaction.atomic():
        for email in emails:
            queue_message(
                recipient=email, subject=subject, body=body % {"space": committee.space.title, "link": link},
                kind="oversight", key=f"oversight:{committee.pk}:{key}:{email}"[:160], at=at,
            )  # fmt: skip
    return len(emails)


def _write(committee: OversightCommittee, key: str, subject: str, report: OversightReport, at: datetime) -> None:
    """To the entity's address, when it has one."""
    if committee.space.body.contact_email:
        due = date_format(report.answer_due_on, "j \\d\\e F") if report.answer_due_on else ""
        queue_message(
            recipient=committee.space.body.contact_email, subject=subject,
            body=_("%(space)s: reporte N.º %(number)s. La respuesta vence el %(due)s.")
            % {"space": committee.space.title, "number": report.number, "due": due},
            kind="oversight", key=f"oversight:{key}", at=at, is_legal_notice=True,
        )  # fmt: skip


def working_of(term: Any) -> list[dict[str, Any]]:
    return [
        {"day": step.day.isoformat(), "number": step.counted, "reason": step.reason, "article": step.article}
        for step in term.steps
    ]


def _for_member(committee: OversightCommittee, actor: User, at: datetime) -> OversightCommittee:
    row = locked(committee)
    if row.recognized_at is None:
        raise Refused(ReportRefusal.NOT_RECOGNIZED)
    if not queries.is_member(row, actor, timezone.localdate(at)):
        raise Refused(ReportRefusal.NOT_A_MEMBER)
    return row


def _draft(report: OversightReport, actor: User, at: datetime) -> OversightReport:
    _for_member(report.committee, actor, at)
    row = _locked(report)
    if row.state != ReportState.DRAFT:
        raise Refused(ReportRefusal.NOT_DRAFT)
    return row


def _in_state(report: OversightReport, state: ReportState) -> OversightReport:
    row = _locked(report)
    if row.state != state:
        raise Refused(ReportRefusal.NOT_THERE_YET)
    return row


def _locked(report: OversightReport) -> OversightReport:
    rows = OversightReport.objects.select_for_update(of=("self",)).select_related("committee__space__body")
    return rows.get(pk=report.pk)
