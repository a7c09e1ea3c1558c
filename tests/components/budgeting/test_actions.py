"""Who did what, when, and what the log says of it; what is refused leaves nothing behind."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from tests.factories import budgeting, cast
from tinkuy.commons.voting.queries import poll_of
from tinkuy.components.budgeting.actions.agreement import AgreementFacts, issue_agreement
from tinkuy.components.budgeting.actions.candidates import add_candidate, change_amount, withdraw_candidate
from tinkuy.components.budgeting.actions.eligibility import check_eligibility, override_eligibility
from tinkuy.components.budgeting.actions.evaluation import annul_sheet, hand_in_sheet, save_sheet, send_back
from tinkuy.components.budgeting.actions.matrix import approve_matrix, draft_matrix, save_matrix, template
from tinkuy.components.budgeting.actions.process import configure_process, set_lists
from tinkuy.components.budgeting.actions.result import compute, prioritize, publish_result
from tinkuy.components.budgeting.actions.vote import prepare_vote
from tinkuy.components.budgeting.models import CriterionScore, EvaluationSheet, Prioritization
from tinkuy.components.budgeting.queries.evaluation import assessment_of
from tinkuy.components.budgeting.queries.results import result_of
from tinkuy.components.budgeting.refusals import EvaluationRefusal, ProcessRefusal, ResultRefusal
from tinkuy.components.budgeting.rules.settings import ListSpec
from tinkuy.components.budgeting.rules.sheets import Entry
from tinkuy.foundation.audit.models import Act
from tinkuy.foundation.audit.queries import chain_breaks_at
from tinkuy.foundation.shared.canonical import canonical_json, sha256
from tinkuy.foundation.shared.refusals import Refusal, Refused
from tinkuy.foundation.shared.triggers import REFUSAL
from tinkuy.foundation.spaces.refusals import StageRefusal

pytestmark = pytest.mark.django_db
AT = budgeting.AT


def refusal_of(call, /, **arguments: object) -> Refusal:
    with pytest.raises(Refused) as caught:
        call(**arguments)
    return caught.value.refusal


def last_act() -> Act:
    return Act.objects.order_by("-id").first()


def states(process) -> dict[str, str]:
    return dict(process.projects.order_by("cui").values_list("cui", "state"))


# The process ----------------------------------------------------------------------------------------


def test_a_new_process_has_its_tie_order_its_rule_set_and_an_act() -> None:
    process = budgeting.process()
    assert [row.criterion for row in process.tie_criteria.all()] == [
        "technical",
        "provinces",
        "beneficiaries",
        "viable_on",
        "draw",
    ]
    assert process.rule_set.key == "regional-ds-097"
    act = Act.objects.get(kind="budgeting.created_process")
    assert (act.actor_number, act.at) == (cast.elena().pk, AT)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"vote_weight": Decimal("0.30")}, ProcessRefusal.WEIGHTS),
        ({"technical_weight": Decimal("0.805"), "vote_weight": Decimal("0.195")}, ProcessRefusal.WEIGHT_OUT_OF_RANGE),
        ({"ceiling": Decimal("0.00")}, ProcessRefusal.CEILING),
        ({"institutional_share": Decimal("100.01")}, ProcessRefusal.SHARE),
        ({"max_choices": 0}, ProcessRefusal.NOT_POSITIVE),
        ({"tie_order": ("technical",)}, ProcessRefusal.TIE_ORDER),
        ({"tie_order": ("technical", "technical", "draw")}, ProcessRefusal.TIE_ORDER),
    ],
)
def test_settings_that_do_not_hold_are_refused_and_nothing_changes(change, refusal) -> None:
    process = budgeting.process()
    settings = replace(budgeting.SETTINGS, **change)
    assert refusal_of(configure_process, process=process, settings=settings, actor=cast.elena(), at=AT) is refusal
    process.refresh_from_db()
    assert (process.ceiling, process.vote_weight) == (Decimal("12000000.00"), Decimal("0.20"))


def test_lists_may_not_promise_more_than_the_ceiling() -> None:
    process = budgeting.process()
    lists = [
        ListSpec("0601", "Cajamarca", Decimal("12000000.01")),
        ListSpec("0604", "Chota"),
        ListSpec("MULTI", "Multiprovincial"),
    ]
    assert (
        refusal_of(set_lists, process=process, lists=lists, actor=cast.elena(), at=AT) is ProcessRefusal.LIST_CEILINGS
    )


def test_a_list_with_projects_does_not_go() -> None:
    process = budgeting.process()
    lists = [ListSpec("0601", "Cajamarca")]
    assert refusal_of(set_lists, process=process, lists=lists, actor=cast.elena(), at=AT) is ProcessRefusal.LIST_IN_USE
    assert process.lists.count() == 3


# Candidates and impact ------------------------------------------------------------------------------


def test_candidates_copy_the_portfolio_and_take_the_list_of_their_only_province() -> None:
    process = budgeting.process()
    found = {p.cui: (p.list.key, p.amount, p.province_count, p.district_count) for p in process.projects.all()}
    assert found["2400001"] == ("MULTI", Decimal("5200000.00"), 2, 3)
    assert found["2400004"] == ("0601", Decimal("1200000.00"), 1, 1)
    assert found["2400005"] == ("0604", Decimal("2999999.99"), 1, 2)


def test_a_candidate_that_is_not_in_the_portfolio_or_is_there_twice_is_refused() -> None:
    process = budgeting.process()
    arguments = {"process": process, "actor": cast.elena(), "at": AT}
    assert refusal_of(add_candidate, cui="9999999", **arguments) is ProcessRefusal.NOT_A_RECORD
    assert refusal_of(add_candidate, cui="2400001", **arguments) is ProcessRefusal.ALREADY_CANDIDATE


def test_another_amount_needs_a_public_ground() -> None:
    project = budgeting.process().projects.get(cui="2400001")
    arguments = {"project": project, "amount": Decimal("1000000.00"), "actor": cast.elena(), "at": AT}
    assert refusal_of(change_amount, ground=" ", **arguments) is ProcessRefusal.AMOUNT_GROUND
    change_amount(ground="El resto lo pone el Ministerio de Transportes", **arguments)
    assert '"before":"5200000.00"' in last_act().payload


def test_each_candidate_is_judged_by_the_norm() -> None:
    process = budgeting.process()
    check_eligibility(process=process, actor=cast.elena(), at=AT)
    assert states(process) == {
        "2400001": "eligible",
        "2400002": "eligible",
        "2400003": "eligible",
        "2400004": "remainder",
        "2400005": "not_eligible",
        "2400006": "unverified",
    }


def test_only_the_president_decides_against_the_rules_and_says_why() -> None:
    process = budgeting.judged_process()
    project = process.projects.get(cui="2400005")
    arguments = {"project": project, "is_eligible": True, "document": "Informe 12-2026", "at": AT}
    grounded = {**arguments, "ground": "Le falta un céntimo."}
    assert refusal_of(override_eligibility, actor=cast.elena(), **grounded) is ProcessRefusal.ONLY_PRESIDENT
    cast.give_role(cast.victor(), process.space, "team_president")
    assert refusal_of(override_eligibility, actor=cast.victor(), ground="", **arguments) is ProcessRefusal.NO_GROUND
    override_eligibility(actor=cast.victor(), **grounded)
    check_eligibility(process=process, actor=cast.elena(), at=AT)
    assert states(process)["2400005"] == "eligible"
    act = Act.objects.get(kind="budgeting.overrode_eligibility")
    assert (act.actor_role, act.actor_number) == ("team_president", cast.victor().pk)


# The matrix and the sheets --------------------------------------------------------------------------


def test_a_matrix_whose_weights_are_not_one_hundred_is_not_approved() -> None:
    process = budgeting.process()
    matrix = draft_matrix(process=process, actor=cast.elena(), at=AT)
    save_matrix(matrix=matrix, title="Corta", criteria=template()[:-1], actor=cast.elena(), at=AT)
    arguments = {"matrix": matrix, "approved_on": date(2026, 5, 4), "actor": cast.elena(), "at": AT}
    refusal = refusal_of(approve_matrix, document="Acta 1", organ="ET", **arguments)
    assert refusal is EvaluationRefusal.MATRIX_WEIGHTS


def test_a_matrix_is_approved_by_an_act_with_document_and_organ() -> None:
    matrix = draft_matrix(process=budgeting.process(), actor=cast.elena(), at=AT)
    arguments = {"matrix": matrix, "approved_on": date(2026, 5, 4), "actor": cast.elena(), "at": AT}
    assert refusal_of(approve_matrix, document="", organ="ET", **arguments) is EvaluationRefusal.NO_APPROVAL_ACT


def test_the_first_sheet_freezes_the_matrix_in_the_database() -> None:
    process = budgeting.judged_process()
    matrix = process.matrices.get()
    assert matrix.frozen_at is None
    budgeting.fill_sheet(process.projects.get(cui="2400001"), cast.elena(), hand_in=False)
    with pytest.raises(DatabaseError, match=REFUSAL), transaction.atomic():
        matrix.criteria.update(weight=Decimal("1.00"))
    assert refusal_of(draft_matrix, process=process, actor=cast.elena(), at=AT) is EvaluationRefusal.MATRIX_FROZEN


def test_a_half_filled_sheet_is_kept_and_cannot_be_handed_in() -> None:
    process = budgeting.judged_process()
    project = process.projects.get(cui="2400001")
    option = process.matrices.get().criteria.get(code="C1").options.first()
    entries = {"C1": Entry(option=option.pk, ground="Objetivo 3 del PDRC")}
    save_sheet(project=project, entries=entries, has_conflict=False, actor=cast.elena(), at=AT)
    assert CriterionScore.objects.get().ground == "Objetivo 3 del PDRC"
    refusal = refusal_of(hand_in_sheet, project=project, actor=cast.elena(), at=AT)
    assert refusal is EvaluationRefusal.MISSING_CRITERIA
    assert assessment_of(project).status == "too_few"


def test_a_sheet_waits_for_the_declaration_of_interest() -> None:
    project = budgeting.judged_process().projects.get(cui="2400001")
    save_sheet(project=project, entries={}, actor=cast.elena(), at=AT)
    refusal = refusal_of(hand_in_sheet, project=project, actor=cast.elena(), at=AT)
    assert refusal is EvaluationRefusal.CONFLICT_UNDECLARED


def test_a_declared_conflict_makes_the_sheet_void() -> None:
    project = budgeting.judged_process().projects.get(cui="2400001")
    save_sheet(
        project=project,
        entries={},
        has_conflict=True,
        conflict_note="Mi hermano es el residente",
        actor=cast.elena(),
        at=AT,
    )
    assert hand_in_sheet(project=project, actor=cast.elena(), at=AT).status == "void"
    budgeting.fill_sheet(project, budgeting.marta())
    assert assessment_of(project).status == "too_few"


def test_a_sheet_handed_in_does_not_change_by_action_or_by_query() -> None:
    project = budgeting.judged_process().projects.get(cui="2400001")
    budgeting.fill_sheet(project, cast.elena())
    refusal = refusal_of(save_sheet, project=project, entries={}, actor=cast.elena(), at=AT)
    assert refusal is EvaluationRefusal.ALREADY_SUBMITTED
    with pytest.raises(DatabaseError, match=REFUSAL), transaction.atomic():
        CriterionScore.objects.update(points=0)
    with pytest.raises(DatabaseError, match=REFUSAL), transaction.atomic():
        EvaluationSheet.objects.update(status="void")


@pytest.mark.parametrize(
    ("shift", "refusal"),
    [
        (timedelta(seconds=-1), StageRefusal.NOT_YET_OPEN),
        (timedelta(days=15), StageRefusal.ALREADY_CLOSED),
    ],
)
def test_sheets_are_written_while_their_stage_is_open(shift: timedelta, refusal: Refusal) -> None:
    project = budgeting.judged_process().projects.get(cui="2400001")
    arguments = {"project": project, "entries": {}, "actor": cast.elena()}
    assert refusal_of(save_sheet, at=AT + shift, **arguments) is refusal
    save_sheet(at=AT + timedelta(days=15, seconds=-1), **arguments)


def test_whoever_is_not_an_evaluator_writes_no_sheet() -> None:
    project = budgeting.judged_process().projects.get(cui="2400001")
    refusal = refusal_of(save_sheet, project=project, entries={}, actor=cast.rosa(), at=AT)
    assert refusal is EvaluationRefusal.NOT_EVALUATOR
    assert EvaluationSheet.objects.count() == 0


def test_a_project_that_is_not_eligible_is_not_evaluated() -> None:
    project = budgeting.judged_process().projects.get(cui="2400005")
    refusal = refusal_of(save_sheet, project=project, entries={}, actor=cast.elena(), at=AT)
    assert refusal is EvaluationRefusal.NOT_EVALUABLE


def test_sheets_too_far_apart_go_back_and_everybody_scores_again() -> None:
    project = budgeting.judged_process().projects.get(cui="2400001")
    budgeting.fill_sheet(project, cast.elena(), step=0)
    assert refusal_of(send_back, project=project, actor=cast.elena(), at=AT) is EvaluationRefusal.NOT_SPREAD
    budgeting.fill_sheet(project, budgeting.marta(), step=3)
    assert assessment_of(project).status == "spread"
    send_back(project=project, actor=cast.elena(), at=AT)
    assert assessment_of(project).status == "sent_back"
    budgeting.fill_sheet(project, cast.elena(), step=0)
    assert assessment_of(project).status == "sent_back"
    budgeting.fill_sheet(project, budgeting.marta(), step=0)
    assert assessment_of(project).score == Decimal("100.0000")
    assert EvaluationSheet.objects.filter(project=project).count() == 4


def test_an_undeclared_conflict_voids_the_sheet_with_its_ground() -> None:
    process = budgeting.evaluated_process()
    cast.give_role(cast.victor(), process.space, "team_president")
    project = process.projects.get(cui="2400001")
    sheet = project.sheets.first()
    arguments = {"sheet": sheet, "actor": cast.victor(), "at": AT}
    assert refusal_of(annul_sheet, ground="", **arguments) is ProcessRefusal.NO_GROUND
    annul_sheet(ground="Es accionista de la contratista", **arguments)
    assert assessment_of(project).status == "too_few"
    assert refusal_of(annul_sheet, ground="Otra vez", **arguments) is EvaluationRefusal.ALREADY_ANNULLED


# The vote -------------------------------------------------------------------------------------------


def test_a_project_without_its_evaluations_stops_the_vote_and_nothing_freezes() -> None:
    process = budgeting.judged_process()
    arguments = {"process": process, "actor": cast.elena(), "at": AT}
    assert refusal_of(prepare_vote, **arguments) is ResultRefusal.NOT_EVALUATED
    process.refresh_from_db()
    assert (process.frozen_at, poll_of(process.space)) == (None, None)


def test_one_project_without_evaluators_is_named() -> None:
    process = budgeting.evaluated_process()
    cast.give_role(cast.victor(), process.space, "team_president")
    sheet = process.projects.get(cui="2400003").sheets.first()
    annul_sheet(sheet=sheet, ground="Conflicto no declarado", actor=cast.victor(), at=AT)
    with pytest.raises(Refused) as caught:
        prepare_vote(process=process, actor=cast.elena(), at=AT)
    assert caught.value.refusal is ResultRefusal.NO_EVALUATORS
    assert caught.value.facts["project"] == "2400003"


def test_preparing_the_vote_freezes_rules_scores_and_lists() -> None:
    process = budgeting.evaluated_process()
    poll = prepare_vote(process=process, actor=cast.elena(), at=AT + timedelta(days=16))
    assert [(scope.key, sorted(o.key for o in scope.options.all())) for scope in poll.scopes.all()] == [
        ("0601", ["2400004"]),
        ("MULTI", ["2400001", "2400002", "2400003"]),
    ]
    assert poll.settings["technical_weight"] == "0.80"
    assert poll.settings["tie_order"][-1] == "draw"
    refusal = refusal_of(configure_process, process=process, settings=budgeting.SETTINGS, actor=cast.elena(), at=AT)
    assert refusal is ProcessRefusal.FROZEN
    project = process.projects.get(cui="2400001")
    with pytest.raises(DatabaseError, match=REFUSAL), transaction.atomic():
        process.projects.filter(pk=project.pk).update(technical_score=Decimal("1.0000"))
    with pytest.raises(DatabaseError, match=REFUSAL), transaction.atomic():
        process.projects.filter(pk=project.pk).update(amount=Decimal("1.00"))
    refusal = refusal_of(withdraw_candidate, project=project, ground="Tarde", actor=cast.elena(), at=AT)
    assert refusal is ProcessRefusal.FROZEN


# The result -----------------------------------------------------------------------------------------


def test_nobody_computes_a_result_while_the_vote_is_open() -> None:
    process = budgeting.voting_process()
    arguments = {"process": process, "actor": cast.elena(), "at": budgeting.VOTE_OPENS}
    assert refusal_of(prioritize, **arguments) is ResultRefusal.NOT_CLOSED
    assert Prioritization.objects.count() == 0


def test_the_result_keeps_every_number_with_its_working() -> None:
    result = budgeting.resolved_process()
    rows = {row.project.cui: row for row in result.rows.select_related("project")}
    winner = rows["2400001"]
    assert (winner.votes, winner.vote_base) == (5, 6)
    assert winner.vote_score == Decimal("83.3333")
    assert winner.technical_part + winner.vote_part - winner.total <= Decimal("0.0001")
    assert rows["2400002"].vote_score == Decimal("100.0000")
    assert result.inputs_hash == sha256(result.inputs)
    assert result.assigned + result.balance == result.ceiling


def test_the_recorded_inputs_give_the_same_result_again() -> None:
    import json  # noqa: PLC0415 (only this test reads the text)

    result = budgeting.resolved_process()
    again = compute(json.loads(result.inputs))
    assert [(row.candidate.key, str(row.outcome), row.total) for row in again.rows] == list(
        result.rows.order_by("fill_position").values_list("project__cui", "outcome", "total")
    )
    assert canonical_json(json.loads(result.inputs)) == result.inputs


def test_a_second_computation_is_a_correction_with_its_reason() -> None:
    result = budgeting.published_process()
    arguments = {"process": result.process, "actor": cast.elena(), "at": budgeting.AFTER}
    assert refusal_of(prioritize, **arguments) is ResultRefusal.NEEDS_REASON
    second = prioritize(reason="Resolución 4: se anuló un registro del padrón", **arguments)
    assert (second.version, result_of(result.process).version) == (2, 1)
    publish_result(result=second, actor=cast.elena(), at=budgeting.AFTER)
    assert result_of(result.process).version == 2
    assert result_of(result.process, 1).version == 1


def test_a_published_result_is_not_touched_again() -> None:
    result = budgeting.published_process()
    arguments = {"result": result, "actor": cast.elena(), "at": budgeting.AFTER}
    assert refusal_of(publish_result, **arguments) is ResultRefusal.ALREADY_PUBLISHED
    with pytest.raises(DatabaseError, match=REFUSAL), transaction.atomic():
        Prioritization.objects.filter(pk=result.pk).update(assigned=0)
    with pytest.raises(DatabaseError, match=REFUSAL), transaction.atomic():
        result.rows.update(votes=0)


def test_a_result_is_published_in_its_stage() -> None:
    result = budgeting.resolved_process()
    late = budgeting.VOTE_CLOSES + timedelta(days=30)
    assert refusal_of(publish_result, result=result, actor=cast.elena(), at=late) is StageRefusal.ALREADY_CLOSED


def test_the_act_is_a_document_of_the_space_and_its_hash_is_in_the_log() -> None:
    result = budgeting.published_process()
    document = result.process.space.documents.get(kind="acta_acuerdos")
    assert document.file.content.read()[:5] == b"%PDF-"
    act = Act.objects.get(kind="budgeting.issued_agreement")
    assert document.file.sha256 in act.payload
    facts = AgreementFacts(place="Cajamarca", held_on=date(2026, 6, 8), attendance=1)
    arguments = {"facts": facts, "commitments": [], "actor": cast.elena(), "at": budgeting.AFTER}
    assert refusal_of(issue_agreement, result=result, **arguments) is ResultRefusal.ALREADY_ISSUED


def test_the_whole_process_leaves_a_chain_that_holds() -> None:
    result = budgeting.published_process()
    assert chain_breaks_at(result.process.space.chain) is None
    kinds = set(Act.objects.filter(chain=result.process.space.chain).values_list("kind", flat=True))
    assert {
        "budgeting.created_process",
        "budgeting.chose_portfolio",
        "budgeting.added_candidate",
        "budgeting.checked_eligibility",
        "budgeting.approved_matrix",
        "budgeting.froze_matrix",
        "budgeting.handed_in_sheet",
        "budgeting.prepared_vote",
        "budgeting.computed_result",
        "budgeting.published_result",
        "budgeting.issued_agreement",
    } <= kinds
