"""Accountability on last year's agreements (Ley 28056 art. 11): drafted, completed line by line, published."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.shared.money import soles
from tinkuy.foundation.shared.refusals import Refused

from ..enums import LineKind
from ..models import AccountabilityLine, AccountabilityReport, AgreementCommitment, BudgetProcess, Prioritization
from ..queries.formalization import commitments_of, formalization_of, incorporations_of, previous_process
from ..queries.results import result_of, rows_of
from ..queries.written import accountability_blocks
from ..readers.accountability import LineRow
from ..refusals import AccountabilityRefusal
from ..rules.formalization import why_not_account, why_not_line
from .acts import record_act
from .papers import compose_paper


@transaction.atomic
def start_report(*, process: BudgetProcess, actor: User, at: datetime) -> AccountabilityReport:
    """Born from last year's process with all its agreements, where it is here; else empty, to be filled in."""
    locked = BudgetProcess.objects.select_for_update().select_related("space__body").get(pk=process.pk)
    if locked.accountability_reports.filter(published_at=None).exists():
        raise Refused(AccountabilityRefusal.DRAFT_EXISTS)
    before, last = previous_process(locked), locked.accountability_reports.order_by("-version").first()
    source = result_of(before) if before else None
    report = AccountabilityReport.objects.create(
        process=locked,
        version=last.version + 1 if last else 1,
        fiscal_year=locked.fiscal_year - 1,
        source=source,
        institutional_share=_share(before),
        drafted_at=at,
    )
    _add(report, _born(before, source) if before and source else _copied(last))
    payload = {
        "version": report.version,
        "lines": report.lines.count(),
        "inputs_hash": source.inputs_hash if source else "",
    }
    record_act(locked, "started_accountability", actor=actor, at=at, payload=payload)
    return report


def _share(before: BudgetProcess | None) -> Decimal | None:
    if before is None:
        return None
    record = formalization_of(before)
    return record.share.quantize(Decimal("0.01")) if record else before.institutional_share


def _born(before: BudgetProcess, source: Prioritization) -> list[LineRow]:
    """Each project and each promise of last year's act, with what the platform already knows of it."""
    budget = {row.project_id: row.programmed for row in incorporations_of(before)}
    amounts = {row.project_id: row.amount for row in rows_of(source)}
    return [_line_of(row, amounts, budget) for row in commitments_of(before)]


def _line_of(row: AgreementCommitment, amounts: dict[int, Decimal], budget: dict[int, Decimal]) -> LineRow:
    last = next(iter(row.updates.all()), None)
    known: dict[str, Any] = {
        "progress": row.progress if last else None,
        "state": row.state if last or row.state == "replaced" else "",
    }
    reason = last.text if last else ""
    if row.project is None:
        return LineRow(LineKind.COMMITMENT, row.text, actor=row.owner, reason=reason, **known)
    if row.state == "replaced":
        reason = row.project.replaced_by.reason
    return LineRow(
        LineKind.PROJECT,
        row.project.title,
        cui=row.project.cui,
        actor=row.owner,
        agreed=amounts.get(row.project_id or 0),
        pia=budget.get(row.project_id or 0),
        reason=reason,
        **known,
    )


def _copied(last: AccountabilityReport | None) -> list[LineRow]:
    """A correction starts from what was published."""
    names = ("kind", "title", "cui", "actor", "agreed", "pia", "pim", "spent", "progress", "state", "reason")
    return [LineRow(**{name: getattr(row, name) for name in names}) for row in last.lines.all()] if last else []


@transaction.atomic
def add_lines(*, report: AccountabilityReport, rows: Sequence[LineRow], actor: User, at: datetime) -> int:
    """Lines that were read from a sheet or written by hand; a project that is already there is brought up to date."""
    _lock(report)
    for row in rows:
        _check(row)
    known = {line.cui: line for line in report.lines.exclude(cui="")}
    fresh = []
    for row in rows:
        line = known.get(row.cui) if row.cui else None
        if line is None:
            fresh.append(row)
        else:
            _save(line, replace(row, title=row.title or line.title))
    _add(report, fresh)
    payload = {"version": report.version, "added": len(fresh), "changed": len(rows) - len(fresh)}
    record_act(report.process, "filled_accountability", actor=actor, at=at, payload=payload)
    return len(rows)


@transaction.atomic
def save_line(*, line: AccountabilityLine, row: LineRow, actor: User, at: datetime) -> None:
    _lock(line.report)
    _check(row)
    _save(line, row)
    payload = {"version": line.report.version, "line": line.position, "state": row.state, "spent": row.spent}
    record_act(line.report.process, "filled_accountability", actor=actor, at=at, payload=payload)


@transaction.atomic
def publish_report(
    *, report: AccountabilityReport, summary: str, institutional_share: Decimal | None, actor: User, at: datetime
) -> None:
    """The page, the PDF in the file of the process, its hash in the log; from now on it does not change."""
    held = _lock(report)
    lines = held.lines.count()
    without = held.lines.filter(state="").count()
    if refusal := why_not_account(lines=lines, without_state=without, has_share=institutional_share is not None):
        raise Refused(refusal, count=without)
    held.summary, held.institutional_share = summary.strip(), institutional_share
    held.document = compose_paper(
        held.process,
        kind="informe_rendicion",
        title=_("Rendición de cuentas sobre los acuerdos de %(year)s") % {"year": held.fiscal_year},
        number=_("versión %(version)s") % {"version": held.version},
        on=timezone.localdate(at),
        blocks=accountability_blocks(held),
        signers=[_("Titular de la entidad"), _("Planeamiento y presupuesto")],
        actor=actor,
        at=at,
    )
    held.sha256 = held.document.file.sha256 if held.document.file else ""
    held.published_at = at
    held.save(update_fields=["summary", "institutional_share", "document", "sha256", "published_at"])
    payload = {"version": held.version, "lines": lines, "share": institutional_share, "sha256": held.sha256}
    record_act(held.process, "published_accountability", actor=actor, at=at, payload=payload)


def _lock(report: AccountabilityReport) -> AccountabilityReport:
    held = AccountabilityReport.objects.select_for_update().get(pk=report.pk)
    if held.published_at:
        raise Refused(AccountabilityRefusal.ALREADY_PUBLISHED)
    return held


def _check(row: LineRow) -> None:
    if refusal := why_not_line(state=row.state, reason=row.reason, pim=row.pim, spent=row.spent):
        raise Refused(refusal, spent=soles(row.spent), pim=soles(row.pim))


def _save(line: AccountabilityLine, row: LineRow) -> None:
    for name, value in vars(row).items():
        setattr(line, name, value)
    line.save(update_fields=list(vars(row)))


def _add(report: AccountabilityReport, rows: Sequence[LineRow]) -> None:
    last = report.lines.order_by("-position").first()
    start = last.position + 1 if last else 1
    AccountabilityLine.objects.bulk_create(
        AccountabilityLine(report=report, position=position, **vars(row))
        for position, row in enumerate(rows, start=start)
    )
