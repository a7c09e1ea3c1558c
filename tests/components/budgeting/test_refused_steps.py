"""Every step of a process that the rules stop: the reason is the right one and nothing is left behind."""

import json
from datetime import timedelta
from decimal import Decimal

import pytest

from tests.factories import budgeting, cast
from tinkuy.commons.investments.models import InvestmentRecord, PortfolioVersion
from tinkuy.commons.voting.queries import poll_of
from tinkuy.components.budgeting.actions.candidates import add_candidate, change_amount
from tinkuy.components.budgeting.actions.eligibility import check_eligibility
from tinkuy.components.budgeting.actions.evaluation import annul_sheet, name_evaluator, save_sheet
from tinkuy.components.budgeting.actions.process import choose_portfolio, create_process, set_lists
from tinkuy.components.budgeting.actions.result import compute, prioritize, publish_result
from tinkuy.components.budgeting.actions.vote import move_poll_dates, prepare_vote, retake_roll
from tinkuy.components.budgeting.models import BudgetProcess, BudgetProject, Evaluator, SheetAnnulment
from tinkuy.components.budgeting.refusals import EvaluationRefusal, ProcessRefusal, ResultRefusal
from tinkuy.components.budgeting.rules.settings import ListSpec
from tinkuy.foundation.shared.refusals import Refusal, Refused

pytestmark = pytest.mark.django_db
AT = budgeting.AT


def refusal_of(call, /, **arguments: object) -> Refusal:
    arguments = {"actor": cast.elena(), "at": AT, **arguments}
    with pytest.raises(Refused) as caught:
        call(**arguments)
    return caught.value.refusal


def empty_process(*, with_portfolio: bool = True) -> BudgetProcess:
    """With its lists and no candidate."""
    budgeting.territory()
    space = budgeting.space()
    made = {"settings": budgeting.SETTINGS, "lists": budgeting.LISTS, "actor": cast.elena(), "at": AT}
    process = create_process(space=space, **made)
    if with_portfolio:
        choose_portfolio(process=process, version=budgeting.portfolio(space), actor=cast.elena(), at=AT)
    return process


# Opening ----------------------------------------------------------------------------------------------


def test_a_space_has_one_process() -> None:
    process = budgeting.process()
    refusal = refusal_of(create_process, space=process.space, settings=budgeting.SETTINGS)
    assert refusal is ProcessRefusal.ALREADY_EXISTS
    assert BudgetProcess.objects.count() == 1


def test_a_list_stands_once() -> None:
    process = empty_process()
    lists = [*budgeting.LISTS, ListSpec("0601", "Cajamarca otra vez")]
    assert refusal_of(set_lists, process=process, lists=lists) is ProcessRefusal.LIST_REPEATED
    assert process.lists.count() == 3


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"status": "preview"}, ProcessRefusal.PORTFOLIO_NOT_CONFIRMED),
        ({"status": "discarded"}, ProcessRefusal.PORTFOLIO_NOT_CONFIRMED),
        ({"body": "another"}, ProcessRefusal.PORTFOLIO_OF_ANOTHER_BODY),
    ],
)
def test_a_process_works_on_a_confirmed_portfolio_of_its_own_body(change, refusal: Refusal) -> None:
    process = empty_process(with_portfolio=False)
    version = budgeting.portfolio(process.space)
    if "body" in change:
        change = {"body": cast.public_body("municipalidad-de-jaen")}
    PortfolioVersion.objects.filter(pk=version.pk).update(**change)
    version.refresh_from_db()
    assert refusal_of(choose_portfolio, process=process, version=version) is refusal
    process.refresh_from_db()
    assert process.portfolio_version is None


# Candidates -------------------------------------------------------------------------------------------


def test_there_are_no_candidates_without_a_portfolio() -> None:
    process = empty_process(with_portfolio=False)
    assert refusal_of(add_candidate, process=process, cui="2400001") is ProcessRefusal.NO_PORTFOLIO


def test_an_investment_of_no_list_is_no_candidate() -> None:
    process = empty_process()
    set_lists(process=process, lists=budgeting.LISTS[:1], actor=cast.elena(), at=AT)
    assert refusal_of(add_candidate, process=process, cui="2400005") is ProcessRefusal.NO_LIST
    assert refusal_of(add_candidate, process=process, cui="2400004", list_key="0699") is ProcessRefusal.NO_LIST
    assert BudgetProject.objects.count() == 0


def test_an_investment_without_a_known_amount_asks_for_one_with_its_ground() -> None:
    process = empty_process()
    InvestmentRecord.objects.filter(investment__cui="2400004").update(balance=None, updated_cost=None)
    assert refusal_of(add_candidate, process=process, cui="2400004") is ProcessRefusal.NO_AMOUNT
    known = {"amount": Decimal("900000.00"), "amount_ground": "Saldo según el expediente"}
    project = add_candidate(process=process, cui="2400004", actor=cast.elena(), at=AT, **known)
    for amount in ("0", "-1.00"):
        refusal = refusal_of(change_amount, project=project, amount=Decimal(amount), ground="Corrección")
        assert refusal is ProcessRefusal.NO_AMOUNT
    project.refresh_from_db()
    assert project.amount == Decimal("900000.00")


def test_eligibility_is_not_checked_without_the_norm_it_applies() -> None:
    process = budgeting.process()
    BudgetProcess.objects.update(rule_set=None)
    process.refresh_from_db()
    assert refusal_of(check_eligibility, process=process) is ProcessRefusal.NO_RULE_SET
    assert set(process.projects.values_list("state", flat=True)) == {"candidate"}


# Evaluation -------------------------------------------------------------------------------------------


def test_only_somebody_of_the_technical_team_is_named_evaluator() -> None:
    process = budgeting.process()
    assert refusal_of(name_evaluator, process=process, user=cast.rosa()) is EvaluationRefusal.NOT_ON_TEAM
    assert Evaluator.objects.count() == 0


def test_nobody_scores_without_an_approved_matrix() -> None:
    process = budgeting.process()
    check_eligibility(process=process, actor=cast.elena(), at=AT)
    cast.give_role(cast.elena(), process.space, "technical_team")
    name_evaluator(process=process, user=cast.elena(), actor=cast.elena(), at=AT)
    project = process.projects.get(cui="2400001")
    assert refusal_of(save_sheet, project=project, entries={}) is EvaluationRefusal.NO_MATRIX
    assert project.sheets.count() == 0


def test_a_sheet_still_being_written_is_not_annulled() -> None:
    process = budgeting.judged_process()
    cast.give_role(cast.victor(), process.space, "team_president")
    project = process.projects.get(cui="2400001")
    budgeting.fill_sheet(project, cast.elena(), hand_in=False)
    refusal = refusal_of(annul_sheet, sheet=project.sheets.get(), ground="Conflicto", actor=cast.victor())
    assert refusal is EvaluationRefusal.NOT_SUBMITTED
    assert SheetAnnulment.objects.count() == 0


# The vote ---------------------------------------------------------------------------------------------


def test_sheets_more_than_the_threshold_apart_stop_the_vote_and_the_project_is_named() -> None:
    process = budgeting.judged_process()
    for project in process.projects.filter(cui__in=budgeting.ON_BALLOT):
        budgeting.fill_sheet(project, cast.elena(), step=0)
        budgeting.fill_sheet(project, budgeting.marta(), step=3 if project.cui == "2400002" else 0)
    with pytest.raises(Refused) as caught:
        prepare_vote(process=process, actor=cast.elena(), at=AT)
    assert caught.value.refusal is ResultRefusal.TOO_FAR_APART
    assert caught.value.facts == {"projects": "2400002", "points": 20}
    process.refresh_from_db()
    assert (process.frozen_at, poll_of(process.space)) == (None, None)


def test_a_ballot_needs_projects() -> None:
    assert refusal_of(prepare_vote, process=budgeting.process()) is ResultRefusal.NO_PROJECTS


def test_a_vote_needs_its_dates() -> None:
    process = budgeting.evaluated_process()
    process.space.stages.filter(kind="votacion").delete()
    assert refusal_of(prepare_vote, process=process) is ResultRefusal.NO_STAGE
    assert poll_of(process.space) is None


def test_a_vote_is_prepared_once() -> None:
    process = budgeting.evaluated_process()
    poll = prepare_vote(process=process, actor=cast.elena(), at=AT)
    assert refusal_of(prepare_vote, process=process) is ResultRefusal.ALREADY_PREPARED
    assert poll_of(process.space) == poll


@pytest.mark.parametrize("step", [retake_roll, move_poll_dates, prioritize])
def test_without_a_vote_there_is_no_roll_no_date_and_no_result(step) -> None:
    assert refusal_of(step, process=budgeting.evaluated_process()) is ResultRefusal.NO_POLL


# The result -------------------------------------------------------------------------------------------


def test_a_version_with_a_later_one_is_not_published() -> None:
    first = budgeting.resolved_process()
    again = {"process": first.process, "actor": cast.elena(), "at": budgeting.AFTER}
    second = prioritize(reason="Resolución 4: se anuló un registro del padrón", **again)
    refusal = refusal_of(publish_result, result=first, at=budgeting.AFTER)
    assert refusal is ResultRefusal.SUPERSEDED
    publish_result(result=second, actor=cast.elena(), at=budgeting.AFTER + timedelta(hours=1))
    first.refresh_from_db()
    assert first.published_at is None


def test_inputs_that_no_frozen_rule_admits_give_no_result() -> None:
    inputs = json.loads(budgeting.resolved_process().inputs)
    inputs["candidates"][0]["technical_score"] = "100.0001"
    with pytest.raises(Refused) as caught:
        compute(inputs)
    assert caught.value.refusal is ResultRefusal.IMPOSSIBLE
    assert inputs["candidates"][0]["key"] in str(caught.value.facts["why"])
