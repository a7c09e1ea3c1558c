"""A roster in a spreadsheet: received, read into a preview, confirmed by a person, registered by a job, undone."""

import hashlib
import tempfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.accounts.queries.sealing import Sealer
from tinkuy.foundation.audit.actions import record
from tinkuy.foundation.files.actions import Upload, store_upload
from tinkuy.foundation.files.enums import SPREADSHEETS, TEXT
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.sheets.readers.kinds import MAX_BYTES, kind_of
from tinkuy.foundation.sheets.readers.process import open_table
from tinkuy.foundation.sheets.rules import UnreadableSheet
from tinkuy.foundation.spaces.models import Space
from tinkuy.foundation.spaces.queries import why_not as why_not_stage

from ..enums import ImportState, RequestState, RowVerdict
from ..models import AccreditationRequest, RosterImport, RosterImportRow
from ..queries import sheets
from ..refusals import AccreditationRefusal
from ..rules.sheet import SheetRow, compare_rows, read_rows
from .steps import lock_space

_HEADINGS = "tinkuy.commons.accreditation.text"


def receive_roster(*, space: Space, upload: Upload, reason: str, actor: User, at: datetime) -> RosterImport:
    """Keeps the file until it is read. `reason`: where the signed forms are, which is what makes it lawful."""
    content = upload.read(MAX_BYTES + 1)
    _refuse_content(content)
    if not reason.strip():
        raise Refused(AccreditationRefusal.REASON_MISSING)
    with transaction.atomic():
        lock_space(space.pk)
        refusal = why_not_stage(space, "register", at)
        if refusal:
            raise Refused(refusal)
        copy = ContentFile(content, name=str(upload.name))
        stored = store_upload(upload=copy, allowed=SPREADSHEETS | {TEXT}, max_size=MAX_BYTES, uploader=actor, at=at)
        load = RosterImport.objects.create(
            space=space,
            number=(RosterImport.objects.filter(space=space).aggregate(last=Max("number"))["last"] or 0) + 1,
            file=stored,
            file_name=stored.original_name,
            sha256=hashlib.sha256(content).hexdigest(),
            loaded_by=actor,
            loaded_at=at,
            entry_reason=reason.strip()[:300],
        )
        record_load(load, "received", actor, at)
    return load


def _refuse_content(content: bytes) -> None:
    with tempfile.NamedTemporaryFile() as copy:
        copy.write(content[: MAX_BYTES + 1])
        copy.flush()
        try:
            kind_of(Path(copy.name))
        except UnreadableSheet as problem:
            raise Refused(AccreditationRefusal.SHEET_UNREADABLE, sentence=str(problem)) from problem


def read_roster(*, load: RosterImport, at: datetime) -> RosterImport:
    """The preview: every line with what is wrong or doubtful. The file goes as soon as it is read."""
    if load.state != ImportState.READING or load.file is None:
        return load
    try:
        with open_table(Path(load.file.content.path), headings=_HEADINGS) as table:
            rows = list(read_rows(table.rows, sheets.context_of(load.space, timezone.localdate(at))))
            remarks = table.remarks
        if not rows:
            raise UnreadableSheet("Debajo de la cabecera no hay ninguna fila con datos.")
    except UnreadableSheet as problem:
        load.state, load.failure = ImportState.FAILED, str(problem)
        load.save(update_fields=["state", "failure"])
        _forget_file(load)
        return load
    compare_rows(rows)
    sheets.compare_with_the_space(rows, load.space)
    with transaction.atomic():
        RosterImportRow.objects.filter(roster_import=load).delete()
        sealer = Sealer()
        kept = [_kept(load, row, sealer) for row in rows]
        RosterImportRow.objects.bulk_create(kept, batch_size=500)
        load.state, load.remarks = ImportState.PREVIEW, remarks
        load.rows_read = len(rows)
        load.rows_bad = sum(row.verdict == RowVerdict.BAD for row in kept)
        load.rows_flagged = sum(row.verdict == RowVerdict.FLAGGED for row in kept)
        load.rows_good = load.rows_read - load.rows_bad - load.rows_flagged
        load.organizations = sheets.organization_count(rows)
        load.save()
        _forget_file(load)
    return load


def _kept(load: RosterImport, row: SheetRow, sealer: Sealer) -> RosterImportRow:
    verdict = RowVerdict.BAD if row.is_bad else RowVerdict.FLAGGED if row.is_doubtful else RowVerdict.GOOD
    kept = RosterImportRow(
        roster_import=load, line=row.line, verdict=verdict, values=row.values, notes=[list(note) for note in row.notes]
    )
    if row.document_number:
        sealed = sealer.seal_number(kind=row.document_kind, number=row.document_number)
        kept.document_kind, kept.document_fingerprint = row.document_kind, sealed.fingerprint
        kept.document_cipher, kept.document_last_four = sealed.cipher, sealed.last_four
    return kept


@transaction.atomic
def accept_rows(*, load: RosterImport, lines: list[int], actor: User, at: datetime) -> int:
    """A person says that those doubtful lines are right as proposed. What is wrong is not accepted."""
    row = _waiting(load)
    flagged = row.rows.filter(line__in=lines, verdict=RowVerdict.FLAGGED, accepted_at__isnull=True)
    return flagged.update(accepted_at=at)


@transaction.atomic
def confirm_roster(*, load: RosterImport, actor: User, at: datetime) -> RosterImport:
    """From now on the job registers what is in order and what was accepted; the rest is left out, by name and line."""
    row = _waiting(load)
    if not sheets.ready_rows(row).exists():
        raise Refused(AccreditationRefusal.LOAD_HAS_NOTHING)
    row.state, row.decided_at = ImportState.STORING, at
    row.save(update_fields=["state", "decided_at"])
    payload = {"rows": sheets.ready_rows(row).count(), "left_out": row.rows.count() - sheets.ready_rows(row).count()}
    record_load(row, "confirmed", actor, at, **payload)
    return row


@transaction.atomic
def discard_roster(*, load: RosterImport, actor: User, at: datetime) -> RosterImport:
    """Nothing of it is registered; its lines are erased."""
    row = _waiting(load)
    row.state, row.decided_at = ImportState.DISCARDED, at
    row.save(update_fields=["state", "decided_at"])
    row.rows.all().delete()
    return row


@transaction.atomic
def undo_roster(*, load: RosterImport, actor: User, at: datetime) -> RosterImport:
    """Takes out everything that the load registered, while the desk decided nothing on any of it."""
    lock_space(load.space_id)
    row = RosterImport.objects.select_for_update().get(pk=load.pk)
    if row.state != ImportState.CONFIRMED:
        raise Refused(AccreditationRefusal.LOAD_NOT_WAITING)
    requests = AccreditationRequest.objects.filter(imported_by=row)
    decided = requests.exclude(state=RequestState.SENT).count()
    if decided:
        raise Refused(AccreditationRefusal.LOAD_ALREADY_DECIDED, count=decided)
    gone = requests.count()
    requests.delete()
    row.state, row.decided_at = ImportState.UNDONE, at
    row.save(update_fields=["state", "decided_at"])
    record_load(row, "undid", actor, at, rows=gone)
    return row


def record_load(load: RosterImport, verb: str, actor: User | None, at: datetime, **payload: Any) -> None:
    record(
        chain=load.space.chain,
        kind=f"accreditation.{verb}_roster",
        at=at,
        actor_role="desk",
        actor_number=actor.pk if actor else None,
        subject_kind="roster_import",
        subject_number=load.pk,
        subject_label=f"N.º {load.number}",
        payload={"sha256": load.sha256, **payload},
    )


def day_of(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _waiting(load: RosterImport) -> RosterImport:
    row = RosterImport.objects.select_for_update(of=("self",)).select_related("space").get(pk=load.pk)
    if row.state != ImportState.PREVIEW:
        raise Refused(AccreditationRefusal.LOAD_NOT_WAITING)
    return row


def _forget_file(load: RosterImport) -> None:
    """Personal data is not kept twice: the fingerprint of the file is enough to know which one it was."""
    stored, load.file = load.file, None
    load.save(update_fields=["file"])
    if stored:
        stored.content.delete(save=False)
        stored.delete()
