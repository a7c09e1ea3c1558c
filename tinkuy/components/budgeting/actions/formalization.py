"""Formalisation (law.md 1.3, phase 4): agreed projects into the opening budget, with their schedule of works."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.files.models import StoredFile
from tinkuy.foundation.shared.money import soles
from tinkuy.foundation.shared.refusals import Refused

from ..enums import IncorporationState
from ..models import BudgetProcess, BudgetProject, FormalizationRecord, Incorporation, ProgrammedYear, WorkStep
from ..queries.formalization import budget_rows, standing_of
from ..queries.written import formalization_blocks
from ..refusals import FormalizationRefusal
from ..rules.formalization import why_not_incorporate
from .acts import record_act
from .papers import compose_paper, publish_paper


@dataclass(frozen=True)
class Step:
    title: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class BudgetLine:
    """What the opening budget says of a project. `years`: year and amount; `steps`: its schedule of works."""

    state: str
    responsible_unit: str
    years: Sequence[tuple[int, Decimal]] = ()
    steps: Sequence[Step] = ()
    programme: str = ""
    product: str = ""
    activity: str = ""
    function: str = ""
    reason: str = ""
    norm: str = ""


@transaction.atomic
def incorporate(*, project: BudgetProject, line: BudgetLine, actor: User, at: datetime) -> Incorporation:
    """Writes or rewrites the line of one project, until the agreement of the budget is published."""
    process = _lock(project.process)
    agreed = next((row.amount for row in standing_of(process) if row.project.pk == project.pk), None)
    if agreed is None:
        raise Refused(FormalizationRefusal.NOT_PRIORITIZED, cui=project.cui)
    years = () if line.state == IncorporationState.NOT_INCORPORATED else tuple(line.years)
    programmed = sum((amount for _year, amount in years), Decimal(0))
    _check(line, years, agreed, programmed, process)
    row, _created = Incorporation.objects.update_or_create(
        project=project,
        defaults={
            "process": process,
            "state": line.state,
            "agreed": agreed,
            "programmed": programmed,
            "programme": line.programme,
            "product": line.product,
            "activity": line.activity,
            "function": line.function or project.function,
            "responsible_unit": line.responsible_unit,
            "reason": line.reason.strip(),
            "norm": line.norm.strip(),
            "registered_at": at,
        },
    )
    row.years.all().delete()
    row.steps.all().delete()
    ProgrammedYear.objects.bulk_create(ProgrammedYear(incorporation=row, year=y, amount=a) for y, a in years)
    WorkStep.objects.bulk_create(
        WorkStep(incorporation=row, position=position, **vars(step))
        for position, step in enumerate(line.steps, start=1)
    )
    payload = {
        "cui": project.cui,
        "state": line.state,
        "agreed": agreed,
        "programmed": programmed,
        "years": [[year, amount] for year, amount in years],
        "unit": line.responsible_unit,
        "reason": row.reason,
        "norm": row.norm,
        "steps": len(line.steps),
    }
    record_act(process, "incorporated_project", actor=actor, at=at, payload=payload)
    return row


def _check(
    line: BudgetLine,
    years: Sequence[tuple[int, Decimal]],
    agreed: Decimal,
    programmed: Decimal,
    process: BudgetProcess,
) -> None:
    refusal = why_not_incorporate(
        state=line.state,
        agreed=agreed,
        years=years,
        first_year=process.fiscal_year,
        reason=line.reason,
        norm=line.norm,
    )
    if refusal:
        numbers = [year for year, _amount in years]
        facts = {"agreed": soles(agreed), "programmed": soles(programmed), "first": process.fiscal_year}
        repeated = next((year for year in numbers if numbers.count(year) > 1), min(numbers, default=0))
        raise Refused(refusal, year=repeated, **facts)
    backwards = next((step for step in line.steps if step.ends_on < step.starts_on), None)
    if backwards:
        raise Refused(FormalizationRefusal.STEP_BACKWARDS, step=backwards.title)


@transaction.atomic
def issue_formalization(
    *,
    process: BudgetProcess,
    norm: str,
    approved_on: date,
    organ: str,
    institutional_budget: Decimal,
    act: StoredFile | None,
    actor: User,
    at: datetime,
) -> FormalizationRecord:
    """The council approved the opening budget: every agreement has said whether it is in it; the table is published
    with its differences explained, and what share of the budget it is (Ley 28056 art. 7)."""
    locked = _lock(process)
    rows = budget_rows(locked)
    missing = [row.standing.project.cui for row in rows if row.incorporation is None]
    if missing or not rows:
        raise Refused(FormalizationRefusal.INCOMPLETE, count=len(missing), cuis=", ".join(missing))
    programmed = sum((row.incorporation.programmed for row in rows if row.incorporation), Decimal(0))
    if programmed > institutional_budget:
        facts = {"programmed": soles(programmed), "budget": soles(institutional_budget)}
        raise Refused(FormalizationRefusal.BUDGET_TOO_SMALL, **facts)
    record = FormalizationRecord.objects.create(
        process=locked,
        norm=norm,
        approved_on=approved_on,
        organ=organ,
        institutional_budget=institutional_budget,
        programmed=programmed,
        issued_at=at,
    )
    _publish(locked, record, act, actor, at)
    payload = {"norm": norm, "programmed": programmed, "sha256": record.sha256, "projects": len(rows)}
    record_act(locked, "issued_formalization", actor=actor, at=at, payload=payload)
    return record


def _publish(
    process: BudgetProcess, record: FormalizationRecord, act: StoredFile | None, actor: User, at: datetime
) -> None:
    """The table that the platform writes and, where somebody brought it, the council's own agreement."""
    record.document = compose_paper(
        process,
        kind="acuerdo_pia",
        title=_("Acuerdos del presupuesto participativo en el PIA"),
        number=record.norm,
        on=record.approved_on,
        blocks=formalization_blocks(process, record),
        signers=[_("Planeamiento y presupuesto"), _("Presidencia del proceso")],
        actor=actor,
        at=at,
    )
    record.sha256 = record.document.file.sha256 if record.document.file else ""
    record.save(update_fields=["document", "sha256"])
    if act:
        publish_paper(
            process,
            kind="acuerdo_consejo",
            title=_("Acuerdo que aprueba el presupuesto institucional de apertura"),
            number=record.norm,
            on=record.approved_on,
            file=act,
            actor=actor,
            at=at,
        )


def _lock(process: BudgetProcess) -> BudgetProcess:
    locked = BudgetProcess.objects.select_for_update().select_related("space__body").get(pk=process.pk)
    if FormalizationRecord.objects.filter(process=locked).exists():
        raise Refused(FormalizationRefusal.ALREADY_ISSUED)
    return locked
