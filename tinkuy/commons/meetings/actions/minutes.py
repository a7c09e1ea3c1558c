"""Minutes born from the agenda: each item gets its result, its agreements; then one press closes them as a PDF whose
hash stands in the log. A correction is another version with its reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.documents.actions import render_pdf
from tinkuy.foundation.files.actions import Upload, store_bytes, store_upload
from tinkuy.foundation.files.enums import EVIDENCE, PDF
from tinkuy.foundation.shared.refusals import Refused

from .. import queries
from ..enums import TAKES_MINUTES, HandsState, MeetingState
from ..models import Agreement, Meeting, MinutesSigner, MinutesVersion
from ..refusals import MeetingRefusal
from .session import give_certificates
from .steps import lock_meeting, move, need_state, reason_or_refuse, tell_log

SIGNED_SIZE = 15 * 1024 * 1024


@dataclass(frozen=True)
class AgreementLine:
    """`item`: the key of its agenda item, or None."""

    text: str
    owner: str = ""
    due_on: date | None = None
    item: int | None = None


@dataclass(frozen=True)
class MinutesDraft:
    """`results`: key of an agenda item -> what came of it. `signers`: (name, post)."""

    results: Mapping[int, str] = field(default_factory=dict)
    agreements: Sequence[AgreementLine] = ()
    signers: Sequence[tuple[str, str]] = ()
    notes: str = ""


@transaction.atomic
def save_minutes(*, meeting: Meeting, draft: MinutesDraft, actor: User | None, at: datetime) -> Meeting:
    """Keeps what was written, finished or not. Agreements are numbered in the order of the page."""
    row = lock_meeting(meeting)
    if row.state in (MeetingState.APPROVED, MeetingState.PUBLISHED):
        raise Refused(MeetingRefusal.MINUTES_CLOSED)
    need_state(row, TAKES_MINUTES)
    _write(row, draft, at)
    if row.state in (MeetingState.CLOSED, MeetingState.DRAFT):
        move(row, MeetingState.DRAFT, at=at)
    tell_log(row, "saved_minutes", actor=actor, at=at, agreements=row.agreements.count())
    return row


@transaction.atomic
def approve_minutes(*, meeting: Meeting, actor: User | None, at: datetime) -> MinutesVersion:
    """Closes the minutes: everything complete → PDF → hash in the log. Two people at once: one closes, one is told."""
    row = lock_meeting(meeting)
    if row.state in (MeetingState.APPROVED, MeetingState.PUBLISHED):
        raise Refused(MeetingRefusal.MINUTES_CLOSED)
    need_state(row, {MeetingState.CLOSED, MeetingState.DRAFT})
    _refuse_incomplete(row)
    give_certificates(row)
    version = _issue(row, reason="", actor=actor, at=at)
    move(row, MeetingState.APPROVED, at=at)
    tell_log(row, "approved_minutes", actor=actor, at=at, version=version.number, sha256=version.sha256)
    return version


@transaction.atomic
def publish_minutes(*, meeting: Meeting, actor: User | None, at: datetime) -> MinutesVersion:
    """From now on anybody reads them."""
    row = lock_meeting(meeting)
    move(row, MeetingState.PUBLISHED, at=at)
    version = row.minutes_versions.order_by("-number")[0]
    version.published_at = at
    version.save(update_fields=["published_at"])
    tell_log(row, "published_minutes", actor=actor, at=at, version=version.number, sha256=version.sha256)
    return version


@transaction.atomic
def correct_minutes(
    *, meeting: Meeting, draft: MinutesDraft, reason: str, actor: User | None, at: datetime
) -> MinutesVersion:
    """A new version with its reason; those before stay where they were published."""
    row = lock_meeting(meeting)
    need_state(row, {MeetingState.APPROVED, MeetingState.PUBLISHED})
    why = reason_or_refuse(reason)
    _write(row, draft, at)
    _refuse_incomplete(row)
    version = _issue(row, reason=why, actor=actor, at=at)
    move(row, MeetingState.APPROVED, at=at)
    tell_log(row, "corrected_minutes", actor=actor, at=at, version=version.number, sha256=version.sha256, reason=why)
    return version


@transaction.atomic
def attach_signed_minutes(*, meeting: Meeting, upload: Upload, actor: User | None, at: datetime) -> MinutesVersion:
    """The scan of the copy signed on paper, beside the version it signs."""
    row = lock_meeting(meeting)
    need_state(row, {MeetingState.APPROVED, MeetingState.PUBLISHED})
    version = row.minutes_versions.order_by("-number")[0]
    allowed = frozenset(EVIDENCE | {PDF})
    version.signed_file = store_upload(upload=upload, allowed=allowed, max_size=SIGNED_SIZE, uploader=actor, at=at)
    version.save(update_fields=["signed_file"])
    sha256 = version.signed_file.sha256
    tell_log(row, "attached_signed_minutes", actor=actor, at=at, version=version.number, sha256=sha256)
    return version


def minutes_pdf(content: dict[str, Any], *, on: date, is_demo: bool) -> bytes:
    """The PDF of frozen content: the same content, the same bytes."""
    address = f"{settings.BASE_URL}{reverse('meetings:meeting', args=[content['code']])}"
    return render_pdf(
        "meetings/minutes.typ",
        {**content, "demo": is_demo, "address": address},
        title=_("Acta: %(title)s") % {"title": content["title"]},
        on=on,
        code=content["code"],
        qr={"verify": address},
    )


def _write(meeting: Meeting, draft: MinutesDraft, at: datetime) -> None:
    items = {item.pk: item for item in meeting.agenda.all()}
    for key, text in draft.results.items():
        if key in items:
            items[key].result = text.strip()
            items[key].save(update_fields=["result"])
    _write_agreements(meeting, [line for line in draft.agreements if line.text.strip()], set(items), at)
    meeting.signers.all().delete()
    for position, (name, post) in enumerate(draft.signers, start=1):
        MinutesSigner.objects.create(meeting=meeting, position=position, name=name[:160], post=post[:160])
    meeting.minutes_notes = draft.notes.strip()
    meeting.save(update_fields=["minutes_notes"])


def _write_agreements(meeting: Meeting, lines: Sequence[AgreementLine], items: set[int], at: datetime) -> None:
    """By number: what was already there keeps its follow-up; what goes beyond is removed unless it was reported on."""
    for number, line in enumerate(lines, start=1):
        Agreement.objects.update_or_create(
            meeting=meeting,
            number=number,
            defaults={
                "text": line.text.strip(),
                "owner": line.owner.strip()[:200],
                "due_on": line.due_on,
                "item_id": line.item if line.item in items else None,
                "changed_at": at,
            },
        )
    meeting.agreements.filter(number__gt=len(lines), reports__isnull=True).delete()


def _refuse_incomplete(meeting: Meeting) -> None:
    """In the order in which the page asks for them."""
    for item in meeting.agenda.all():
        if not item.result.strip():
            raise Refused(MeetingRefusal.RESULTS_MISSING, item=item.title)
    for agreement in meeting.agreements.all():
        if not agreement.owner or agreement.due_on is None:
            raise Refused(MeetingRefusal.OWNER_MISSING, number=agreement.number)
    for vote in meeting.hand_votes.exclude(state=HandsState.DECIDED):
        raise Refused(MeetingRefusal.HANDS_UNDECIDED, motion=vote.motion)
    if not meeting.signers.exists():
        raise Refused(MeetingRefusal.SIGNERS_MISSING)


def _issue(meeting: Meeting, *, reason: str, actor: User | None, at: datetime) -> MinutesVersion:
    content = queries.minutes_content(meeting)
    number = (meeting.minutes_versions.aggregate(last=Max("number"))["last"] or 0) + 1
    content |= {"version": number, "correction": reason}
    pdf = minutes_pdf(content, on=timezone.localdate(at), is_demo=meeting.public_body.is_demo)
    name = f"acta-{meeting.code}-v{number}.pdf"
    stored = store_bytes(content=pdf, name=name, content_type=PDF, uploader=actor, at=at)
    try:
        with transaction.atomic():
            return MinutesVersion.objects.create(
                meeting=meeting, number=number, content=content, file=stored, sha256=stored.sha256, reason=reason,
                approved_at=at, approved_by=actor,
            )  # fmt: skip
    except IntegrityError as error:
        raise Refused(MeetingRefusal.MINUTES_CLOSED) from error
