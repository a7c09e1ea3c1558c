"""What leaves a space as a file: its calendar, its legal file as a table or whole, presets and how two differ."""

import csv
import io
import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import IO

from django.utils.translation import gettext as _

from tinkuy.foundation.documents.calendars import CalendarEvent, render_calendar
from tinkuy.foundation.shared.canonical import instant
from tinkuy.foundation.shared.text import neutral_cell

from .enums import SpaceStatus
from .models import Space, SpaceDocument
from .queries import Difference, LegalFile, RuleGroup, StepLine

_FILE_HEADERS = (
    "fase", "paso", "responsable", "norma", "inicio", "fin", "inicio_original", "fin_original", "cambios", "estado",
    "documentos", "huellas_sha256", "falta",
)  # fmt: skip


def calendar_of(space: Space, *, page: str) -> bytes:
    """The stages as iCalendar. A stage that moved is the same event with a higher sequence: telephones move it."""
    is_off = space.status in (SpaceStatus.SUSPENDED, SpaceStatus.ANNULLED)
    events = []
    for stage in space.stages.prefetch_related("moves"):
        moves = list(stage.moves.all())
        events.append(
            CalendarEvent(
                uid=f"{space.slug}-{stage.kind}@tinkuy",
                title=f"{stage.title} · {space.title}",
                starts_at=stage.opens_at,
                ends_at=stage.closes_at,
                changed_at=moves[-1].moved_at if moves else space.created_at,
                url=page,
                sequence=len(moves) + is_off,
                is_cancelled=is_off,
            )
        )
    return render_calendar(events, name=space.title)


def file_table(file: LegalFile) -> str:
    """One row per step, in the order of the law."""
    rows = []
    for phase in file.phases:
        for step in phase.steps:
            row = _row(step)
            rows.append([str(phase.phase.title), *(row[name] for name in _FILE_HEADERS[1:])])
    return _csv(_FILE_HEADERS, rows)


def file_data(space: Space, file: LegalFile) -> dict[str, object]:
    """The legal file as data: phases with steps, moves with their reasons, documents with their hashes."""
    return {
        "title": space.title,
        "body": space.body.name,
        "status": space.status,
        "legal_basis": space.legal_basis,
        "owed_since": _instant(file.owed_since),
        "status_changes": [
            {"status": row.status, "norm": row.norm, "reason": row.reason, "at": instant(row.changed_at)}
            for row in file.changes
        ],
        "phases": [
            {
                "phase": str(phase.phase.title),
                "norm": str(phase.phase.norm),
                "steps": [_step(row) for row in phase.steps],
            }
            for phase in file.phases
        ],
        "other_documents": [_document(chain.current) for chain in file.other_documents],
    }


def whole_file(space: Space, file: LegalFile) -> IO[bytes]:
    """Index and every published document, replaced ones too; on disk, because files may be large."""
    target = tempfile.TemporaryFile()  # noqa: SIM115 - handed to the response, which closes it
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("indice.csv", file_table(file))
        archive.writestr("indice.json", json.dumps(file_data(space, file), ensure_ascii=False, indent=2))
        for document in space.documents.exclude(file=None).select_related("file"):
            if document.file:
                with document.file.content.open("rb") as content, archive.open(_name(document), "w") as entry:
                    shutil.copyfileobj(content, entry)
    target.seek(0)
    return target


def differences_table(rows: Iterable[Difference], left: str, right: str) -> str:
    table = []
    for row in rows:
        cells: list[str] = [str(row.label)]
        for side in (row.left, row.right):
            cells += (
                [side.shown, str(side.mark.label), f"{side.source} {side.article}".strip()] if side else ["", "", ""]
            )
        table.append([*cells, _("igual") if row.is_same else _("distinta")])
    headers = ["regla", left, "procedencia", "fuente", right, "procedencia", "fuente", "comparación"]
    return _csv(headers, table)


def rules_table(groups: Iterable[RuleGroup]) -> str:
    rows = [
        [
            str(group.title), str(line.label), line.shown, str(line.mark.label),
            f"{line.source} {line.article}".strip(), line.original, "sí" if line.is_changed else "no",
        ]
        for group in groups
        for line in group.lines
    ]  # fmt: skip
    return _csv(["grupo", "regla", "valor", "procedencia", "fuente", "valor_de_la_plantilla", "cambiada"], rows)


def _row(step: StepLine) -> dict[str, str]:
    stage, first = step.stage, step.first
    documents = [chain.current for chain in step.documents]
    return {
        "paso": step.title,
        "responsable": str(step.kind.actor),
        "norma": str(step.kind.norm),
        "inicio": _instant(stage.opens_at if stage else None),
        "fin": _instant(stage.closes_at if stage else None),
        "inicio_original": _instant(first[0] if first else None),
        "fin_original": _instant(first[1] if first else None),
        "cambios": " | ".join(move.reason for move in step.moves),
        "estado": step.state,
        "documentos": " | ".join(document.title for document in documents),
        "huellas_sha256": " | ".join(document.file.sha256 for document in documents if document.file),
        "falta": " ".join(step.missing),
    }


def _step(step: StepLine) -> dict[str, object]:
    moves = [
        {
            "before": [instant(move.opened_before), instant(move.closed_before)],
            "after": [instant(move.opens_at), instant(move.closes_at)],
            "reason": move.reason,
            "act": move.act,
            "at": instant(move.moved_at),
        }
        for move in step.moves
    ]
    return {
        "step": step.kind.key,
        "title": step.title,
        "actor": str(step.kind.actor),
        "norm": str(step.kind.norm),
        "opens_at": _instant(step.stage.opens_at if step.stage else None),
        "closes_at": _instant(step.stage.closes_at if step.stage else None),
        "state": step.state,
        "missing": list(step.missing),
        "moves": moves,
        "documents": [_document(row) for chain in step.documents for row in (chain.current, *chain.earlier)],
    }


def _document(row: SpaceDocument) -> dict[str, object]:
    return {
        "kind": row.kind,
        "title": row.title,
        "number": row.number,
        "issued_on": row.issued_on.isoformat() if row.issued_on else "",
        "published_at": instant(row.published_at),
        "sha256": row.file.sha256 if row.file else "",
        "replaces": row.replaces_id,
        "file": _name(row) if row.file else "",
    }


def _name(document: SpaceDocument) -> str:
    """A name without surprises: the kind and the number of the row, never what somebody typed."""
    ending = "pdf" if document.file and document.file.content_type == "application/pdf" else "bin"
    return f"documentos/{document.kind}-{document.pk}.{ending}"


def _instant(at: datetime | None) -> str:
    return instant(at) if at else ""


def _csv(headers: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(headers)
    writer.writerows([neutral_cell(cell) for cell in row] for row in rows)
    return out.getvalue()
