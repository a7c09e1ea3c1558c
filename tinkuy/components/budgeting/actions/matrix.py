"""The scoring matrix as data: drafted, approved by an act, frozen at the first sheet."""

import csv
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from django.db import transaction

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.shared.refusals import Refused

from ..enums import MatrixStatus
from ..models import BudgetProcess, Criterion, CriterionOption, ScoringMatrix
from ..refusals import EvaluationRefusal
from ..rules.matrix import CriterionSpec, OptionSpec, why_not_approve, why_not_save
from .acts import TEAM, lock_unfrozen, record_act

_FILE = Path(__file__).resolve().parent.parent / "data" / "default_matrix.csv"
TEMPLATE_TITLE = "Matriz de priorización (plantilla sin fuerza normativa)"


@transaction.atomic
def draft_matrix(*, process: BudgetProcess, actor: User, at: datetime) -> ScoringMatrix:
    """A new draft: a copy of the last version, or the template that has no legal force."""
    locked = lock_unfrozen(process)
    last = locked.matrices.first()
    if last and last.status == MatrixStatus.DRAFT:
        return last
    if locked.matrices.filter(frozen_at__isnull=False).exists():
        raise Refused(EvaluationRefusal.MATRIX_FROZEN)
    matrix = ScoringMatrix.objects.create(
        process=locked,
        version=last.version + 1 if last else 1,
        title=last.title if last else TEMPLATE_TITLE,
        is_template=last.is_template if last else True,
    )
    _write(matrix, specs_of(last) if last else template())
    record_act(locked, "drafted_matrix", actor=actor, at=at, role=TEAM, payload={"version": matrix.version})
    return matrix


@transaction.atomic
def save_matrix(
    *, matrix: ScoringMatrix, title: str, criteria: Sequence[CriterionSpec], actor: User, at: datetime
) -> None:
    """Replaces the criteria of a draft."""
    lock_unfrozen(matrix.process)
    _require_draft(matrix)
    _refuse(why_not_save(criteria))
    changed = list(criteria) != specs_of(matrix)
    matrix.title, matrix.is_template = title, matrix.is_template and not changed
    matrix.save(update_fields=["title", "is_template"])
    matrix.criteria.all().delete()
    _write(matrix, criteria)
    payload = {"version": matrix.version, "weights": {spec.code: spec.weight for spec in criteria}}
    record_act(matrix.process, "saved_matrix", actor=actor, at=at, role=TEAM, payload=payload)


@transaction.atomic
def approve_matrix(
    *, matrix: ScoringMatrix, document: str, approved_on: date, organ: str, actor: User, at: datetime
) -> None:
    """From now on it is the one that evaluates. The version before it, if nobody used it, is replaced."""
    lock_unfrozen(matrix.process)
    _require_draft(matrix)
    _refuse(why_not_approve(specs_of(matrix), document=document, organ=organ))
    if matrix.process.matrices.filter(frozen_at__isnull=False).exists():
        raise Refused(EvaluationRefusal.MATRIX_FROZEN)
    matrix.process.matrices.filter(status=MatrixStatus.APPROVED).update(status=MatrixStatus.REPLACED)
    matrix.status, matrix.approved_at = MatrixStatus.APPROVED, at
    matrix.approved_document, matrix.approved_on, matrix.approved_organ = document, approved_on, organ
    matrix.save(update_fields=["status", "approved_at", "approved_document", "approved_on", "approved_organ"])
    payload = {"version": matrix.version, "document": document, "approved_on": approved_on, "organ": organ}
    record_act(matrix.process, "approved_matrix", actor=actor, at=at, role=TEAM, payload=payload)


def freeze_matrix(matrix: ScoringMatrix, *, actor: User, at: datetime) -> None:
    """At the first sheet; the database refuses every change from here on."""
    if matrix.frozen_at:
        return
    CriterionOption.objects.filter(criterion__matrix=matrix).update(is_frozen=True)
    matrix.criteria.update(is_frozen=True)
    ScoringMatrix.objects.filter(pk=matrix.pk, frozen_at=None).update(frozen_at=at)
    matrix.frozen_at = at
    record_act(matrix.process, "froze_matrix", actor=actor, at=at, role=TEAM, payload={"version": matrix.version})


def specs_of(matrix: ScoringMatrix | None) -> list[CriterionSpec]:
    if matrix is None:
        return []
    return [
        CriterionSpec(
            code=criterion.code,
            name=criterion.name,
            weight=criterion.weight,
            kind=criterion.kind,
            variable=criterion.variable,
            description=criterion.description,
            data_source=criterion.data_source,
            requires_ground=criterion.requires_ground,
            options=tuple(
                OptionSpec(option.label, option.points, option.lower, option.upper)
                for option in criterion.options.all()
            ),
        )
        for criterion in matrix.criteria.prefetch_related("options")
    ]


def template() -> list[CriterionSpec]:
    """The illustration that comes with the product; no norm fixes these points."""
    with _FILE.open(encoding="utf-8", newline="") as lines:
        return [
            CriterionSpec(
                code=row["code"],
                name=row["name"],
                weight=Decimal(row["weight"]),
                kind=row["kind"],
                variable=row["variable"],
                description=row["description"],
                data_source=row["data_source"],
                options=tuple(read_option(text) for text in row["options"].split("|")),
            )
            for row in csv.DictReader(lines)
        ]


def read_option(text: str) -> OptionSpec:
    """«Directo=15» or, for a range, «De 2 % a menos de 5 %:2-5=10» (an open end is left empty)."""
    label, _sign, points = text.rpartition("=")
    label, _sign, ends = label.partition(":")
    lower, upper = (end.strip() for end in (ends.partition("-")[0], ends.partition("-")[2]))
    return OptionSpec(
        label.strip(), Decimal(points), Decimal(lower) if lower else None, Decimal(upper) if upper else None
    )


def _write(matrix: ScoringMatrix, criteria: Sequence[CriterionSpec]) -> None:
    for position, spec in enumerate(criteria, start=1):
        columns = {name: value for name, value in vars(spec).items() if name != "options"}
        criterion = Criterion.objects.create(matrix=matrix, position=position, **columns)
        CriterionOption.objects.bulk_create(
            CriterionOption(criterion=criterion, position=place, **vars(option))
            for place, option in enumerate(spec.options, start=1)
        )


def _require_draft(matrix: ScoringMatrix) -> None:
    if matrix.status != MatrixStatus.DRAFT:
        raise Refused(EvaluationRefusal.MATRIX_FROZEN)


def _refuse(found: tuple[EvaluationRefusal, dict[str, object]] | None) -> None:
    if found:
        refusal, facts = found
        raise Refused(refusal, **facts)
