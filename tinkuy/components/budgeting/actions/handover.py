"""What is handed over: the export's columns, the process document in versions, and the register of its sending."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.audit.actions import record
from tinkuy.foundation.documents.actions import render_report
from tinkuy.foundation.documents.docx import render_docx
from tinkuy.foundation.files.actions import store_bytes
from tinkuy.foundation.files.enums import DOCX, PDF
from tinkuy.foundation.organizations.models import PublicBody
from tinkuy.foundation.shared.canonical import sha256
from tinkuy.foundation.shared.refusals import Refused

from ..enums import MakingState
from ..models import BudgetProcess, ExportColumn, ProcessDocument, Sending
from ..queries.handover import latest_document
from ..queries.process_document import missing_of, process_blocks
from ..refusals import HandoverRefusal
from ..rules.columns import Column, why_not_arrange
from .acts import record_act
from .papers import publish_paper


@transaction.atomic
def arrange_columns(*, body: PublicBody, sheet: str, columns: Sequence[Column], actor: User, at: datetime) -> None:
    """Order, headers, formats and what is hidden, for one sheet of an entity's exports."""
    PublicBody.objects.select_for_update().get(pk=body.pk)
    found = why_not_arrange(sheet, columns)
    if found:
        refusal, name = found
        raise Refused(refusal, header=name, source=name)
    ExportColumn.objects.filter(body=body, sheet=sheet).delete()
    ExportColumn.objects.bulk_create(
        ExportColumn(
            body=body,
            sheet=sheet,
            position=position,
            source=column.source,
            header=column.header.strip()[:80],
            format=column.format,
            is_shown=column.is_shown,
        )
        for position, column in enumerate(columns, start=1)
    )
    record(
        chain=f"entity:{body.slug}",
        kind="budgeting.arranged_export",
        at=at,
        actor_role="planning",
        actor_number=actor.pk,
        subject_kind="public_body",
        subject_number=body.pk,
        subject_label=body.name,
        payload={"sheet": sheet, "columns": [column.header for column in columns if column.is_shown]},
    )


@transaction.atomic
def log_export(
    *, process: BudgetProcess, phase: str, ending: str, content: bytes, has_documents: bool, actor: User, at: datetime
) -> None:
    """A staff download carries document numbers: it leaves an act with the hash of what went out, never its content."""
    payload = {"phase": phase, "format": ending, "sha256": sha256(content), "has_documents": has_documents}
    record_act(process, "exported_for_ministry", actor=actor, at=at, payload=payload)


@transaction.atomic
def request_document(*, process: BudgetProcess, actor: User, at: datetime) -> ProcessDocument:
    """A version to be composed by a job; one at a time."""
    locked = BudgetProcess.objects.select_for_update().get(pk=process.pk)
    if locked.process_documents.filter(state=MakingState.WAITING).exists():
        raise Refused(HandoverRefusal.BEING_MADE)
    last = locked.process_documents.order_by("-version").first()
    return ProcessDocument.objects.create(
        process=locked, version=last.version + 1 if last else 1, requested_by=actor, requested_at=at
    )


def make_document(*, document: ProcessDocument, at: datetime) -> None:
    """Composes both files of a version that waits. Run again, it finds it done and does nothing."""
    try:
        _make(document, at)
    except Exception:
        ProcessDocument.objects.filter(pk=document.pk, state=MakingState.WAITING).update(
            state=MakingState.FAILED, finished_at=at
        )
        raise


@transaction.atomic
def _make(document: ProcessDocument, at: datetime) -> None:
    held = ProcessDocument.objects.select_for_update().select_related("requested_by").get(pk=document.pk)
    if held.state != MakingState.WAITING:
        return
    process = BudgetProcess.objects.select_related("space__body", "space__dossier", "rule_set").get(pk=held.process_id)
    space, on, actor = process.space, timezone.localdate(held.requested_at), held.requested_by
    blocks = process_blocks(process)
    title = _("Documento del Proceso · %(process)s") % {"process": space.title}
    pdf = render_report(
        blocks,
        title=title,
        issuer=space.body.name,
        process=space.title,
        on=on,
        code=space.dossier.code,
        is_demo=space.is_demo,
        is_wide=True,
    )
    docx = render_docx(blocks, title=title, issuer=space.body.name, subject=space.title, on=on)
    name = f"documento-del-proceso-{space.slug}-v{held.version}"
    held.pdf = store_bytes(content=pdf, name=f"{name}.pdf", content_type=PDF, uploader=actor, at=at)
    held.docx = store_bytes(content=docx, name=f"{name}.docx", content_type=DOCX, uploader=actor, at=at)
    held.missing, held.state, held.finished_at = missing_of(blocks), MakingState.READY, at
    held.save(update_fields=["pdf", "docx", "missing", "state", "finished_at"])
    number = _("versión %(version)s") % {"version": held.version}
    publish_paper(
        process, kind="documento_proceso", title=title, number=number, on=on, file=held.pdf, actor=actor, at=at
    )
    payload = {
        "version": held.version,
        "pdf_sha256": held.pdf.sha256,
        "docx_sha256": held.docx.sha256,
        "missing": len(held.missing),
    }
    record_act(process, "made_process_document", actor=actor, at=at, payload=payload)


@transaction.atomic
def register_sending(
    *, process: BudgetProcess, addressee: str, sent_on: date, charge_number: str, actor: User, at: datetime
) -> Sending:
    """«Enviado a Contraloría, Comisión de Presupuesto, DGPP»: date and charge (Reglamento art. 10)."""
    locked = BudgetProcess.objects.select_for_update().get(pk=process.pk)
    version = latest_document(locked)
    if version is None:
        raise Refused(HandoverRefusal.NOT_READY)
    if sent_on > timezone.localdate(at):
        raise Refused(HandoverRefusal.SENT_IN_THE_FUTURE)
    try:
        with transaction.atomic():
            row = Sending.objects.create(
                process=locked,
                addressee=addressee,
                sent_on=sent_on,
                charge_number=charge_number.strip(),
                version=version,
                registered_at=at,
            )
    except IntegrityError as error:
        raise Refused(HandoverRefusal.ALREADY_SENT, charge=charge_number) from error
    payload = {"addressee": addressee, "sent_on": sent_on, "charge": row.charge_number, "version": version.version}
    record_act(process, "sent_process_document", actor=actor, at=at, payload=payload)
    return row
