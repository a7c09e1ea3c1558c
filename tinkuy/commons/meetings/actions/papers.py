"""Documents of a meeting: the plain summary of a hearing, the call, presentations."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.files.actions import Upload, store_upload
from tinkuy.foundation.files.enums import DOCUMENTS, PDF, PPTX
from tinkuy.foundation.workdays.queries import non_working_days

from ..enums import DocumentKind
from ..models import Meeting, MeetingDocument
from ..rules import working_days_between
from .steps import lock_meeting, tell_log

ACCEPTED = DOCUMENTS | {PDF, PPTX}
MAX_SIZE = 15 * 1024 * 1024


@transaction.atomic
def publish_document(
    *, meeting: Meeting, kind: str, title: str, upload: Upload, actor: User | None, at: datetime
) -> MeetingDocument:
    """Public from now on. A summary keeps how many whole working days before the hearing it came: late is shown."""
    row = lock_meeting(meeting)
    stored = store_upload(upload=upload, allowed=frozenset(ACCEPTED), max_size=MAX_SIZE, uploader=actor, at=at)
    before = _working_days_before(row, at) if kind == DocumentKind.SUMMARY else None
    document = MeetingDocument.objects.create(
        meeting=row, kind=kind, title=title.strip()[:200], file=stored, published_at=at, working_days_before=before
    )
    tell_log(
        row, "published_document", actor=actor, at=at, kind=kind, title=document.title, sha256=stored.sha256,
        working_days_before=before,
    )  # fmt: skip
    return document


def _working_days_before(meeting: Meeting, at: datetime) -> int:
    holidays = non_working_days(ubigeo=meeting.ubigeo or meeting.public_body.ubigeo)
    return working_days_between(timezone.localdate(at), timezone.localdate(meeting.starts_at), holidays)
