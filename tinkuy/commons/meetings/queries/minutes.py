"""The minutes as data: what is previewed, what is frozen, what the PDF prints. Names of who spoke, never documents."""

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from ..enums import HandsState
from ..models import AgendaItem, Agreement, Attendee, HandVote, Meeting, MinutesVersion
from ..rules import Group, merge_small
from .door import attendance_by
from .hearings import pledges_before


def minutes_content(meeting: Meeting) -> dict[str, Any]:
    """Everything the minutes say, in order. The same tables give the same content."""
    sexes, places = attendance_by(meeting)
    small = _("Grupos de menos de diez, juntos")
    items = list(meeting.agenda.all())
    agreements = list(meeting.agreements.all())
    votes = list(meeting.hand_votes.prefetch_related("counts", "nominal__attendee"))
    return {
        "title": meeting.title,
        "kind": meeting.get_kind_display(),
        "issuer": meeting.public_body.name,
        "process": meeting.space.title if meeting.space else "",
        "code": meeting.code,
        "place": meeting.place or meeting.link,
        "modality": meeting.get_modality_display(),
        "planned": _moment(meeting.starts_at),
        "started": _moment(meeting.started_at or meeting.opened_at or meeting.starts_at),
        "closed": _moment(meeting.closed_at),
        "called": _moment(meeting.called_at),
        "attendance": meeting.attended_count,
        "by_sex": _pairs(merge_small(sexes, label=small)),
        "by_place": _pairs(merge_small(places, label=small)),
        "quorum": meeting.quorum_working,
        "entitled_source": meeting.entitled_source,
        "items": [_item(item, agreements, votes) for item in items],
        "loose_agreements": [_agreement(row) for row in agreements if row.item_id is None],
        "loose_votes": [_vote(row) for row in votes if row.item_id is None],
        "pledges": _pledges(meeting),
        "questions": _questions(meeting),
        "notes": meeting.minutes_notes,
        "signers": [[row.name, row.post] for row in meeting.signers.all()],
    }


def latest_minutes(meeting: Meeting) -> MinutesVersion | None:
    return meeting.minutes_versions.select_related("file", "signed_file").order_by("-number").first()


def published_minutes(meeting: Meeting) -> list[MinutesVersion]:
    """Every version that was published, the newest first: nothing published is hidden."""
    rows = meeting.minutes_versions.filter(published_at__isnull=False).select_related("file", "signed_file")
    return list(rows.order_by("-number"))


def certificate(code: str) -> Attendee | None:
    """Who a certificate of attendance is about."""
    clean = code.upper()[:12]
    rows = Attendee.objects.select_related("meeting__public_body", "meeting__space", "meeting__dossier", "attendance")
    return rows.filter(certificate_code=clean, attendance__isnull=False).first() if clean else None


def _item(item: AgendaItem, agreements: list[Agreement], votes: list[HandVote]) -> dict[str, Any]:
    return {
        "position": item.position,
        "title": item.title,
        "source": item.get_source_display(),
        "result": item.result,
        "agreements": [_agreement(row) for row in agreements if row.item_id == item.pk],
        "votes": [_vote(row) for row in votes if row.item_id == item.pk],
    }


def _agreement(row: Agreement) -> dict[str, Any]:
    due = date_format(row.due_on, "DATE_FORMAT") if row.due_on else ""
    return {"number": row.number, "text": row.text, "owner": row.owner, "due": due}


def _vote(row: HandVote) -> dict[str, Any]:
    return {
        "motion": row.motion,
        "is_decided": row.state == HandsState.DECIDED,
        "favor": row.favor or 0,
        "against": row.against or 0,
        "abstain": row.abstain or 0,
        "counts": [[count.teller, count.favor, count.against, count.abstain] for count in row.counts.all()],
        "nominal": [[hand.attendee.name, str(hand.get_choice_display())] for hand in row.nominal.all()],
    }


def _pledges(meeting: Meeting) -> list[list[str]]:
    if not meeting.is_hearing:
        return []
    return [
        [
            f"{pledge.agreement.meeting.code}-{pledge.agreement.number}",
            pledge.agreement.text,
            pledge.report.get_state_display() if pledge.report else _("La audiencia no informó"),
            pledge.report.text if pledge.report else "",
        ]
        for pledge in pledges_before(meeting)
    ]


def _questions(meeting: Meeting) -> list[list[str]]:
    owed = _("Se responde por escrito hasta el %(day)s")
    rows = meeting.questions.all()
    days = {row.pk: date_format(row.due_on, "DATE_FORMAT") for row in rows if row.due_on}
    return [[str(row.number), row.asked_by, row.text, row.answer or owed % {"day": days[row.pk]}] for row in rows]


def _pairs(groups: list[Group]) -> list[list[Any]]:
    return [[group.label, group.count] for group in groups]


def _moment(value: Any) -> str:
    return date_format(localtime(value), "DATETIME_FORMAT") if value else ""


def held_on(meeting: Meeting) -> str:
    """The day it took place, in words."""
    return date_format(timezone.localdate(meeting.started_at or meeting.starts_at), "DATE_FORMAT")
