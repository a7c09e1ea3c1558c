"""A team writes the impact rules of its ordinance, without programming; those already used stay as they were."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from tests.factories import budgeting, cast
from tinkuy.components.budgeting.actions.eligibility import check_eligibility
from tinkuy.components.budgeting.actions.process import choose_rule_set
from tinkuy.components.budgeting.actions.rule_sets import add_rule_set, change_rule_set
from tinkuy.components.budgeting.models import BudgetProcess, ImpactRuleSet
from tinkuy.components.budgeting.queries.rule_sets import rule_sets_for
from tinkuy.components.budgeting.refusals import RuleSetRefusal
from tinkuy.components.budgeting.rules.rule_sets import RuleSetValues, why_not_rule_set
from tinkuy.foundation.audit.queries import acts_of
from tinkuy.foundation.shared.refusals import Refused

VALUES = RuleSetValues(
    title="Impacto según la Ordenanza 012",
    level="regional",
    norm="Ordenanza Regional 012-2027",
    source="El Peruano",
    confidence="unverified",
    valid_from=date(2027, 1, 1),
    minimum_provinces=2,
    reach="any",
)
DESK = "/panel/espacios/pp-2027/presupuesto/reglas/normas/"
TYPED = {
    "title": "Impacto según la Ordenanza 012",
    "level": "regional",
    "norm": "Ordenanza Regional 012-2027",
    "source": "El Peruano",
    "confidence": "unverified",
    "valid_from": "2027-01-01",
    "reach": "all",
    "requires_viable": "on",
}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, None),
        ({"valid_to": date(2027, 1, 1)}, None),
        ({"valid_to": date(2026, 12, 31)}, RuleSetRefusal.ENDS_BEFORE_IT_STARTS),
        ({"minimum_provinces": None}, None),
        ({"minimum_provinces": None, "requires_viable": False}, RuleSetRefusal.NO_RULE),
        ({"coverage_is_required": True}, RuleSetRefusal.REMAINDER_NEEDS_COVERAGE),
        ({"remainder_below": Decimal(3)}, RuleSetRefusal.REMAINDER_NEEDS_COVERAGE),
        ({"remainder_below": Decimal(3), "minimum_coverage": Decimal(5)}, None),
    ],
)
def test_what_a_set_must_be(change, expected) -> None:
    assert why_not_rule_set(replace(VALUES, **change)) is expected


def add(process: BudgetProcess, **options: object) -> ImpactRuleSet:
    return add_rule_set(process=process, values=VALUES, actor=budgeting.marta(), at=cast.AT, **options)


@pytest.mark.django_db
def test_a_written_set_is_dated_owned_recorded_and_judges() -> None:
    process = budgeting.judged_process()
    rules = add(process)
    assert (rules.body, rules.minimum_amount, rules.minimum_provinces, rules.reach) == (
        process.space.body,
        None,
        2,
        "any",
    )
    act = list(acts_of(process.space.chain))[-1]
    assert (act["kind"], json.loads(act["payload"])["confidence"]) == ("budgeting.added_rule_set", "unverified")
    choose_rule_set(process=process, rule_set=rules, actor=budgeting.marta(), at=cast.AT)
    check_eligibility(process=process, actor=budgeting.marta(), at=cast.AT)
    project = process.projects.first()
    assert [row.rule for row in project.eligibility.all()] == ["viable", "provinces"]


@pytest.mark.django_db
def test_a_set_in_use_stays_and_its_next_version_names_it() -> None:
    process = budgeting.judged_process()
    rules = add(process)
    change_rule_set(
        process=process,
        rule_set=rules,
        values=replace(VALUES, minimum_provinces=3),
        actor=budgeting.marta(),
        at=cast.AT,
    )
    choose_rule_set(process=process, rule_set=rules, actor=budgeting.marta(), at=cast.AT)
    check_eligibility(process=process, actor=budgeting.marta(), at=cast.AT)
    with pytest.raises(Refused) as refused:
        change_rule_set(process=process, rule_set=rules, values=VALUES, actor=budgeting.marta(), at=cast.AT)
    assert refused.value.refusal is RuleSetRefusal.IN_USE
    rules.refresh_from_db()
    assert rules.minimum_provinces == 3
    assert add(process, replaces=rules).replaces == rules


@pytest.mark.django_db
def test_nobody_edits_the_sets_of_the_product_nor_sees_another_entity_s() -> None:
    process = budgeting.judged_process()
    product = ImpactRuleSet.objects.get(key="distrital")
    with pytest.raises(Refused) as refused:
        change_rule_set(process=process, rule_set=product, values=VALUES, actor=budgeting.marta(), at=cast.AT)
    assert refused.value.refusal is RuleSetRefusal.NOT_YOURS
    assert add(process) not in rule_sets_for(cast.public_body(slug="gore-otra"))


@pytest.fixture
def desk() -> Client:
    process = budgeting.judged_process()
    user = cast.give_role(budgeting.marta(), process.space, "coordinator")
    return cast.sign_in(Client(), user)


@pytest.mark.django_db
def test_the_page_writes_a_set_with_its_switches(desk) -> None:
    page = desk.get(DESK).content.decode()
    assert "Configuración, no norma verificada" in page
    silent = desk.post(DESK + "nueva/", {**TYPED, "uses_amount": "on"})
    assert silent.status_code == 422
    assert "La regla está encendida: escribe su umbral, o apágala." in silent.content.decode()
    typed = {**TYPED, "uses_amount": "on", "minimum_amount": "S/ 1,200,000.50", "minimum_districts": "7"}
    assert desk.post(DESK + "nueva/", typed).status_code == 302
    rules = ImpactRuleSet.objects.get(norm="Ordenanza Regional 012-2027")
    assert (rules.minimum_amount, rules.minimum_districts) == (Decimal("1200000.50"), None)
    assert desk.post(f"{DESK}{rules.key}/", {**typed, "norm": "OR 013"}).status_code == 302
    rules.refresh_from_db()
    assert rules.norm == "OR 013"


@pytest.mark.django_db
def test_the_page_of_a_set_that_does_not_change_offers_its_next_version(desk) -> None:
    answer = desk.get(f"{DESK}regional-ds-097/", follow=True)
    assert answer.redirect_chain[-1][0].endswith("nueva/?desde=regional-ds-097")
    assert 'value="3000000.00"' in answer.content.decode()
    assert desk.post(DESK + "nueva/?desde=regional-ds-097", TYPED).status_code == 302
    assert ImpactRuleSet.objects.get(norm=TYPED["norm"]).replaces.key == "regional-ds-097"


@pytest.mark.django_db
def test_strangers_write_no_rules() -> None:
    budgeting.judged_process()
    stranger = cast.sign_in(Client(), cast.carmen())
    assert stranger.post(DESK + "nueva/", TYPED).status_code == 403
    assert not ImpactRuleSet.objects.exclude(body=None).exists()
