"""What only hearings have: topics of citizens, pledges of the last one, self-assessment (features.md 3.5)."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.shared.refusals import Refused

from ..enums import HELD, AgendaSource, MeetingState, TopicState
from ..models import AgendaItem, Agreement, Meeting, PledgeReport, SelfAssessment, Topic
from ..queries.hearings import earlier_agreements
from ..refusals import MeetingRefusal
from .steps import lock_meeting, need_state, reason_or_refuse, tell_log

ASSESS_WITHIN = timedelta(days=60)
PUBLISH_WITHIN = timedelta(days=30)


@transaction.atomic
def propose_topic(*, meeting: Meeting, text: str, actor: User, at: datetime) -> Topic:
    """In time, it goes to the team of this hearing; late, it is kept for the next one and the person is told so."""
    row = lock_meeting(meeting)
    if not row.is_hearing or row.state != MeetingState.CALLED or row.topics_until is None:
        raise Refused(MeetingRefusal.TOPICS_NOT_TAKEN)
    is_late = timezone.localdate(at) > row.topics_until
    topic = Topic.objects.create(
        meeting=row,
        author=actor,
        text=" ".join(text.split())[:400],
        is_late=is_late,
        state=TopicState.NEXT if is_late else TopicState.PROPOSED,
        proposed_at=at,
    )
    tell_log(row, "proposed_topic", actor=actor, at=at, role="citizen", topic=topic.pk, is_late=is_late)
    return topic


@transaction.atomic
def accept_topic(*, topic: Topic, actor: User | None, at: datetime) -> AgendaItem:
    """The topic becomes an item of the agenda of the hearing that has it now."""
    meeting = lock_meeting(topic.carried_to or topic.meeting)
    row = Topic.objects.select_for_update().get(pk=topic.pk)
    _need_proposed(row, meeting)
    last = meeting.agenda.aggregate(last=Max("position"))["last"] or 0
    item = AgendaItem.objects.create(
        meeting=meeting, position=last + 1, title=row.text[:300], source=AgendaSource.CITIZEN
    )
    row.state, row.item = TopicState.INCLUDED, item
    row.save(update_fields=["state", "item"])
    tell_log(meeting, "included_topic", actor=actor, at=at, topic=row.pk)
    return item


@transaction.atomic
def decline_topic(*, topic: Topic, reason: str, actor: User | None, at: datetime) -> Topic:
    meeting = lock_meeting(topic.carried_to or topic.meeting)
    row = Topic.objects.select_for_update().get(pk=topic.pk)
    _need_proposed(row, meeting)
    row.state, row.reason = TopicState.DECLINED, reason_or_refuse(reason)
    row.save(update_fields=["state", "reason"])
    tell_log(meeting, "declined_topic", actor=actor, at=at, topic=row.pk, reason=row.reason)
    return row


@transaction.atomic
def report_pledge(
    *, meeting: Meeting, agreement: Agreement, state: str, text: str, actor: User | None, at: datetime
) -> PledgeReport:
    """What became of a pledge of an earlier hearing: said here, and kept on the pledge itself."""
    row = lock_meeting(meeting)
    if not row.is_hearing:
        raise Refused(MeetingRefusal.NOT_A_HEARING)
    if not earlier_agreements(row).filter(pk=agreement.pk).exists():
        raise Refused(MeetingRefusal.AGREEMENT_BELONGS_ELSEWHERE)
    said = reason_or_refuse(text)
    values = {"state": state, "text": said, "reported_at": at}
    report, _new = PledgeReport.objects.update_or_create(meeting=row, agreement=agreement, defaults=values)
    _change_agreement(agreement, state, said, at)
    tell_log(row, "reported_pledge", actor=actor, at=at, agreement=f"{agreement.meeting.code}-{agreement.number}",
             state=state)  # fmt: skip
    return report


@transaction.atomic
def update_agreement(*, agreement: Agreement, state: str, outcome: str, actor: User | None, at: datetime) -> Agreement:
    """Follow-up of any agreement, whenever there is something to say."""
    meeting = lock_meeting(agreement.meeting)
    need_state(meeting, {MeetingState.APPROVED, MeetingState.PUBLISHED})
    before = agreement.state
    row = _change_agreement(agreement, state, reason_or_refuse(outcome), at)
    tell_log(meeting, "updated_agreement", actor=actor, at=at, number=row.number, before=before, state=state)
    return row


@transaction.atomic
def assess_hearing(
    *, meeting: Meeting, went_well: str, went_badly: str, improvements: str, actor: User | None, at: datetime
) -> SelfAssessment:
    """The entity's own evaluation: due 60 days after the hearing, public within 30 more. Late is written, and shown."""
    row = lock_meeting(meeting)
    if not row.is_hearing:
        raise Refused(MeetingRefusal.NOT_A_HEARING)
    if row.state not in HELD or row.closed_at is None:
        raise Refused(MeetingRefusal.ASSESSMENT_TOO_EARLY)
    held_on = timezone.localdate(row.closed_at)
    texts = {"went_well": went_well, "went_badly": went_badly, "improvements": improvements}
    due_on = held_on + ASSESS_WITHIN
    made, _new = SelfAssessment.objects.update_or_create(
        meeting=row,
        defaults={**texts, "made_at": at, "due_on": due_on, "publish_by": due_on + PUBLISH_WITHIN},
    )
    tell_log(row, "assessed_hearing", actor=actor, at=at, due_on=str(due_on), is_late=timezone.localdate(at) > due_on)
    return made


@transaction.atomic
def publish_assessment(*, meeting: Meeting, actor: User | None, at: datetime) -> SelfAssessment:
    row = lock_meeting(meeting)
    made = SelfAssessment.objects.filter(meeting=row).first()
    if made is None:
        raise Refused(MeetingRefusal.ASSESSMENT_TOO_EARLY)
    if made.published_at is None:
        made.published_at = at
        made.save(update_fields=["published_at"])
        tell_log(row, "published_assessment", actor=actor, at=at, publish_by=str(made.publish_by))
    return made


def _change_agreement(agreement: Agreement, state: str, outcome: str, at: datetime) -> Agreement:
    row = Agreement.objects.select_for_update().get(pk=agreement.pk)
    row.state, row.outcome, row.changed_at = state, outcome, at
    row.save(update_fields=["state", "outcome", "changed_at"])
    return row


def _need_proposed(topic: Topic, meeting: Meeting) -> None:
    if topic.state != TopicState.PROPOSED:
        raise Refused(MeetingRefusal.NOT_FROM_THIS_STATE, state=meeting.get_state_display().lower())
