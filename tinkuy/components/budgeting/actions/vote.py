"""From evaluated projects to a poll: the step that freezes the process (INTEGRITY 1.6)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from tinkuy.commons.accreditation.queries import voters_of
from tinkuy.commons.voting.actions import create_poll, discard_poll, enroll
from tinkuy.commons.voting.enums import PollStatus
from tinkuy.commons.voting.models import Poll
from tinkuy.commons.voting.queries import poll_of, poll_options, run_off_rule
from tinkuy.commons.voting.rules.specs import OptionSpec, RollPerson, ScopeSpec
from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.spaces.models import Space, Stage

from ..enums import ProjectState
from ..models import BudgetProcess, BudgetProject
from ..queries.evaluation import assessments, matrix_of
from ..queries.process import on_ballot
from ..refusals import EvaluationRefusal, ProcessRefusal, ResultRefusal
from ..rules.evaluation import SCORED, SPREAD, TOO_FEW
from .acts import lock_unfrozen, record_act
from .candidates import set_state
from .evaluation import EVALUABLE
from .process import MULTI


@transaction.atomic
def prepare_vote(
    *,
    process: BudgetProcess,
    actor: User,
    at: datetime,
    **switches: Any,
) -> Poll:
    """Freezes scores, rules and lists, and makes the poll with its roll. All eligible projects must have a score.
    The vote is as the space's settings say; `switches` are those that whoever prepares it confirmed."""
    if poll_of(process.space) is not None:
        raise Refused(ResultRefusal.ALREADY_PREPARED)
    locked = lock_unfrozen(process)
    if locked.portfolio_version is None:
        raise Refused(ProcessRefusal.NO_PORTFOLIO)
    stage = _vote_stage(locked.space)
    projects = _freeze_scores(locked)
    settings = frozen_settings(locked)
    locked.frozen_at = at
    locked.save(update_fields=["frozen_at"])
    process.frozen_at = at
    poll = create_poll(
        space=locked.space,
        title=f"Votación · {locked.space.title}",
        opens_at=stage.opens_at,
        closes_at=stage.closes_at,
        scopes=_scopes(locked, projects),
        settings=settings,
        **{**poll_options(locked.space), **switches},
        actor=actor,
        at=at,
    )
    enroll(poll=poll, source="Padrón de agentes acreditados", people=_people(locked, poll), actor=actor, at=at)
    payload = {"rules_hash": poll.rules_hash, "projects": len(projects), "settings": settings}
    record_act(locked, "prepared_vote", actor=actor, at=at, payload=payload)
    return poll


@transaction.atomic
def retake_roll(*, process: BudgetProcess, actor: User, at: datetime) -> int:
    """Takes the roll again from who is accredited now, while the poll is not open; returns its rows."""
    poll = poll_of(process.space)
    if poll is None:
        raise Refused(ResultRefusal.NO_POLL)
    people = _people(process, poll)
    return enroll(poll=poll, source="Padrón de agentes acreditados", people=people, actor=actor, at=at).row_count


@transaction.atomic
def move_poll_dates(*, process: BudgetProcess, actor: User, at: datetime) -> Poll:
    """Makes the poll again with the calendar's dates; scores, lists and rules stay frozen as they are."""
    poll = poll_of(process.space)
    if poll is None:
        raise Refused(ResultRefusal.NO_POLL)
    stage = _vote_stage(process.space)
    hours, settings, title = poll.challenge_hours, poll.settings, poll.title
    discard_poll(poll=poll, actor=actor, at=at)
    fresh = create_poll(
        space=process.space,
        title=title,
        opens_at=stage.opens_at,
        closes_at=stage.closes_at,
        scopes=_scopes(process, list(on_ballot(process))),
        settings=settings,
        is_nominal=poll.is_nominal,
        allows_revote=poll.allows_revote,
        challenge_hours=hours,
        channels=poll.channels,
        run_off=run_off_rule(poll),
        actor=actor,
        at=at,
    )
    enroll(poll=fresh, source="Padrón de agentes acreditados", people=_people(process, fresh), actor=actor, at=at)
    return fresh


def is_vote_open(space: Space) -> bool:
    poll = poll_of(space)
    return poll is not None and poll.status == PollStatus.OPEN


def frozen_settings(process: BudgetProcess) -> dict[str, Any]:
    """What the poll's rules freeze and hash (docs/package.md, «rules.json»)."""
    matrix = matrix_of(process)
    if matrix is None:
        raise Refused(EvaluationRefusal.NO_MATRIX)
    if process.rule_set is None or process.portfolio_version is None:
        raise Refused(ProcessRefusal.NO_RULE_SET)
    lists = process.lists.filter(projects__state=ProjectState.ON_BALLOT).distinct()
    return {
        "fiscal_year": process.fiscal_year,
        "technical_weight": process.technical_weight,
        "vote_weight": process.vote_weight,
        "normalization": process.normalization,
        "tie_order": [row.criterion for row in process.tie_criteria.all()],
        "fill_rule": process.fill_rule,
        "ceiling": process.ceiling,
        "lists": [{"key": row.key, "ceiling": row.ceiling} for row in lists],
        "remainder_below": process.rule_set.remainder_below,
        "minimum_evaluators": process.minimum_evaluators,
        "spread_threshold": process.spread_threshold,
        "rule_set": process.rule_set.key,
        "portfolio": {"version": process.portfolio_version.number, "sha256": process.portfolio_version.file_sha256},
        "matrix": {
            "version": matrix.version,
            "criteria": [{"code": row.code, "weight": row.weight} for row in matrix.criteria.all()],
        },
    }


def _vote_stage(space: Space) -> Stage:
    stage = space.stages.filter(kind="votacion").first()
    if stage is None:
        raise Refused(ResultRefusal.NO_STAGE)
    return stage


def _freeze_scores(process: BudgetProcess) -> list[BudgetProject]:
    projects = list(process.projects.filter(state__in=EVALUABLE).select_related("dossier", "list"))
    if not projects:
        raise Refused(ResultRefusal.NO_PROJECTS)
    found = assessments(process, projects)
    pending = [project for project in projects if found[project.pk].status != SCORED]
    if len(pending) == 1 and found[pending[0].pk].status == TOO_FEW:
        count = len(found[pending[0].pk].sheets)
        facts = {"project": f"{pending[0].cui}", "count": count, "needed": process.minimum_evaluators}
        raise Refused(ResultRefusal.NO_EVALUATORS, **facts)
    apart = [project.cui for project in pending if found[project.pk].status == SPREAD]
    if apart:
        raise Refused(ResultRefusal.TOO_FAR_APART, projects=", ".join(apart), points=process.spread_threshold)
    if pending:
        raise Refused(ResultRefusal.NOT_EVALUATED, count=len(pending))
    for project in projects:
        project.is_remainder_only = project.state == ProjectState.REMAINDER
        project.technical_score = found[project.pk].score
        project.save(update_fields=["technical_score", "is_remainder_only"])
        set_state(project, ProjectState.ON_BALLOT)
    return projects


def _scopes(process: BudgetProcess, projects: list[BudgetProject]) -> list[ScopeSpec]:
    return [
        ScopeSpec(
            key=row.key,
            title=row.title,
            max_choices=process.max_choices,
            options=tuple(_option(project) for project in projects if project.list_id == row.pk),
        )
        for row in process.lists.all()
        if any(project.list_id == row.pk for project in projects)
    ]


def _option(project: BudgetProject) -> OptionSpec:
    return OptionSpec(
        key=project.cui,
        title=project.title[:500],
        detail=project.function,
        cost=project.amount,
        technical_score=project.technical_score,
        ubigeo=project.ubigeo,
        dossier_code=project.dossier.code,
    )


def _people(process: BudgetProcess, poll: Poll) -> list[RollPerson]:
    """Everybody with the vote, on the list of their province where it has one, and on the multi-provincial."""
    scopes = set(poll.scopes.values_list("key", flat=True))
    people = []
    for voter in voters_of(process.space):
        keys = tuple(key for key in (voter.province_code, MULTI) if key in scopes)
        people.append(
            RollPerson(
                document_kind=voter.document_kind,
                document_number=voter.document_number,
                organization_id=voter.organization_id,
                organization_name=voter.organization_name,
                seat=voter.seat,
                scope_keys=keys or tuple(sorted(scopes)),
                label=voter.public_name,
            )
        )
    return people
