"""What the result package holds, read from the database (docs/package.md). Only of published versions."""

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from tinkuy.commons.voting.enums import RollState
from tinkuy.commons.voting.models import AnnulledBallot, Poll, RollEntry
from tinkuy.commons.voting.queries import (
    ballots_of,
    batches_of,
    commitments_of,
    marks_by_channel,
    poll_of,
    seals_of,
)
from tinkuy.foundation.audit.queries import acts_of
from tinkuy.foundation.shared.canonical import instant

from ..models import BudgetProcess, BudgetProject, EligibilityOverride, ImpactRuleSet, Prioritization, PrioritizedRow
from ..rules.package import Box, PackageFacts, contents, digest
from .evaluation import handed_in_sheets, matrix_of

PUBLISHED = "budgeting.published_result"


def package_contents(result: Prioritization) -> dict[str, bytes]:
    """Path → bytes of the files that say what happened, up to this version."""
    return contents(_facts(result))


def contents_digest(result: Prioritization) -> str:
    """What the act of publication records, so that the head of the chain answers for every byte."""
    return digest(package_contents(result))


def manifest_of(result: Prioritization) -> dict[str, Any]:
    """The manifest but for its files and its head."""
    process = result.process
    poll = _poll(process)
    return {
        **_process_data(process, poll),
        "poll": str(poll.public_id),
        "rules_hash": poll.rules_hash,
        "chain": process.space.chain,
        "result_version": result.version,
        "published_at": _instant(result.published_at),
    }


def acts_until_published(result: Prioritization) -> Iterator[dict[str, Any]]:
    """The chain of the space from its first act to the publication of this version."""
    for act in acts_of(result.process.space.chain):
        yield act
        if act["kind"] == PUBLISHED and json.loads(act["payload"])["version"] == result.version:
            return


def _facts(result: Prioritization) -> PackageFacts:
    process = result.process
    poll = _poll(process)
    snapshot = poll.snapshots.order_by("-number").first()
    if snapshot is None:
        raise LookupError("The poll has no roll.")
    return PackageFacts(
        process=_process_data(process, poll),
        rules=poll.rules,
        frozen=json.loads(poll.rules),
        boxes=_boxes(poll),
        seals=[{key: value for key, value in seal.items() if key != "scope_title"} for seal in seals_of(poll)],
        snapshot={
            "number": snapshot.number,
            "source": snapshot.source,
            "row_count": snapshot.row_count,
            "sorted_hash": snapshot.sorted_hash,
        },
        people=_people(poll),
        rule_set=_rule_set(process.rule_set),
        projects=_projects(process),
        evaluations=_evaluations(process),
        batches=batches_of(poll),
        versions=[_version(row) for row in process.prioritizations.filter(version__lte=result.version)],
    )


def _poll(process: BudgetProcess) -> Poll:
    poll = poll_of(process.space)
    if poll is None:
        raise LookupError("The process has no poll.")
    return poll


def _process_data(process: BudgetProcess, poll: Poll) -> dict[str, Any]:
    space = process.space
    return {
        "space": space.slug,
        "title": poll.title,
        "entity": space.body.name,
        "fiscal_year": process.fiscal_year,
        "is_demo": space.is_demo,
    }


def _boxes(poll: Poll) -> list[Box]:
    ballots, commitments, channels = ballots_of(poll), commitments_of(poll), marks_by_channel(poll)
    roll: dict[tuple[str, str], int] = defaultdict(int)
    for scope, state in RollEntry.objects.filter(poll=poll).values_list("scope__key", "state"):
        roll[scope, state] += 1
    annulled: dict[str, int] = defaultdict(int)
    for scope in AnnulledBallot.objects.filter(poll=poll).values_list("scope__key", flat=True):
        annulled[scope] += 1
    return [
        Box(
            key=key,
            ballots=ballots[key],
            commitments=[(row["commitment"], row["seal"], row.get("replaced", False)) for row in commitments[key]],
            roll_valid=roll[key, RollState.VALID],
            roll_annulled=roll[key, RollState.ANNULLED],
            annulled=annulled[key],
            channels=channels[key],
        )
        for key in ballots
    ]


def _people(poll: Poll) -> list[dict[str, Any]]:
    """The roll as it was taken, by person, without the keyed hash that tells people apart."""
    found: dict[str, dict[str, Any]] = {}
    for entry in RollEntry.objects.filter(poll=poll).select_related("scope").order_by("scope__position"):
        row = found.setdefault(
            entry.person,
            {
                "name": entry.label,
                "organization": entry.organization_name,
                "seat": entry.seat,
                "scopes": [],
                "annulled": False,
            },
        )
        row["scopes"].append(entry.scope.key)
        row["annulled"] |= entry.state == RollState.ANNULLED
    return list(found.values())


def _rule_set(rules: ImpactRuleSet | None) -> dict[str, Any] | None:
    if rules is None:
        return None
    names = (
        "key", "title", "norm", "article", "confidence", "requires_viable", "minimum_amount", "minimum_districts",
        "minimum_provinces", "reach", "minimum_coverage", "coverage_is_required", "remainder_below",
    )  # fmt: skip
    return {name: getattr(rules, name) for name in names}


def _projects(process: BudgetProcess) -> list[dict[str, Any]]:
    overrides = {row.project_id: row for row in EligibilityOverride.objects.filter(project__process=process)}
    rows = process.projects.select_related("list", "dossier").prefetch_related("eligibility")
    return [_project(row, overrides.get(row.pk)) for row in rows]


def _project(row: BudgetProject, override: EligibilityOverride | None) -> dict[str, Any]:
    names = ("cui", "title", "is_viable", "places_are_exact", "beneficiaries", "viable_on", "meets_coverage", "ubigeo")
    finding_names = ("rule", "value", "threshold", "outcome", "decides", "sentence", "source")
    return {
        **{name: getattr(row, name) for name in names},
        "list": row.list.key,
        "amount": f"{row.amount:.2f}",
        "total_cost": None if row.total_cost is None else f"{row.total_cost:.2f}",
        "districts": row.district_count,
        "provinces": row.province_count,
        "remainder_only": row.is_remainder_only,
        "dossier_code": row.dossier.code,
        "technical_score": None if row.technical_score is None else f"{row.technical_score:.4f}",
        "eligibility": [{name: getattr(found, name) for name in finding_names} for found in row.eligibility.all()],
        "override": override
        and {
            "is_eligible": override.is_eligible,
            "ground": override.ground,
            "document": override.document,
            "decided_at": _instant(override.decided_at),
        },
    }


def _evaluations(process: BudgetProcess) -> dict[str, Any]:
    matrix = matrix_of(process)
    if matrix is None:
        raise LookupError("The process has no approved matrix.")
    names = ("version", "title", "approved_document", "approved_organ", "approved_on")
    sheets = [
        {
            "project": sheet.project.cui,
            "evaluator": sheet.evaluator.number,
            "round": sheet.round,
            "status": sheet.status,
            "is_annulled": hasattr(sheet, "annulment"),
            "points": {score.criterion.code: f"{score.points:.2f}" for score in sheet.scores.all()},
            "grounds": {score.criterion.code: score.ground for score in sheet.scores.all()},
        }
        for sheet in handed_in_sheets(process.projects.all())
    ]
    return {
        "matrix": {
            **{name: getattr(matrix, name) for name in names},
            "criteria": [{"code": c.code, "name": c.name, "weight": f"{c.weight:.2f}"} for c in matrix.criteria.all()],
        },
        "minimum_evaluators": process.minimum_evaluators,
        "spread_threshold": process.spread_threshold,
        "sheets": sorted(sheets, key=lambda sheet: (sheet["project"], sheet["evaluator"], sheet["round"])),
    }


def _version(result: Prioritization) -> dict[str, Any]:
    return {
        "version": result.version,
        "reason": result.reason,
        "computed_at": _instant(result.computed_at),
        "published_at": _instant(result.published_at),
        "rules_hash": result.rules_hash,
        "inputs_hash": result.inputs_hash,
        "draw_seed": result.draw_seed,
        "ceiling": f"{result.ceiling:.2f}",
        "assigned": f"{result.assigned:.2f}",
        "balance": f"{result.balance:.2f}",
        "inputs": json.loads(result.inputs),
        "rows": [_row(row) for row in result.rows.select_related("project")],
    }


def _row(row: PrioritizedRow) -> dict[str, Any]:
    scores = ("technical_score", "vote_score", "technical_part", "vote_part", "total")
    amounts = ("amount", "balance_before", "balance_after")
    same = ("position", "fill_position", "votes", "vote_base", "outcome", "by_remainder", "tie_criterion")
    return {
        "project": row.project.cui,
        "list": row.list_key,
        "remainder_only": row.is_remainder_only,
        "tied_with": row.tied_with.split(", ") if row.tied_with else [],
        **{name: f"{getattr(row, name):.4f}" for name in scores},
        **{name: f"{getattr(row, name):.2f}" for name in amounts},
        **{name: getattr(row, name) for name in same},
    }


def _instant(at: datetime | None) -> str | None:
    return None if at is None else instant(at)
