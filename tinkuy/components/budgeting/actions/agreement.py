"""Acta de Acuerdos y Compromisos (law.md 1.13): a tagged PDF of a published result; its hash goes into the log."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.audit.queries import head_of
from tinkuy.foundation.documents.actions import render_pdf
from tinkuy.foundation.files.actions import store_bytes
from tinkuy.foundation.files.enums import PDF
from tinkuy.foundation.shared.money import soles
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.spaces.actions import publish_document
from tinkuy.foundation.territory.queries import full_name

from ..enums import RowOutcome
from ..models import AgreementCommitment, AgreementRecord, Prioritization, PrioritizedRow
from ..queries.results import rows_of
from ..refusals import ResultRefusal
from .acts import record_act
from .followup import follow_agreement


@dataclass(frozen=True)
class CommitmentSpec:
    """Who promises what, by when, and how it will be seen."""

    actor: str
    text: str
    due_on: date | None = None
    evidence: str = ""


@dataclass(frozen=True)
class AgreementFacts:
    """What the meeting itself adds to the result. Names of the committee are public; no document numbers."""

    place: str
    held_on: date
    attendance: int
    quorum_note: str = ""
    priority_results: str = ""
    oversight_members: str = ""
    observations: str = ""


@transaction.atomic
def issue_agreement(
    *,
    result: Prioritization,
    facts: AgreementFacts,
    commitments: Sequence[CommitmentSpec],
    actor: User,
    at: datetime,
) -> AgreementRecord:
    """Composes the act of a published result, stores it as a document of the space and logs its hash."""
    if result.published_at is None:
        raise Refused(ResultRefusal.NOT_PUBLISHED)
    if AgreementRecord.objects.filter(prioritization=result).exists():
        raise Refused(ResultRefusal.ALREADY_ISSUED)
    agreement = AgreementRecord.objects.create(prioritization=result, issued_at=at, **vars(facts))
    AgreementCommitment.objects.bulk_create(
        AgreementCommitment(agreement=agreement, position=position, **vars(spec))
        for position, spec in enumerate(commitments, start=1)
    )
    space = result.process.space
    follow_agreement(agreement)
    title = f"Acta de Acuerdos y Compromisos · {space.title}"
    content = compose(agreement, title)
    name = f"acta-{space.slug}-v{result.version}.pdf"
    stored = store_bytes(content=content, name=name, content_type=PDF, uploader=actor, at=at)
    agreement.document = publish_document(
        space=space,
        kind="acta_acuerdos",
        title=title,
        number=f"versión {result.version}",
        issued_on=facts.held_on,
        file=stored,
        actor=actor,
        at=at,
    )
    agreement.sha256 = stored.sha256
    agreement.save(update_fields=["document", "sha256"])
    payload = {"version": result.version, "sha256": stored.sha256, "inputs_hash": result.inputs_hash}
    record_act(result.process, "issued_agreement", actor=actor, at=at, payload=payload)
    return agreement


def compose(agreement: AgreementRecord, title: str) -> bytes:
    """The PDF. The same data gives the same bytes."""
    result = agreement.prioritization
    space = result.process.space
    return render_pdf(
        "budgeting/agreement.typ",
        agreement_data(agreement),
        title=title,
        on=agreement.held_on,
        code=space.dossier.code,
        qr={"result": f"{settings.BASE_URL}/espacios/{space.slug}/resultado/v{result.version}/"},
    )


def agreement_data(agreement: AgreementRecord) -> dict[str, Any]:
    """Everything the act prints, as text."""
    result, space = agreement.prioritization, agreement.prioritization.process.space
    rows = rows_of(result)
    places = {row.project.ubigeo for row in rows}
    names = {code: full_name(code).split(", ")[0] for code in places}
    head = head_of(space.chain)
    return {
        "issuer": space.body.name,
        "process": space.title,
        "place": agreement.place,
        "demo": space.is_demo,
        "facts": _facts(agreement),
        "results": _lines(agreement.priority_results),
        "prioritized": [_line(row, names) for row in rows if row.outcome == RowOutcome.PRIORITIZED],
        "reserve": [_line(row, names) for row in rows if row.outcome == RowOutcome.RESERVE],
        "remainder": result.remainder_note,
        "ties": [_tie(row) for row in rows if row.tie_criterion],
        "commitments": [
            [row.actor, row.text, row.due_on.strftime("%d/%m/%Y") if row.due_on else "—", row.evidence or "—"]
            for row in agreement.commitments.filter(project=None)
        ],
        "oversight": _lines(agreement.oversight_members),
        "observations": agreement.observations,
        "reason": result.reason,
        "hashes": [
            ["Reglas congeladas (SHA-256)", result.rules_hash],
            ["Datos del cálculo (SHA-256)", result.inputs_hash],
            ["Último acto de la bitácora", f"n.º {head.sequence} · {head.hash}" if head else "—"],
        ],
    }


def _facts(agreement: AgreementRecord) -> list[list[str]]:
    result, process = agreement.prioritization, agreement.prioritization.process
    share = process.institutional_share
    weights = f"{process.technical_weight * 100:.0f} % técnico, {process.vote_weight * 100:.0f} % votación"
    return [
        ["Entidad", process.space.body.name],
        ["Año fiscal", str(process.fiscal_year)],
        ["Base legal", process.space.legal_basis or "—"],
        ["Lugar y fecha", f"{agreement.place}, {agreement.held_on.strftime('%d/%m/%Y')}"],
        ["Asistencia", f"{agreement.attendance} personas acreditadas"],
        ["Quórum", agreement.quorum_note or "—"],
        ["Techo del proceso", soles(result.ceiling)],
        ["Parte del presupuesto institucional", f"{share} %" if share is not None else "no publicada"],
        ["Pesos", f"{weights} (configuración del proceso: no se encontró norma que los fije)"],
        ["Asignado", soles(result.assigned)],
        ["Saldo", soles(result.balance)],
        ["Versión del resultado", str(result.version)],
    ]


def _line(row: PrioritizedRow, names: dict[str, str]) -> list[str]:
    project = row.project
    return [
        str(row.fill_position),
        project.cui,
        project.title,
        project.function or "—",
        names.get(project.ubigeo) or project.list.title,
        soles(project.total_cost),
        soles(row.amount),
        f"{row.technical_part:.2f}",
        f"{row.vote_part:.2f}",
        f"{row.total:.4f}",
    ]


def _tie(row: PrioritizedRow) -> str:
    return f"{row.project.cui} ({row.total}) empató con {row.tied_with}; decidió: {row.get_tie_criterion_display()}."


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
