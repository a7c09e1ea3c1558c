"""The presets of the ordinances: each starts a process; what it says has a source; two compare; a year is cloned."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from tests.factories import accreditation as agents
from tests.factories import cast
from tests.factories.budgeting import territory
from tinkuy.components.budgeting.actions.process import create_process
from tinkuy.components.budgeting.actions.settings import apply_settings
from tinkuy.components.budgeting.actions.starting import NewProcess, clone_process, start_from_preset
from tinkuy.components.budgeting.models import BudgetProcess
from tinkuy.components.budgeting.refusals import ProcessRefusal
from tinkuy.components.budgeting.rules.settings import Settings
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.spaces import queries, registry
from tinkuy.foundation.spaces.actions import apply_preset, change_rules
from tinkuy.foundation.spaces.models import RuleOrigin, Space
from tinkuy.foundation.spaces.refusals import PresetRefusal
from tinkuy.foundation.spaces.registry import PresetRow, PresetSheet
from tinkuy.foundation.spaces.rules import PREFIX

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 28, 15, 0, tzinfo=UTC)
NEW = NewProcess(2028, Decimal("9000000.00"), "Presupuesto participativo 2028", "Planeamiento", "Ordenanza de prueba")
PRESETS = {sheet.key: sheet for sheet in registry.shipped_presets("budgeting")}
# Rules that some module does not apply yet: they are listed on the page of rules. This list only gets shorter.
WAITING: set[str] = set()
WAITING_KEYS = {"budgeting.allows_packages", "budgeting.splits_by_axis"}


def start(key: str = "cajamarca", new: NewProcess = NEW) -> Space:
    territory()
    return start_from_preset(body=cast.public_body(), sheet=PRESETS[key], new=new, actor=cast.elena(), at=AT)


def test_the_ten_presets_are_there():
    assert sorted(PRESETS) == [
        "apurimac", "arequipa", "cajamarca", "callao", "distrital",
        "huancavelica", "ica", "provincial", "puno", "tacna",
    ]  # fmt: skip


@pytest.mark.parametrize("key", PRESETS)
def test_one_click_starts_a_draft_with_stages_rules_and_expected_documents(key):
    space = start(key)
    process = BudgetProcess.objects.get(space=space)
    assert (space.status, process.fiscal_year, process.ceiling) == ("draft", 2028, Decimal("9000000.00"))
    assert RuleOrigin.objects.get(space=space).preset_key == key
    assert {"ordenanza", "inscripcion", "evaluacion", "votacion", "acuerdos"} <= {
        row.kind for row in space.stages.all()
    }
    assert queries.legal_file(space, AT).next_step.missing
    said = {row.key: row.value for row in space.rule_sources.all()}
    assert said == PRESETS[key].values
    assert queries.contradictions_of(space) == []


@pytest.mark.parametrize("key", PRESETS)
def test_proposed_dates_are_working_days_and_none_has_passed(key):
    for stage in start(key).stages.all():
        assert stage.opens_at > AT
        assert stage.opens_at.weekday() < 5
        assert (stage.closes_at - timedelta(hours=5)).weekday() < 5


@pytest.mark.parametrize("key", PRESETS)
def test_every_rule_of_a_preset_is_a_registered_setting_or_waits_by_name(key):
    known = registry.settings_of("budgeting")
    stages = {stage.key for stage in registry.component("budgeting").stages}
    for row in PRESETS[key].rows:
        if row.key.startswith(PREFIX):
            assert row.key.removeprefix(PREFIX) in stages
        elif row.key in known:
            queries.typed_value(known[row.key], row.value)
        else:
            assert row.key.split(".")[0] in WAITING or row.key in WAITING_KEYS
            assert registry.rule_name(row.key) != row.key


@pytest.mark.parametrize("key", PRESETS)
def test_what_is_said_to_be_of_an_ordinance_names_it(key):
    for row in PRESETS[key].rows:
        if row.mark in ("ordinance", "norm"):
            assert row.source, row.key


@pytest.mark.parametrize(
    ("key", "rule", "value", "mark"),
    [
        ("tacna", "accreditation.cure_working_days", "2", "ordinance"),
        ("arequipa", "accreditation.cure_working_days", "3", "ordinance"),
        ("arequipa", "accreditation.failed_cure", "voice_only", "ordinance"),
        ("ica", "accreditation.seats", "two_titulars", "ordinance"),
        ("ica", "oversight.min_women_percent", "30", "ordinance"),
        ("callao", "accreditation.min_adherents", "140", "ordinance"),
        ("callao", "accreditation.votes_per", "organization", "ordinance"),
        ("huancavelica", "accreditation.min_workshops", "2", "ordinance"),
        ("huancavelica", "budgeting.max_viability_months", "36", "ordinance"),
        ("apurimac", "oversight.max_members", "7", "ordinance"),
        ("puno", "oversight.recognizer", "executive", "ordinance"),
        ("cajamarca", "budgeting.technical_weight", "0.8", "configuration"),
        ("cajamarca", "accreditation.cure_working_days", "2", "default"),
        ("provincial", "budgeting.impact_rule_set", "provincial-hasta-10m", "configuration"),
        ("distrital", "budgeting.impact_rule_set", "distrital", "configuration"),
        ("cajamarca", "oversight.min_members", "4", "norm"),
    ],
)
def test_what_each_ordinance_says(key, rule, value, mark):
    row = next(row for row in PRESETS[key].rows if row.key == rule)
    assert (row.value, row.mark) == (value, mark)


def test_the_rules_land_in_typed_columns():
    process = BudgetProcess.objects.get(space=start("huancavelica"))
    assert (process.order_method, process.matrix_approved_by, process.max_viability_months) == (
        "consensus",
        "agents",
        36,
    )
    assert BudgetProcess.objects.get(space=start("ica")).rule_set.key == "regional-sin-monto"


def test_a_preset_that_the_columns_cannot_hold_is_refused_with_its_reason():
    rows = (
        PresetRow("budgeting.technical_weight", "0.7", "entity"),
        PresetRow("budgeting.vote_weight", "0.2", "entity"),
    )
    sheet = PresetSheet("rota", "budgeting", "Rota", "", rows)
    assert [row.code for row in queries.contradictions_in(sheet, year=2027)] == ["WEIGHTS_DO_NOT_SUM"]
    territory()
    with pytest.raises(Refused) as refused:
        start_from_preset(body=cast.public_body(), sheet=sheet, new=NEW, actor=cast.elena(), at=AT)
    assert refused.value.refusal is ProcessRefusal.WEIGHTS
    assert not Space.objects.exists()


def test_a_process_begins_with_one_preset_only():
    space = start()
    with pytest.raises(Refused) as refused:
        apply_preset(space=space, sheet=PRESETS["ica"], actor=cast.elena(), at=AT)
    assert refused.value.refusal is PresetRefusal.ALREADY_HAS_RULES


def test_rules_are_written_only_where_there_is_a_process():
    with pytest.raises(Refused) as refused:
        apply_settings(space=cast.space(), values={"budgeting.max_choices": 2}, actor=cast.elena(), at=AT)
    assert refused.value.refusal is ProcessRefusal.NO_PROCESS


def test_the_public_page_says_each_source_and_what_was_changed(client):
    space = start("huancavelica")
    change_rules(space=space, answers={"budgeting.max_viability_months": "24"}, actor=cast.elena(), at=AT)
    Space.objects.update(status="published")
    page = client.get(reverse("spaces:rules", args=[space.slug])).content.decode()
    assert "La plantilla decía: 36 meses." in page
    assert "OR 523-2024 (Huancavelica)" in page
    assert "según la ordenanza" in page
    assert "por defecto de la plataforma" in page
    assert "Reglas que aplica la unidad, aún sin módulo" in page
    table = client.get(reverse("spaces:rules_csv", args=[space.slug])).content.decode()
    assert "Antigüedad máxima de la viabilidad,24 meses,según la norma que cita la entidad,,36 meses,sí" in table


def test_two_presets_show_only_what_differs_or_everything_on_request(client):
    pair = {"a": "ica", "b": "tacna"}
    page = client.get(reverse("spaces:compare"), pair).content.decode()
    assert "OR 021-2025 (Ica)" in page
    rows = client.get(reverse("spaces:compare"), pair).context["rows"]
    assert not any(row.is_same for row in rows)
    everything = client.get(reverse("spaces:compare"), {**pair, "todo": "1"}).context["rows"]
    assert sum(row.is_same for row in everything) > 5
    table = client.get(reverse("spaces:compare_csv"), pair).content.decode().splitlines()
    assert len(table) == len(rows) + 1


def test_a_preset_and_the_process_that_changed_a_rule_differ_in_it(client):
    space = start("cajamarca")
    Space.objects.update(status="published")
    change_rules(space=space, answers={"budgeting.max_choices": "5"}, actor=cast.elena(), at=AT)
    rows = client.get(reverse("spaces:compare"), {"a": "cajamarca", "b": f"proceso:{space.slug}"}).context["rows"]
    changed = [row for row in rows if row.left and row.right]
    assert [(row.left.shown, row.right.shown) for row in changed] == [("3 marcas", "5 marcas")]


def test_a_draft_is_compared_by_nobody_of_outside(client):
    space = start()
    answer = client.get(reverse("spaces:compare"), {"a": "ica", "b": f"proceso:{space.slug}"})
    assert answer.status_code == 404
    assert str(PresetRefusal.UNKNOWN.reason.sentence) in answer.content.decode()


def test_a_clone_keeps_rules_and_drops_people():
    space = start("arequipa")
    cast.give_role(cast.victor(), space, "desk")
    change_rules(space=space, answers={"budgeting.max_choices": "5"}, actor=cast.elena(), at=AT)
    new = NewProcess(2029, Decimal("9500000.00"), "Presupuesto participativo 2029", "Planeamiento")
    cloned = clone_process(space=space, new=new, keeps_team=False, actor=cast.elena(), at=AT)
    process = BudgetProcess.objects.get(space=cloned)
    assert (process.fiscal_year, process.max_choices, process.projects.count()) == (2029, 5, 0)
    assert [row.key for row in process.lists.all()] == [row.key for row in space.budget_process.lists.all()]
    assert [(row.user, row.role) for row in cloned.memberships.all()] == [(cast.elena(), "coordinator")]
    assert cloned.rule_origin.cloned_from == space
    for before, after in zip(space.stages.order_by("kind"), cloned.stages.order_by("kind"), strict=True):
        assert before.kind == after.kind
        assert 360 < (after.opens_at - before.opens_at).days < 380
        assert after.opens_at.weekday() < 5
    with_team = clone_process(space=space, new=new, keeps_team=True, actor=cast.elena(), at=AT)
    assert with_team.memberships.filter(user=cast.victor(), role="desk").exists()


def test_agents_and_documents_stay_where_they_were():
    space = agents.registering()
    agents.accredited(space)
    cast.space_document(space, "ordenanza")
    create_process(space=space, settings=Settings(2027, Decimal("1000.00")), actor=cast.elena(), at=AT)
    cloned = clone_process(space=space, new=NEW, keeps_team=True, actor=cast.elena(), at=AT)
    assert (space.accreditations.count(), space.documents.count()) == (1, 1)
    assert (cloned.accreditations.count(), cloned.documents.count()) == (0, 0)
    assert cloned.accreditation_requests.count() == 0


def test_a_space_without_its_budget_is_not_cloned():
    with pytest.raises(Refused) as refused:
        clone_process(space=cast.space(), new=NEW, keeps_team=False, actor=cast.elena(), at=AT)
    assert refused.value.refusal is ProcessRefusal.NO_PROCESS


def test_an_official_starts_and_clones_from_the_pages(client, time_machine):
    time_machine.move_to(AT)
    territory()
    cast.sign_in(client, cast.give_entity_role(cast.elena(), cast.public_body()))
    address = reverse("budgeting:start", args=["gore-cajamarca"])
    assert "Las fechas que se proponen" in client.get(address, {"plantilla": "ica"}).content.decode()
    fields = {
        "preset": "ica",
        "fiscal_year": 2028,
        "title": "PP 2028",
        "ceiling": "9,000,000",
        "responsible_unit": "OPP",
    }
    assert client.post(address, {**fields, "ceiling": "0"}).status_code == 422
    space = Space.objects.filter(title="PP 2028").first()
    assert space is None
    client.post(address, fields)
    space = Space.objects.get(title="PP 2028")
    clone = reverse("budgeting:clone", args=[space.slug])
    answer = client.post(clone, {"fiscal_year": 2029, "title": "PP 2029", "ceiling": "1", "responsible_unit": "OPP"})
    assert answer.url == reverse("panel:file", args=[Space.objects.get(title="PP 2029").slug])


@pytest.mark.parametrize("name", ["presets", "compare"])
def test_public_pages_of_presets_cost_little(client, django_assert_max_num_queries, name):
    with django_assert_max_num_queries(10):
        client.get(reverse(f"spaces:{name}"), {"a": "ica", "b": "puno", "todo": "1"})


@pytest.mark.parametrize("name", ["rules", "file"])
def test_public_pages_of_a_process_cost_little(client, django_assert_max_num_queries, name):
    space = start("puno")
    Space.objects.update(status="published")
    with django_assert_max_num_queries(25):
        assert client.get(reverse(f"spaces:{name}", args=[space.slug])).status_code == 200


def test_a_rule_that_nothing_computes_says_so_where_it_is_read(client):
    space = start("tacna")
    cast.give_role(cast.elena(), space, "coordinator")
    cast.sign_in(client, cast.elena())
    words = "todavía no la calcula"
    assert client.get(f"/espacios/{space.slug}/reglas/").text.count(words) == 3
    assert client.get(f"/panel/espacios/{space.slug}/reglas/orden/").text.count(words) == 1
