"""Coordination between levels of government (law.md 1.3, phase 3): receive, flag, decide, co-finance, close."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from tinkuy.commons.investments.models import RecordPlace
from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.files.models import StoredFile
from tinkuy.foundation.shared.money import soles
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.territory.queries import names_by_code

from ..enums import OriginLevel, ProjectState, ResultSource, RowOutcome
from ..models import (
    BudgetProcess,
    BudgetProject,
    CofinancingAgreement,
    CofinancingShare,
    CoordinationRecord,
    CouncilReport,
    DuplicateFlag,
    Prioritization,
    ReceivedPriority,
    ReceivedResult,
)
from ..queries.coordination import cost_left, flags_of, money_lacking, priorities_of, undecided
from ..queries.results import result_of, rows_of
from ..queries.written import coordination_blocks
from ..readers.received import PriorityRow
from ..refusals import CoordinationRefusal
from ..rules import coordination as rules
from .acts import TEAM, record_act
from .papers import compose_paper

AGREED = (ProjectState.PRIORITIZED, ProjectState.RESERVE)


@dataclass(frozen=True)
class Share:
    """What a partner puts in, valued in soles."""

    partner: str
    kind: str
    amount: Decimal
    detail: str = ""


@dataclass(frozen=True)
class Act:
    """The act of a province or district: without it its list is not received."""

    number: str
    on: date | None


def lock_coordination(process: BudgetProcess) -> BudgetProcess:
    """The process's row, locked; refused before there is a result and after the minutes close the step."""
    locked = BudgetProcess.objects.select_for_update().select_related("space__body").get(pk=process.pk)
    if result_of(locked) is None:
        raise Refused(CoordinationRefusal.NO_RESULT)
    if CoordinationRecord.objects.filter(process=locked).exists():
        raise Refused(CoordinationRefusal.CLOSED)
    return locked


@transaction.atomic
def receive_from_platform(
    *, process: BudgetProcess, result: Prioritization, act: Act, actor: User, at: datetime
) -> ReceivedResult:
    """The published result of another entity on this platform, read as it was published."""
    locked = lock_coordination(process)
    theirs = result.process
    if result.published_at is None or theirs.pk == locked.pk:
        raise Refused(CoordinationRefusal.NO_RESULT)
    if theirs.fiscal_year != locked.fiscal_year:
        raise Refused(CoordinationRefusal.OTHER_YEAR, found=theirs.fiscal_year, year=locked.fiscal_year)
    body = theirs.space.body
    rows = [
        PriorityRow(
            row.project.cui, row.project.title, row.project.ubigeo or body.ubigeo, row.project.function, row.amount
        )
        for row in rows_of(result)
        if row.outcome == RowOutcome.PRIORITIZED
    ]
    return _receive(locked, body.name, body.ubigeo, rows, act, actor, at, prioritization=result)


@transaction.atomic
def receive_from_file(
    *,
    process: BudgetProcess,
    entity_name: str,
    ubigeo: str,
    rows: Sequence[PriorityRow],
    file: StoredFile,
    act: Act,
    actor: User,
    at: datetime,
) -> ReceivedResult:
    """A list that was sent as a spreadsheet, a CSV or a package; its rows were already read without errors."""
    return _receive(lock_coordination(process), entity_name, ubigeo, rows, act, actor, at, file=file)


def _receive(
    process: BudgetProcess,
    entity_name: str,
    ubigeo: str,
    rows: Sequence[PriorityRow],
    act: Act,
    actor: User,
    at: datetime,
    *,
    prioritization: Prioritization | None = None,
    file: StoredFile | None = None,
) -> ReceivedResult:
    scope = process.space.ubigeo or process.space.body.ubigeo
    names = names_by_code({ubigeo, *(row.ubigeo for row in rows)})
    if not (ubigeo.startswith(scope) and len(scope) < len(ubigeo) <= 6 and ubigeo in names):
        raise Refused(CoordinationRefusal.NOT_BELOW, place=names.get(ubigeo, ubigeo))
    if not act.number.strip() or act.on is None:
        raise Refused(CoordinationRefusal.NO_ACT)
    process.received_results.filter(ubigeo=ubigeo, replaced_at=None).update(replaced_at=at)
    received = ReceivedResult.objects.create(
        process=process,
        level=OriginLevel.PROVINCIAL if len(ubigeo) == 4 else OriginLevel.DISTRICT,
        source=ResultSource.PLATFORM if prioritization else ResultSource.FILE,
        entity_name=entity_name,
        ubigeo=ubigeo,
        place_name=names[ubigeo],
        act=act.number.strip(),
        act_on=act.on,
        prioritization=prioritization,
        file=file,
        row_count=len(rows),
        amount=sum((row.amount for row in rows), Decimal(0)),
        received_at=at,
        received_by=actor,
    )
    ReceivedPriority.objects.bulk_create(
        ReceivedPriority(
            received=received,
            position=position,
            cui=row.cui,
            title=row.title,
            title_key=rules.title_key(row.title),
            ubigeo=row.ubigeo,
            place_name=names.get(row.ubigeo, row.ubigeo),
            function=row.function[:200],
            amount=row.amount,
        )
        for position, row in enumerate(rows, start=1)
    )
    found = _flag(process, received)
    payload = {
        "entity": entity_name,
        "ubigeo": ubigeo,
        "rows": len(rows),
        "amount": received.amount,
        "act": received.act,
        "sha256": file.sha256 if file else "",
        "inputs_hash": prioritization.inputs_hash if prioritization else "",
        "duplicates": found,
    }
    record_act(process, "received_result", actor=actor, at=at, role=TEAM, payload=payload)
    return received


def _flag(process: BudgetProcess, received: ReceivedResult) -> int:
    """What this list asks that we or another list ask too; how many pairs."""
    theirs = [_asked(row) for row in received.priorities.all()]
    ours = _our_projects(process)
    others = [_asked(row) for row in priorities_of(process).exclude(received=received)]
    flags = [
        DuplicateFlag(
            process=process, priority_id=twin.left, project_id=twin.right, kind=twin.kind, overlap=twin.overlap
        )
        for twin in rules.twins(theirs, ours)
    ] + [
        DuplicateFlag(process=process, priority_id=twin.left, other_id=twin.right, kind=twin.kind, overlap=twin.overlap)
        for twin in rules.twins(theirs, others)
    ]
    return len(DuplicateFlag.objects.bulk_create(flags))


def _asked(row: ReceivedPriority) -> rules.Asked:
    return rules.Asked(row.pk, row.cui, row.title_key, frozenset({row.ubigeo}), row.amount)


def _our_projects(process: BudgetProcess) -> list[rules.Asked]:
    projects = list(process.projects.filter(state__in=AGREED).select_related("record"))
    places: dict[int, set[str]] = {}
    for record, code in RecordPlace.objects.filter(record__in=[row.record_id for row in projects]).values_list(
        "record_id", "ubigeo"
    ):
        places.setdefault(record, set()).add(code)
    return [
        rules.Asked(
            row.pk,
            row.cui,
            rules.title_key(row.title),
            frozenset(places.get(row.record_id, set())),
            row.amount,
            cost_left(row),
        )
        for row in projects
    ]


@transaction.atomic
def decide_duplicate(*, flag: DuplicateFlag, decision: str, ground: str, actor: User, at: datetime) -> None:
    """A person says whether it is the same work and who pays it; the platform only saw that it looks so."""
    lock_coordination(flag.process)
    held = DuplicateFlag.objects.select_for_update().get(pk=flag.pk)
    if held.decision:
        raise Refused(CoordinationRefusal.ALREADY_DECIDED)
    if not ground.strip():
        raise Refused(CoordinationRefusal.NO_GROUND)
    held.decision, held.ground, held.decided_by, held.decided_at = decision, ground.strip(), actor, at
    held.save(update_fields=["decision", "ground", "decided_by", "decided_at"])
    payload = {"flag": held.pk, "kind": held.kind, "decision": decision, "ground": held.ground}
    record_act(flag.process, "decided_duplicate", actor=actor, at=at, role=TEAM, payload=payload)


@transaction.atomic
def agree_cofinancing(
    *, project: BudgetProject, shares: Sequence[Share], document: str, signed_on: date, actor: User, at: datetime
) -> CofinancingAgreement:
    """All that the project lacks, from named partners, with the document that binds them (Reglamento art. 6)."""
    lock_coordination(project.process)
    held = BudgetProject.objects.select_related("record").get(pk=project.pk)
    lacks = money_lacking(held)
    refusal = rules.why_not_cofinance(
        is_agreed=held.state in AGREED, lacks=lacks, shares=[share.amount for share in shares], document=document
    )
    if refusal:
        raise Refused(refusal, cui=held.cui, **_gap(lacks, shares))
    last = held.cofinancing.order_by("-version").first()
    agreement = CofinancingAgreement.objects.create(
        project=held,
        version=last.version + 1 if last else 1,
        lacking=lacks,
        document=document.strip(),
        signed_on=signed_on,
        agreed_at=at,
    )
    CofinancingShare.objects.bulk_create(
        CofinancingShare(agreement=agreement, position=position, **vars(share))
        for position, share in enumerate(shares, start=1)
    )
    payload = {
        "cui": held.cui,
        "version": agreement.version,
        "lacking": lacks,
        "document": agreement.document,
        "shares": [{"partner": share.partner, "kind": share.kind, "amount": share.amount} for share in shares],
    }
    record_act(project.process, "agreed_cofinancing", actor=actor, at=at, payload=payload)
    return agreement


def _gap(lacks: Decimal, shares: Sequence[Share]) -> dict[str, str]:
    total = sum((share.amount for share in shares), Decimal(0))
    words = _("sobran %(gap)s") if total > lacks else _("faltan %(gap)s")
    return {"total": soles(total), "lacking": soles(lacks), "gap": words % {"gap": soles(abs(total - lacks))}}


@transaction.atomic
def register_council_report(
    *,
    process: BudgetProcess,
    council: str,
    reported_by: str,
    subject: str,
    document: str,
    received_on: date,
    actor: User,
    at: datetime,
) -> CouncilReport:
    """«Informe recibido de»: the president of a local council informs the next one up (Ley 28056 art. 5)."""
    locked = BudgetProcess.objects.select_for_update().get(pk=process.pk)
    last = locked.council_reports.order_by("-number").first()
    report = CouncilReport.objects.create(
        process=locked,
        number=last.number + 1 if last else 1,
        council=council,
        reported_by=reported_by,
        subject=subject,
        document=document,
        received_on=received_on,
        registered_at=at,
    )
    payload = {"number": report.number, "council": council, "document": document, "received_on": received_on}
    record_act(process, "received_council_report", actor=actor, at=at, payload=payload)
    return report


@transaction.atomic
def close_coordination(
    *,
    process: BudgetProcess,
    place: str,
    held_on: date,
    attendants: str,
    agreements: str,
    actor: User,
    at: datetime,
) -> CoordinationRecord:
    """The minutes, composed from what was received, decided and promised: they close the step."""
    locked = lock_coordination(process)
    waiting = undecided(locked)
    if waiting:
        raise Refused(CoordinationRefusal.UNDECIDED, count=waiting)
    record = CoordinationRecord.objects.create(
        process=locked, place=place, held_on=held_on, attendants=attendants, agreements=agreements, closed_at=at
    )
    record.document = compose_paper(
        locked,
        kind="acta_coordinacion",
        title=_("Acta de coordinación entre niveles de gobierno"),
        number="",
        on=held_on,
        blocks=coordination_blocks(locked, record),
        signers=[_("Presidencia del proceso"), _("Alcaldías provinciales"), _("Alcaldías distritales"), _("CCR")],
        actor=actor,
        at=at,
    )
    record.sha256 = record.document.file.sha256 if record.document.file else ""
    record.save(update_fields=["document", "sha256"])
    payload = {"held_on": held_on, "sha256": record.sha256, "flags": flags_of(locked).count()}
    record_act(locked, "closed_coordination", actor=actor, at=at, payload=payload)
    return record
