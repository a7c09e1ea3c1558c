"""Evaluators and their sheets: kept while they write, handed in once, sent back by a public rule."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.shared.canonical import sha256
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.spaces.queries import roles_of, why_not

from ..enums import MatrixStatus, ProjectState, SheetStatus
from ..models import (
    BudgetProcess,
    BudgetProject,
    CriterionScore,
    EvaluationSheet,
    Evaluator,
    ScoringMatrix,
    SheetAnnulment,
)
from ..queries.evaluation import assessment_of, criteria_facts
from ..refusals import EvaluationRefusal, ProcessRefusal
from ..rules.evaluation import SPREAD
from ..rules.sheets import Entry, points_of, why_not_hand_in, why_not_keep
from .acts import PRESIDENT, TEAM, lock_unfrozen, record_act
from .matrix import freeze_matrix

EVALUABLE = (ProjectState.ELIGIBLE, ProjectState.REMAINDER)
_TEAM_ROLES = {"technical_team", "team_president"}


@transaction.atomic
def name_evaluator(*, process: BudgetProcess, user: User, actor: User, at: datetime) -> Evaluator:
    """Somebody of the technical team. The public knows the number, not the name."""
    locked = lock_unfrozen(process)
    if not roles_of(user, locked.space) & _TEAM_ROLES:
        raise Refused(EvaluationRefusal.NOT_ON_TEAM)
    existing = locked.evaluators.filter(user=user).first()
    if existing:
        Evaluator.objects.filter(pk=existing.pk).update(is_active=True)
        existing.is_active = True
        return existing
    evaluator = Evaluator.objects.create(process=locked, user=user, number=locked.evaluators.count() + 1, named_at=at)
    record_act(locked, "named_evaluator", actor=actor, at=at, payload={"evaluator": evaluator.number})
    return evaluator


@transaction.atomic
def dismiss_evaluator(*, evaluator: Evaluator, ground: str, actor: User, at: datetime) -> None:
    """Takes somebody off the evaluation; the sheets handed in stay and count."""
    lock_unfrozen(evaluator.process)
    if not ground.strip():
        raise Refused(ProcessRefusal.NO_GROUND)
    Evaluator.objects.filter(pk=evaluator.pk).update(is_active=False)
    payload = {"evaluator": evaluator.number, "ground": ground}
    record_act(evaluator.process, "dismissed_evaluator", actor=actor, at=at, payload=payload)


@transaction.atomic
def save_sheet(
    *,
    project: BudgetProject,
    entries: Mapping[str, Entry],
    actor: User,
    at: datetime,
    has_conflict: bool | None = None,
    conflict_note: str = "",
) -> EvaluationSheet:
    """Keeps what was written so far, complete or not. `entries` by criterion code. Freezes the matrix."""
    sheet, matrix = _open_sheet(project, actor, at)
    criteria = criteria_facts(matrix)
    _refuse(why_not_keep(criteria, entries))
    sheet.has_conflict, sheet.conflict_note = has_conflict, conflict_note
    sheet.save(update_fields=["has_conflict", "conflict_note"])
    _write(sheet, matrix, entries)
    return sheet


@transaction.atomic
def hand_in_sheet(*, project: BudgetProject, actor: User, at: datetime) -> EvaluationSheet:
    """The sheet stops changing. With a declared conflict it is kept as void and does not count."""
    sheet, matrix = _open_sheet(project, actor, at)
    scores = {score.criterion.code: score for score in sheet.scores.select_related("criterion")}
    _refuse(
        why_not_hand_in(
            criteria_facts(matrix),
            {code: score.points for code, score in scores.items()},
            {code: score.ground for code, score in scores.items()},
            conflict=sheet.has_conflict,
        )
    )
    sheet.scores.update(is_final=True)
    sheet.status = SheetStatus.VOID if sheet.has_conflict else SheetStatus.SUBMITTED
    sheet.submitted_at = at
    sheet.save(update_fields=["status", "submitted_at"])
    payload = {
        "cui": project.cui,
        "evaluator": sheet.evaluator.number,
        "round": sheet.round,
        "conflict": bool(sheet.has_conflict),
        # The sheet's fingerprint, not its points: the log is public and other evaluators still write theirs.
        "sha256": sha256({code: [score.points, score.ground] for code, score in scores.items()}),
    }
    record_act(project.process, "handed_in_sheet", actor=actor, at=at, role=TEAM, payload=payload)
    return sheet


@transaction.atomic
def send_back(*, project: BudgetProject, actor: User, at: datetime) -> None:
    """Sheets too far apart go to a new round; the earlier ones stay on record and no longer count."""
    lock_unfrozen(project.process)
    found = assessment_of(project)
    if found.status != SPREAD:
        raise Refused(EvaluationRefusal.NOT_SPREAD)
    project.evaluation_round += 1
    project.save(update_fields=["evaluation_round"])
    payload = {"cui": project.cui, "spread": found.spread, "round": project.evaluation_round}
    record_act(project.process, "sent_back_project", actor=actor, at=at, role=TEAM, payload=payload)


@transaction.atomic
def annul_sheet(*, sheet: EvaluationSheet, ground: str, actor: User, at: datetime) -> None:
    """An undeclared conflict came to light: the president voids the sheet, with its ground."""
    process = sheet.project.process
    lock_unfrozen(process)
    if PRESIDENT not in roles_of(actor, process.space):
        raise Refused(ProcessRefusal.ONLY_PRESIDENT)
    if not ground.strip():
        raise Refused(ProcessRefusal.NO_GROUND)
    if sheet.status != SheetStatus.SUBMITTED:
        raise Refused(EvaluationRefusal.NOT_SUBMITTED)
    if SheetAnnulment.objects.filter(sheet=sheet).exists():
        raise Refused(EvaluationRefusal.ALREADY_ANNULLED)
    SheetAnnulment.objects.create(sheet=sheet, ground=ground, decided_by=actor, decided_at=at)
    payload = {"cui": sheet.project.cui, "evaluator": sheet.evaluator.number, "ground": ground}
    record_act(process, "annulled_sheet", actor=actor, at=at, role=PRESIDENT, payload=payload)


def approved_matrix(process: BudgetProcess) -> ScoringMatrix:
    matrix = process.matrices.filter(status=MatrixStatus.APPROVED).first()
    if matrix is None:
        raise Refused(EvaluationRefusal.NO_MATRIX)
    return matrix


def _open_sheet(project: BudgetProject, actor: User, at: datetime) -> tuple[EvaluationSheet, ScoringMatrix]:
    """The evaluator's sheet of this round, locked by the process; every reason why it cannot be written."""
    process = lock_unfrozen(project.process)
    if refusal := why_not(process.space, "score", at):
        raise Refused(refusal)
    evaluator = process.evaluators.filter(user=actor, is_active=True).first()
    if evaluator is None:
        raise Refused(EvaluationRefusal.NOT_EVALUATOR)
    if project.state not in EVALUABLE:
        raise Refused(EvaluationRefusal.NOT_EVALUABLE)
    matrix = approved_matrix(process)
    sheet, created = EvaluationSheet.objects.get_or_create(
        evaluator=evaluator,
        project=project,
        round=project.evaluation_round,
        defaults={"matrix": matrix, "started_at": at},
    )
    if sheet.status != SheetStatus.DRAFT:
        raise Refused(EvaluationRefusal.ALREADY_SUBMITTED)
    if created:
        freeze_matrix(matrix, actor=actor, at=at)
    return sheet, matrix


def _write(sheet: EvaluationSheet, matrix: ScoringMatrix, entries: Mapping[str, Entry]) -> None:
    by_code = {facts.code: facts for facts in criteria_facts(matrix)}
    for criterion in matrix.criteria.all():
        entry = entries.get(criterion.code)
        if entry is None:
            continue
        points = points_of(by_code[criterion.code], entry)
        if points is None:
            sheet.scores.filter(criterion=criterion).delete()
            continue
        CriterionScore.objects.update_or_create(
            sheet=sheet,
            criterion=criterion,
            defaults={"points": points, "option_id": entry.option, "ground": entry.ground},
        )


def _refuse(found: tuple[EvaluationRefusal, dict[str, object]] | None) -> None:
    if found:
        refusal, facts = found
        raise Refused(refusal, **facts)
