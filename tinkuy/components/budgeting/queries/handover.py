"""What the ministry's export holds, sheet by sheet; document numbers only here, for staff, never in a public page."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from tinkuy.commons.accreditation.models import Accreditation
from tinkuy.foundation.accounts.queries import open_number
from tinkuy.foundation.organizations.enums import OrganizationKind
from tinkuy.foundation.organizations.models import PublicBody
from tinkuy.foundation.territory.queries import names_by_code

from ..models import AgreementRecord, BudgetProcess, ExportColumn, ProcessDocument
from ..rules.columns import Column, columns_of
from .coordination import cofinancing_of
from .formalization import incorporations_of
from .ideas import ideas_of
from .results import result_of, rows_of

Row = dict[str, Any]
# Documents of the file that tell of a workshop, while no meeting is on record.
WORKSHOP_KINDS = ("acta_matriz", "acta_evaluacion", "acta_taller", "acta_acuerdos", "acta_coordinacion")
ACT_KINDS = ("acta_acuerdos", "acta_coordinacion", "acuerdo_pia", "acuerdo_consejo", "informe_rendicion")


def columns_for(body: PublicBody, sheet: str) -> tuple[Column, ...]:
    """The columns of a sheet as this entity arranged them, hidden ones too."""
    own = [
        Column(row.source, row.header, row.format, row.is_shown)
        for row in ExportColumn.objects.filter(body=body, sheet=sheet)
    ]
    return columns_of(sheet, own)


def sheet_rows(process: BudgetProcess, sheet: str, *, at: date, shows_documents: bool = False) -> list[Row]:
    """`shows_documents`: the numbers of documents in clear; only for a staff download, which leaves an act."""
    if sheet == "agents":
        return _agents(process, at, shows_documents)
    return _SHEETS[sheet](process)


def _agents(process: BudgetProcess, at: date, shows_documents: bool) -> list[Row]:
    rows = Accreditation.objects.filter(space=process.space).select_related("request").order_by("number")
    provinces = names_by_code(set(rows.values_list("province_code", flat=True)))
    return [_agent(row, provinces, at, shows_documents) for row in rows]


def _agent(row: Accreditation, provinces: dict[str, str], at: date, shows_documents: bool) -> Row:
    asked = row.request
    number = open_number(kind=asked.document_kind, cipher=asked.document_cipher) if shows_documents else None
    kinds = dict(OrganizationKind.choices)
    return {
        "document_kind": asked.document_kind,
        "document": number if number else asked.masked_document,
        "paternal_surname": asked.paternal_surname,
        "maternal_surname": asked.maternal_surname,
        "given_names": asked.given_names,
        "sex": asked.get_sex_display(),
        "age": _age(asked.birth_date, at),
        "education": asked.get_education_display(),
        "organization": row.organization_name,
        "organization_kind": str(kinds.get(asked.organization_kind, asked.organization_kind)),
        "members": asked.organization_members,
        "post": asked.post,
        "agent_class": row.get_agent_class_display(),
        "seat": row.get_seat_display(),
        "province": provinces.get(row.province_code, ""),
        "vote": _("Voz y voto") if row.may_vote else _("Solo voz"),
    }


def _age(born: date | None, at: date) -> int | None:
    return None if born is None else at.year - born.year - ((at.month, at.day) < (born.month, born.day))


def _workshops(process: BudgetProcess) -> list[Row]:
    """From the acts in the file: who came by sex is not in them, so those cells stay empty."""
    documents = process.space.documents.filter(kind__in=WORKSHOP_KINDS, replaced_by=None)
    act = AgreementRecord.objects.filter(prioritization=result_of(process)).first()
    return [
        {
            "kind": kind_name(process, row.kind),
            "title": row.title,
            "date": row.issued_on,
            "place": act.place if act and row.kind == "acta_acuerdos" else "",
            "total": act.attendance if act and row.kind == "acta_acuerdos" else None,
            "document": row.number,
        }
        for row in documents
    ]


def kind_name(process: BudgetProcess, kind: str) -> str:
    names = {"acta_taller": _("Acta de taller"), "acta_coordinacion": _("Acta de coordinación")}
    known = {"acta_matriz": _("Matriz de priorización"), "acta_evaluacion": _("Evaluación técnica")}
    return str({**names, **known, "acta_acuerdos": _("Acuerdos y compromisos")}.get(kind, kind))


def _act(process: BudgetProcess) -> AgreementRecord | None:
    return AgreementRecord.objects.filter(prioritization=result_of(process)).select_related("document").first()


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _results(process: BudgetProcess) -> list[Row]:
    act = _act(process)
    return [
        {"order": place, "result": line} for place, line in enumerate(_lines(act.priority_results if act else ""), 1)
    ]


def _committee(process: BudgetProcess) -> list[Row]:
    act = _act(process)
    return [
        {"order": place, "name": line} for place, line in enumerate(_lines(act.oversight_members if act else ""), 1)
    ]


def _projects(process: BudgetProcess) -> list[Row]:
    result = result_of(process)
    budget = {row.project_id: row for row in incorporations_of(process)}
    shared = {row.project_id: row.lacking for row in cofinancing_of(process)}
    rows = rows_of(result) if result else []
    names = names_by_code({row.project.ubigeo for row in rows})
    found = []
    for row in rows:
        line = budget.get(row.project_id)
        found.append(
            {
                "order": row.fill_position,
                "cui": row.project.cui,
                "name": row.project.title,
                "function": row.project.function,
                "place": names.get(row.project.ubigeo, row.project.list.title),
                "total_cost": row.project.total_cost,
                "amount": row.amount,
                "technical_score": row.technical_part,
                "vote_score": row.vote_part,
                "score": row.total,
                "outcome": row.get_outcome_display(),
                "cofinancing": shared.get(row.project_id),
                "programmed": line.programmed if line else None,
                "budget_state": line.get_state_display() if line else "",
                "unit": line.responsible_unit if line else "",
            }
        )
    return found


def _ideas(process: BudgetProcess) -> list[Row]:
    return [
        {
            "code": row.dossier.code,
            "name": row.name,
            "province": row.province_name,
            "district": row.district_name,
            "theme": row.get_theme_display(),
            "amount": row.amount,
            "state": row.get_state_display(),
            "supports": row.support_count,
            "proposed_on": timezone.localdate(row.proposed_at),
        }
        for row in ideas_of(process).order_by("proposed_at", "id")
    ]


def _acts(process: BudgetProcess) -> list[Row]:
    act = _act(process)
    rows = process.space.documents.filter(kind__in=ACT_KINDS, replaced_by=None).select_related("file")
    return [
        {
            "title": row.title,
            "number": row.number,
            "date": row.issued_on,
            "place": act.place if act and row.kind == "acta_acuerdos" else "",
            "attendance": act.attendance if act and row.kind == "acta_acuerdos" else None,
            "file": row.file.original_name if row.file else "",
            "sha256": row.file.sha256 if row.file else "",
        }
        for row in rows
    ]


_SHEETS: dict[str, Callable[[BudgetProcess], list[Row]]] = {
    "workshops": _workshops,
    "results": _results,
    "projects": _projects,
    "ideas": _ideas,
    "committee": _committee,
    "act": _acts,
}


def latest_document(process: BudgetProcess, *, state: str = "ready") -> ProcessDocument | None:
    return process.process_documents.filter(state=state).select_related("pdf", "docx").order_by("-version").first()
