"""The result: computed once the box is closed, kept with its inputs, published; a correction is a new version."""

import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from tinkuy.commons.voting.enums import PollStatus
from tinkuy.commons.voting.models import Poll
from tinkuy.commons.voting.queries import poll_of, tally, why_not_tally
from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.shared.canonical import canonical_json, sha256
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.spaces.queries import why_not

from ..enums import ProjectState
from ..models import BudgetProcess, BudgetProject, Prioritization, PrioritizedRow
from ..queries.package import contents_digest
from ..queries.process import on_ballot
from ..refusals import ResultRefusal
from ..rules import prioritization as rules
from ..rules.prioritization import Candidate, ListFacts, PriorityRules, Ranking
from .acts import record_act
from .candidates import set_state


@transaction.atomic
def prioritize(*, process: BudgetProcess, actor: User, at: datetime, reason: str = "") -> Prioritization:
    """Computes the order and the money from the closed box and the frozen rules. Not public until it is published."""
    locked = BudgetProcess.objects.select_for_update().select_related("space").get(pk=process.pk)
    poll = closed_poll(locked)
    last = locked.prioritizations.order_by("-version").first()
    if last and not reason.strip():
        raise Refused(ResultRefusal.NEEDS_REASON)
    inputs = gather_inputs(locked, poll)
    ranking = compute(inputs)
    result = Prioritization.objects.create(
        process=locked,
        version=last.version + 1 if last else 1,
        reason=reason.strip(),
        inputs=canonical_json(inputs),
        inputs_hash=sha256(inputs),
        rules_hash=poll.rules_hash,
        draw_seed=inputs["draw_seed"],
        ceiling=locked.ceiling,
        assigned=ranking.assigned,
        balance=ranking.balance,
        remainder_note=_remainder_note(ranking, inputs),
        computed_at=at,
        computed_by=actor,
    )
    _write_rows(result, ranking, locked)
    payload = {
        "version": result.version,
        "reason": result.reason,
        "inputs_hash": result.inputs_hash,
        "rules_hash": result.rules_hash,
    }
    record_act(locked, "computed_result", actor=actor, at=at, payload=payload)
    return result


@transaction.atomic
def publish_result(*, result: Prioritization, actor: User, at: datetime) -> None:
    """From now on everybody reads it; projects take their outcome."""
    process = result.process
    BudgetProcess.objects.select_for_update().get(pk=process.pk)
    held = Prioritization.objects.get(pk=result.pk)
    if held.published_at:
        raise Refused(ResultRefusal.ALREADY_PUBLISHED)
    if process.prioritizations.filter(version__gt=held.version).exists():
        raise Refused(ResultRefusal.SUPERSEDED)
    if refusal := why_not(process.space, "publish", at):
        raise Refused(refusal)
    result.published_at = at
    result.save(update_fields=["published_at"])
    for row in result.rows.select_related("project__dossier"):
        set_state(row.project, ProjectState(str(row.outcome)))
    payload = {
        "version": result.version,
        "inputs_hash": result.inputs_hash,
        "assigned": result.assigned,
        "balance": result.balance,
        "prioritized": list(result.rows.filter(outcome="prioritized").values_list("project__cui", flat=True)),
        "contents_sha256": contents_digest(result),
    }
    record_act(process, "published_result", actor=actor, at=at, payload=payload)


def closed_poll(process: BudgetProcess) -> Poll:
    """The poll of the process once its count may be known; refused before."""
    poll = poll_of(process.space)
    if poll is None or poll.status == PollStatus.DRAFT:
        raise Refused(ResultRefusal.NO_POLL)
    if why_not_tally(poll):
        raise Refused(ResultRefusal.NOT_CLOSED)
    return poll


def gather_inputs(process: BudgetProcess, poll: Poll) -> dict[str, Any]:
    """Everything the rule reads, as plain data (docs/package.md, «inputs»). The seed of the draw is the rules hash:
    public before anybody voted, and nobody can change it without changing the rules."""
    settings = poll.settings
    counts = tally(poll)
    names = ("ceiling", "technical_weight", "vote_weight", "normalization", "tie_order", "fill_rule", "remainder_below")
    ceilings = {row["key"]: row["ceiling"] for row in settings["lists"]}
    return {
        **{name: settings[name] for name in names},
        "draw_seed": poll.rules_hash,
        "lists": [
            {"key": key, "ceiling": ceilings[key], "valid_ballots": found.ballots - found.blank, "roll": found.roll}
            for key, found in counts.items()
        ],
        "candidates": [
            _candidate(project, counts[project.list.key].votes[project.cui]) for project in on_ballot(process)
        ],
    }


def compute(inputs: dict[str, Any]) -> Ranking:
    """The rule on its recorded inputs: what anybody can do again."""
    plain = json.loads(canonical_json(inputs))
    try:
        return rules.prioritize(
            [_read_candidate(row) for row in plain["candidates"]],
            [
                ListFacts(row["key"], _amount(row["ceiling"]), row["valid_ballots"], row["roll"])
                for row in plain["lists"]
            ],
            PriorityRules(
                ceiling=Decimal(plain["ceiling"]),
                technical_weight=Decimal(plain["technical_weight"]),
                vote_weight=Decimal(plain["vote_weight"]),
                normalization=plain["normalization"],
                tie_order=tuple(plain["tie_order"]),
                fill_rule=plain["fill_rule"],
                remainder_below=_amount(plain["remainder_below"]),
                draw_seed=plain["draw_seed"],
            ),
        )
    except ValueError as error:
        raise Refused(ResultRefusal.IMPOSSIBLE, why=str(error)) from error


def _candidate(project: BudgetProject, votes: int) -> dict[str, Any]:
    return {
        "key": project.cui,
        "list_key": project.list.key,
        "technical_score": project.technical_score,
        "votes": votes,
        "amount": project.amount,
        "provinces": project.province_count,
        "beneficiaries": project.beneficiaries,
        "viable_on": project.viable_on,
        "meets_coverage": project.meets_coverage,
        "remainder_only": project.is_remainder_only,
    }


def _read_candidate(row: dict[str, Any]) -> Candidate:
    viable_on = date.fromisoformat(row["viable_on"]) if row["viable_on"] else None
    texts = {"technical_score": Decimal(row["technical_score"]), "amount": Decimal(row["amount"])}
    return Candidate(**{**row, **texts, "viable_on": viable_on})


def _amount(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _remainder_note(ranking: Ranking, inputs: dict[str, Any]) -> str:
    left = f"S/ {ranking.left_before_remainder:,.2f}"
    threshold = _amount(json.loads(canonical_json(inputs))["remainder_below"])
    if threshold is None:
        return f"Quedan {left} sin asignar. La norma elegida no tiene regla para el saldo."
    below = f"S/ {threshold:,.2f}"
    if ranking.remainder_opened:
        return (
            f"El reparto regular dejó {left}, menos de {below}: ese saldo financia, en orden, "
            "proyectos por cobertura de población."
        )
    if ranking.left_before_remainder == 0:
        return "El reparto regular usó todo el techo: no quedó saldo."
    return f"El reparto regular dejó {left}; la regla del saldo se abre solo cuando queda menos de {below}."


def _write_rows(result: Prioritization, ranking: Ranking, process: BudgetProcess) -> None:
    projects = {project.cui: project for project in on_ballot(process)}
    PrioritizedRow.objects.bulk_create(
        PrioritizedRow(
            prioritization=result,
            project=projects[row.candidate.key],
            list_key=row.candidate.list_key,
            position=row.position,
            fill_position=row.fill_position,
            technical_score=row.candidate.technical_score,
            votes=row.candidate.votes,
            vote_base=row.vote_base,
            vote_score=row.vote_score,
            technical_part=row.technical_part,
            vote_part=row.vote_part,
            total=row.total,
            amount=row.candidate.amount,
            outcome=row.outcome,
            is_remainder_only=row.candidate.remainder_only,
            by_remainder=row.by_remainder,
            balance_before=row.balance_before,
            balance_after=row.balance_after,
            tie_criterion=row.tie_criterion,
            tied_with=", ".join(row.tied_with),
            note=_note(row, ranking),
        )
        for row in ranking.rows
    )


def _note(row: rules.RankedRow, ranking: Ranking) -> str:
    if row.candidate.list_key in ranking.silent_lists:
        return "Nadie marcó un proyecto de esta lista: el puntaje de votación es cero para todos."
    return ""
