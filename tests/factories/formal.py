"""After the result: a province's list, co-financing, the opening budget, a replacement. On the published region."""

from datetime import date, timedelta
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories import budgeting, cast
from tinkuy.components.budgeting.actions.coordination import Act, receive_from_file
from tinkuy.components.budgeting.actions.formalization import BudgetLine, incorporate, issue_formalization
from tinkuy.components.budgeting.models import (
    BudgetProcess,
    BudgetProject,
    FormalizationRecord,
    Incorporation,
    Prioritization,
    ReceivedResult,
)
from tinkuy.components.budgeting.queries.formalization import standing_of
from tinkuy.components.budgeting.readers.received import PriorityRow
from tinkuy.foundation.files.actions import store_bytes
from tinkuy.foundation.files.models import StoredFile

AT = budgeting.AFTER + timedelta(days=10)
ON = date(2026, 6, 20)
PDF = b"%PDF-1.4\n%signed act\n%%EOF\n"
ACT = Act("Acta 004-2026-MPC", ON)


def project(cui: str) -> BudgetProject:
    return BudgetProject.objects.select_related("process__space", "dossier", "list").get(
        process__space__slug="pp-2027", cui=cui
    )


def process() -> BudgetProcess:
    return BudgetProcess.objects.select_related("space__body").get(space__slug="pp-2027")


def published() -> Prioritization:
    return budgeting.published_process()


def paper(content: bytes = PDF) -> StoredFile:
    return store_bytes(content=content, name="acto.pdf", content_type="application/pdf", uploader=cast.elena(), at=AT)


def upload(name: str = "acto.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def priority(
    cui: str = "2500001", title: str = "Camino vecinal a la laguna", ubigeo: str = "060401", amount: str = "300000.00"
) -> PriorityRow:
    return PriorityRow(cui, title, ubigeo, "Transporte", Decimal(amount))


def receive(
    *rows: PriorityRow, ubigeo: str = "0604", name: str = "Municipalidad Provincial de Chota"
) -> ReceivedResult:
    return receive_from_file(
        process=process(),
        entity_name=name,
        ubigeo=ubigeo,
        rows=rows or (priority(),),
        file=paper(),
        act=ACT,
        actor=cast.elena(),
        at=AT,
    )


def line(amount: Decimal, **changes: object) -> BudgetLine:
    fields = {"state": "in_pia", "responsible_unit": "Gerencia de Infraestructura", "years": [(2027, amount)]}
    return BudgetLine(**{**fields, **changes})  # type: ignore[arg-type]


def incorporated(cui: str, **changes: object) -> Incorporation:
    found = project(cui)
    [agreed] = [row.amount for row in standing_of(found.process) if row.project.cui == cui]
    return incorporate(project=found, line=line(agreed, **changes), actor=cast.elena(), at=AT)


def formalized(budget: str = "900000000.00") -> FormalizationRecord:
    """Every agreement in force in the opening budget as it was agreed."""
    for row in standing_of(process()):
        incorporated(row.project.cui)
    return issue_formalization(
        process=process(),
        norm="Acuerdo Regional 120-2026-GR.CAJ-CR",
        approved_on=date(2026, 12, 20),
        organ="Consejo Regional",
        institutional_budget=Decimal(budget),
        act=paper(),
        actor=cast.elena(),
        at=AT,
    )
