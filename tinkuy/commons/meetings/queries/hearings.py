"""The cycle of accountability hearings: May, September, and what became of the last one's pledges."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from tinkuy.foundation.organizations.enums import GovernmentLevel
from tinkuy.foundation.organizations.models import PublicBody

from ..enums import HELD, UNSETTLED, MeetingKind, MeetingState, TopicState
from ..models import Agreement, Meeting, PledgeReport, Topic
from ..rules import missing_months

_NORMS = {
    GovernmentLevel.REGIONAL: "Ley 27867, artículo 24",
    GovernmentLevel.PROVINCIAL: "Ley 27972, artículo 119-A",
    GovernmentLevel.DISTRICT: "Ley 27972, artículo 119-A",
}


@dataclass(frozen=True)
class Pledge:
    """An agreement of an earlier hearing and what this one says of it, or nothing yet."""

    agreement: Agreement
    report: PledgeReport | None


@dataclass(frozen=True)
class HearingNotices:
    """Months that passed without their hearing, and by which norm; from when it is looked at."""

    missing: list[date]
    norm: str
    since: date | None


def hearings_of(body: PublicBody) -> QuerySet[Meeting]:
    """The public hearings of an entity, the latest first."""
    rows = Meeting.objects.filter(public_body=body, kind=MeetingKind.HEARING, dossier__published_at__isnull=False)
    return rows.select_related("public_body", "dossier", "space").order_by("-starts_at", "-id")


def hearing_notices(body: PublicBody, today: date) -> HearingNotices:
    """Looked at since the first hearing the entity called here: before it, nothing is known."""
    norm = _NORMS.get(GovernmentLevel(body.level), "")
    rows = Meeting.objects.filter(public_body=body, kind=MeetingKind.HEARING, called_at__isnull=False)
    first = rows.order_by("called_at").values_list("called_at", flat=True).first()
    if not norm or first is None:
        return HearingNotices([], norm, None)
    since = timezone.localdate(first).replace(day=1)
    held = [timezone.localdate(start) for start in rows.filter(state__in=HELD).values_list("starts_at", flat=True)]
    return HearingNotices(missing_months(held, since=since, today=today), norm, since)


def pledges_before(meeting: Meeting) -> list[Pledge]:
    """Of earlier hearings of the entity: what is still unsettled, and all that this hearing reported on."""
    rows = earlier_agreements(meeting)
    rows = rows.filter(Q(state__in=UNSETTLED) | Q(reports__meeting=meeting)).distinct()
    reports = {report.agreement_id: report for report in meeting.pledge_reports.all()}
    return [Pledge(row, reports.get(row.pk)) for row in rows.order_by("meeting__starts_at", "number")]


def earlier_agreements(meeting: Meeting) -> QuerySet[Agreement]:
    rows = Agreement.objects.filter(meeting__public_body=meeting.public_body_id, meeting__kind=MeetingKind.HEARING)
    rows = rows.filter(meeting__state__in=[MeetingState.APPROVED, MeetingState.PUBLISHED])
    return rows.filter(meeting__starts_at__lt=meeting.starts_at).select_related("meeting")


def late_topics_waiting(body: PublicBody) -> QuerySet[Topic]:
    """Topics of earlier hearings that no later one has taken up yet."""
    rows = Topic.objects.filter(meeting__public_body=body, meeting__kind=MeetingKind.HEARING)
    return rows.filter(state=TopicState.NEXT, carried_to__isnull=True)
