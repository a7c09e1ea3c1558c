"""The agents and the meetings of their process: who counts for the quorum, and what coming to a workshop gives."""

from datetime import datetime

from django.db.models import F, Q
from django.utils import timezone

from tinkuy.commons.accreditation.actions import credit_attendance
from tinkuy.commons.accreditation.enums import AccreditationStatus, CreditKind
from tinkuy.commons.accreditation.models import Accreditation
from tinkuy.commons.accreditation.queries import voters_of
from tinkuy.commons.meetings.actions import PersonSpec, load_entitled
from tinkuy.commons.meetings.enums import WORKSHOPS
from tinkuy.commons.meetings.models import Attendee, Meeting
from tinkuy.foundation.accounts.models import User


def bring_agents(*, meeting: Meeting, actor: User, at: datetime) -> int:
    """Agents with the vote become those entitled in the meeting; done again, it adds who came since. How many are."""
    if meeting.space is None:
        return 0
    entitled = {voter.accreditation_id for voter in voters_of(meeting.space)}
    rows = Accreditation.objects.filter(pk__in=entitled).order_by("number").select_related("user")
    people = [
        PersonSpec(
            name=row.public_name,
            organization=row.organization_name,
            sex=row.sex,  # type: ignore[attr-defined]
            ubigeo=row.province_code,
            roll_key=f"accreditation:{row.pk}",
            user=row.user,
        )
        for row in rows.annotate(sex=F("request__sex"))
    ]
    source = f"Padrón de agentes con voto al {timezone.localdate(at):%d/%m/%Y}"
    return load_entitled(meeting=meeting, people=people, source=source, actor=actor, at=at)


def credit_workshop(*, meeting: Meeting, attendee: Attendee, at: datetime) -> bool:
    """Coming to a workshop counts for who is accredited in its space (Huancavelica asks for two before the vote)."""
    if meeting.space_id is None or meeting.kind not in WORKSHOPS:
        return False
    accreditation = _accreditation_of(meeting, attendee)
    if accreditation is None:
        return False
    credit_attendance(
        accreditation=accreditation,
        kind=CreditKind.WORKSHOP,
        key=f"meeting:{meeting.pk}",
        title=meeting.title,
        held_on=timezone.localdate(meeting.starts_at),
        actor=None,
        at=at,
    )
    return True


def _accreditation_of(meeting: Meeting, attendee: Attendee) -> Accreditation | None:
    """By the row of the roll, by the account, or by the sealed document: whichever the door knew."""
    who = Q(pk__in=[])
    if attendee.roll_key.startswith("accreditation:"):
        who |= Q(pk=int(attendee.roll_key.partition(":")[2]))
    if attendee.user_id:
        who |= Q(user=attendee.user_id)
    if attendee.document_fingerprint:
        who |= Q(request__document_fingerprint=attendee.document_fingerprint)
    found = Accreditation.objects.filter(who, space=meeting.space_id).exclude(status=AccreditationStatus.ENDED)
    return found.order_by("pk").first()
