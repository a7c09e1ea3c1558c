"""An official without documentation: the questionnaire, the rules, all dates at once, suspending. Refusals included."""

import json
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.html import escape

from tests.factories import cast
from tests.factories.budgeting import territory
from tinkuy.components.budgeting.actions.starting import NewProcess, start_from_preset
from tinkuy.components.budgeting.models import BudgetProcess
from tinkuy.foundation.audit.models import Act
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.spaces import actions, queries, registry
from tinkuy.foundation.spaces.models import Preset, RuleExplanation, Space, StageMove
from tinkuy.foundation.spaces.refusals import PresetRefusal, SpaceRefusal

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 28, 15, 0, tzinfo=UTC)
ENTITY = "gore-cajamarca"
NEW = NewProcess(2028, Decimal("9000000.00"), "Presupuesto participativo 2028", "Planeamiento", "Ordenanza")


@pytest.fixture
def official(client, time_machine):
    time_machine.move_to(AT, tick=False)
    return cast.sign_in(client, cast.give_entity_role(cast.elena(), cast.public_body()))


@pytest.fixture
def space(official) -> Space:
    territory()
    sheet = next(sheet for sheet in registry.shipped_presets() if sheet.key == "tacna")
    return start_from_preset(body=cast.public_body(), sheet=sheet, new=NEW, actor=cast.elena(), at=AT)


def build(client, base="tacna", title="Lambayeque 2028") -> Preset:
    client.post(reverse("panel:presets", args=[ENTITY]), {"title": title, "norm": "OR 5-2027", "base": base})
    return Preset.objects.get(title=title)


def answers_of(page) -> dict[str, str]:
    return {name: page.context["form"].initial[name] for name in page.context["form"].fields}


def test_the_questionnaire_is_walked_page_by_page_and_what_was_answered_stays(official):
    preset = build(official)
    total = len(registry.questions("budgeting"))
    for number in range(1, total + 1):
        address = reverse("panel:preset_question", args=[ENTITY, preset.slug, number])
        page = official.get(address)
        assert f"Pregunta {number} de {total}" in page.content.decode()
        fields = answers_of(page)
        if "budgeting__max_choices" in fields:
            fields["budgeting__max_choices"] = "7"
        answer = official.post(address, fields)
        assert answer.status_code == 302, answer.content.decode()
    assert answer.url == reverse("panel:preset", args=[ENTITY, preset.slug])
    values = {row.key: (row.value, row.mark, row.source) for row in preset.rows.all()}
    assert values["budgeting.max_choices"] == ("7", "entity", "OR 5-2027")
    assert values["accreditation.cure_working_days"][1] == "ordinance"
    page = official.get(answer.url).content.decode()
    assert "7 marcas" in page
    official.post(reverse("panel:preset_finish", args=[ENTITY, preset.slug]))
    assert Act.objects.filter(kind="spaces.finished_preset", actor_number=cast.elena().pk).count() == 1
    start = reverse("budgeting:start", args=[ENTITY]) + f"?plantilla={preset.slug}"
    assert start in official.get(reverse("panel:preset", args=[ENTITY, preset.slug])).content.decode()
    official.logout()
    assert "7 marcas" in official.get(reverse("spaces:preset", args=[preset.slug])).content.decode()


def test_a_wrong_answer_is_refused_with_its_reason_and_stays_typed(official):
    preset = build(official)
    number = next(n for n, row in enumerate(registry.questions("budgeting"), 1) if row.key == "orden")
    address = reverse("panel:preset_question", args=[ENTITY, preset.slug, number])
    fields = {**answers_of(official.get(address)), "budgeting__technical_weight": "mucho"}
    answer = official.post(address, fields)
    assert answer.status_code == 422
    page = answer.content.decode()
    words = {"label": "Peso del puntaje técnico", "why": "se escribe con números"}
    assert escape(str(PresetRefusal.NOT_A_VALUE.reason.sentence) % words) in page
    assert "«Peso del puntaje técnico»: se escribe con números." in page
    assert 'value="mucho"' in page


def test_a_preset_that_contradicts_itself_is_flagged_and_never_corrected(official):
    preset = build(official)
    actions.save_answers(preset=preset, answers={"budgeting.technical_weight": "0.9"}, actor=cast.elena(), at=AT)
    page = official.get(reverse("panel:preset", args=[ENTITY, preset.slug])).content.decode()
    assert "Los pesos suman 1.1 y deben sumar 1." in page
    assert preset.rows.get(key="budgeting.technical_weight").value == "0.9"


def test_a_ready_preset_does_not_change(official):
    preset = build(official)
    finish = reverse("panel:preset_finish", args=[ENTITY, preset.slug])
    official.post(finish)
    answer = official.post(finish)
    assert answer.status_code == PresetRefusal.ALREADY_READY.reason.status
    assert str(PresetRefusal.ALREADY_READY.reason.sentence) in answer.content.decode()


def test_a_preset_without_a_name_is_refused():
    with pytest.raises(Refused) as refused:
        actions.create_preset(
            body=cast.public_body(), component="budgeting", title=" ", norm="", base=None, actor=cast.elena(), at=AT
        )
    assert refused.value.refusal is PresetRefusal.TITLE_MISSING


def test_a_preset_travels_as_a_file_and_its_marks_never_say_more(official):
    preset = build(official)
    content = official.get(reverse("panel:preset_json", args=[ENTITY, preset.slug])).content
    data = {**json.loads(content), "title": "Traída"}
    upload = SimpleUploadedFile("p.json", json.dumps(data).encode())
    official.post(reverse("panel:preset_upload", args=[ENTITY]), {"upload": upload})
    brought = Preset.objects.get(title="Traída")
    assert {row.key: row.value for row in brought.rows.all()} == {row.key: row.value for row in preset.rows.all()}
    assert not brought.rows.filter(mark__in=["ordinance", "norm"]).exists()


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"{", PresetRefusal.BAD_FILE),
        (b"[" * 100_000, PresetRefusal.BAD_FILE),
        (b'{"format": "otra"}', PresetRefusal.BAD_FILE),
        (b'{"format": "tinkuy-preset", "component": "x", "title": "a", "rows": []}', PresetRefusal.BAD_FILE),
        (
            b'{"format": "tinkuy-preset", "component": "budgeting", "title": "a",'
            b' "rows": [{"key": "calendar.ideas", "value": "hoy"}]}',
            PresetRefusal.UNKNOWN_KEY,
        ),
        (
            b'{"format": "tinkuy-preset", "component": "budgeting", "title": "a",'
            b' "rows": [{"key": "a", "value": "1"}, {"key": "a", "value": "2"}]}',
            PresetRefusal.BAD_FILE,
        ),
    ],
)
def test_a_file_that_is_no_preset_is_refused(official, content, refusal):
    upload = SimpleUploadedFile("p.json", content)
    answer = official.post(reverse("panel:preset_upload", args=[ENTITY]), {"upload": upload})
    assert answer.status_code == 422
    assert str(refusal.reason.next_step) in answer.content.decode()
    assert not Preset.objects.exists()


def test_a_process_with_a_contradiction_is_published_only_when_explained(official, space):
    """Tacna's cure of two days does not fit in a registration of one: flagged, stopped, explained in public."""
    opens = datetime(2027, 3, 1, 13, 0, tzinfo=UTC)
    one_day = actions.StageDates("inscripcion", opens, opens.replace(hour=20))
    actions.schedule_stage(space=space, dates=one_day, reason="", actor=cast.elena(), at=AT)
    assert [row.code for row in queries.contradictions_of(space)] == ["CURE_LONGER_THAN_WINDOW"]
    publish = reverse("panel:publish", args=[space.slug])
    answer = official.post(publish)
    assert str(SpaceRefusal.RULES_CONTRADICT.reason.sentence) in answer.content.decode()
    explain = reverse("panel:explain", args=[space.slug, "CURE_LONGER_THAN_WINDOW"])
    empty = official.post(explain, {"ground": " "})
    assert empty.status_code == 422
    assert str(SpaceRefusal.GROUND_MISSING.reason.sentence) in empty.content.decode()
    official.post(explain, {"ground": "El Consejo lo aprobó así."})
    assert RuleExplanation.objects.get().ground == "El Consejo lo aprobó así."
    official.post(publish)
    space.refresh_from_db()
    assert space.status == "published"
    official.logout()
    page = official.get(reverse("spaces:rules", args=[space.slug])).content.decode()
    assert "El Consejo lo aprobó así." in page


def test_what_is_not_there_is_not_explained(official, space):
    with pytest.raises(Refused) as refused:
        actions.explain_contradiction(space=space, code="X", ground="Sí", actor=cast.elena(), at=AT)
    assert refused.value.refusal is SpaceRefusal.NO_CONTRADICTION


def test_a_rule_is_changed_in_the_words_of_the_questionnaire(official, space):
    address = reverse("panel:rules_edit", args=[space.slug, "dinero"])
    official.post(address, {"budgeting__fill_rule": "stop"})
    assert BudgetProcess.objects.get(space=space).fill_rule == "stop"
    lines = [line for group in queries.rules_of(space) for line in group.lines if line.is_changed]
    assert [line.key for line in lines] == ["budgeting.fill_rule"]


def test_all_dates_are_seen_before_they_are_kept(official, space):
    address = reverse("panel:dates", args=[space.slug])
    page = official.get(address)
    fields = {name: value or "" for name, value in answers_of_dates(page).items()}
    fields |= {"ideas__opens": "2027-07-28", "ideas__closes": "2027-08-06"}
    shown = official.post(address, fields).content.decode()
    assert "Empieza en día no hábil" in shown
    before = space.stages.get(kind="ideas").opens_at
    assert before.date().isoformat() != "2027-07-28"
    official.post(address, {**fields, "confirm": "1"})
    assert space.stages.get(kind="ideas").opens_at.date().isoformat() == "2027-07-28"


def answers_of_dates(page) -> dict[str, object]:
    form = page.context["form"]
    return {name: form.initial.get(name, "") for name in form.fields}


def test_a_public_process_needs_a_reason_for_its_dates_and_what_was_typed_stays(official, space):
    Space.objects.update(status="published")
    address = reverse("panel:dates", args=[space.slug])
    fields = {**answers_of_dates(official.get(address)), "ideas__closes": "2027-12-10", "confirm": "1"}
    answer = official.post(address, fields)
    assert answer.status_code == 422
    assert "2027-12-10" in answer.content.decode()
    official.post(address, {**fields, "reason": "Lluvias"})
    assert StageMove.objects.get().reason == "Lluvias"


def test_the_checklist_says_what_comes_next_and_what_is_stuck(official, space):
    page = official.get(reverse("panel:file", args=[space.slug])).content.decode()
    assert "Qué sigue" in page
    assert "Para abrirse falta publicar: Ordenanza y convocatoria." in page


def test_a_process_is_suspended_from_its_page(official, space):
    Space.objects.update(status="published")
    address = reverse("panel:status", args=[space.slug])
    empty = official.post(address, {"status": "suspended", "norm": "", "reason": ""})
    assert str(SpaceRefusal.NORM_MISSING.reason.sentence) in empty.content.decode()
    official.post(address, {"status": "suspended", "norm": "RER 1", "reason": "Lluvias"})
    space.refresh_from_db()
    assert space.status == "suspended"


@pytest.mark.parametrize("name", ["file", "dates", "rules", "status"])
def test_an_official_of_another_entity_enters_none_of_these(client, space, name):
    client.logout()
    cast.sign_in(client, cast.carmen())
    assert client.get(reverse(f"panel:{name}", args=[space.slug])).status_code in (403, 404)


@pytest.mark.parametrize("name", ["panel:presets", "budgeting:start"])
def test_nor_the_presets_of_ours(client, name):
    cast.public_body()
    cast.sign_in(client, cast.carmen())
    assert client.get(reverse(name, args=[ENTITY])).status_code == 403


def test_the_desk_shows_its_pages_by_group(official, space):
    page = official.get(reverse("panel:space", args=[space.slug])).content.decode()
    assert [word for word in ("Proceso", "Agentes", "Proyectos") if f"<h2>{word}</h2>" in page] == [
        "Proceso", "Agentes", "Proyectos",
    ]  # fmt: skip
