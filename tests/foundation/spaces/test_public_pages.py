"""The page of a process: what one can do now or why not, its stages, its documents with every version."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.test import Client

from tests.factories import cast
from tests.factories.cast import AT
from tinkuy.foundation.audit.rules import first_break
from tinkuy.foundation.dossiers.actions import publish_dossier
from tinkuy.foundation.files.models import StoredFile
from tinkuy.foundation.spaces import queries, registry
from tinkuy.foundation.spaces.actions import StageDates, schedule_stage
from tinkuy.foundation.spaces.models import Space, SpaceDocument
from tinkuy.foundation.spaces.registry import Component, NextStep, StageKind, Tab

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _component(monkeypatch) -> None:
    """A component whose doors exist, so that this test depends on no other."""
    component = Component(
        key="budgeting",
        title="Prueba",
        entry_url_name="spaces:detail",
        result_url_name="spaces:documents",
        stages=(
            StageKind("ideas", "Ideas", frozenset({"propose"})),
            StageKind("votacion", "Votación", frozenset({"vote"}), "padron"),
        ),
        next_steps=(
            NextStep("propose", "Presenta tu idea", "spaces:documents"),
            NextStep("vote", "Vota", "spaces:calendar"),
            NextStep("other", "Sin página", "no:existe"),
        ),
        document_kinds={"ordenanza": "Ordenanza"},
        tabs=(Tab("Padrón", "spaces:calendar", shown_when="padron"), Tab("Sin página", "no:existe")),
    )
    monkeypatch.setitem(registry._components, "budgeting", component)


@pytest.fixture
def space() -> Space:
    space = cast.space()
    cast.stage(space, "ideas", opens_at=AT, days=10)
    cast.stage(space, "votacion", opens_at=AT + timedelta(days=20), days=5, required_document="padron")
    return space


def page(client: Client, path: str = "/espacios/pp-2027/") -> str:
    return client.get(path).content.decode()


@pytest.mark.parametrize(
    ("moment", "label", "refusal"),
    [
        (AT - timedelta(seconds=1), "Presenta tu idea", "NOT_YET_OPEN"),
        (AT, "Presenta tu idea", None),
        (AT + timedelta(days=10), "Vota", "NOT_YET_OPEN"),
        (AT + timedelta(days=20), "Vota", "DOCUMENT_MISSING"),
        (AT + timedelta(days=25), "Vota", "ALREADY_CLOSED"),
    ],
)
def test_one_button_at_each_moment(space, moment, label, refusal):
    offer = queries.main_offer(queries.offers(space, moment))
    assert (offer.label, offer.refusal and offer.refusal.name) == (label, refusal)


def test_of_two_open_acts_the_one_that_closes_first_is_the_button(space):
    cast.space_document(space, "padron")
    space.stages.filter(kind="votacion").update(opens_at=AT + timedelta(days=1), closes_at=AT + timedelta(days=2))
    offer = queries.main_offer(queries.offers(space, AT + timedelta(days=1)))
    assert offer.label == "Vota"


def test_an_open_act_is_a_button_with_its_last_moment(client: Client, space):
    with time_machine.travel(AT, tick=False):
        shown = page(client)
    assert 'href="/espacios/pp-2027/documentos/">Presenta tu idea</a>' in shown
    assert "lunes 18 de mayo de 2026, 09:00" in shown


def test_a_shut_act_says_why(client: Client, space):
    with time_machine.travel(AT + timedelta(days=21), tick=False):
        shown = page(client)
    assert "falta publicar el documento que la abre" in shown


def test_the_page_says_who_convenes_by_which_norm_and_at_what_level(client: Client, space):
    shown = page(client)
    for words in ("Gobierno Regional de Cajamarca", "Ordenanza Regional 012-2025", "Decisorio", "se cumple"):
        assert words in shown


def test_a_process_that_ended_leads_to_its_result(client: Client, space):
    Space.objects.update(status="finished")
    [offer, *_rest] = queries.offers(Space.objects.get(), AT)
    assert offer.refusal.name == "PROCESS_ENDED"
    assert 'href="/espacios/pp-2027/documentos/">Mira qué se decidió</a>' in page(client)


def test_tabs_wait_for_their_document_and_their_page(space):
    assert "Padrón" not in _tabs(space)
    cast.space_document(space, "padron")
    assert "Padrón" in _tabs(Space.objects.get())
    assert _tabs(space)[:2] == ["En una mirada", "Documentos"]


def _tabs(space: Space) -> list[str]:
    return [str(tab.label) for group in queries.tabs_of(space) for tab in group.tabs]


def test_under_the_parts_stand_the_pages_of_the_one_where_one_is(client: Client, space):
    shown = page(client, "/espacios/pp-2027/documentos/")
    assert 'aria-current="true">Proceso</a>' in shown
    assert 'aria-current="page">Documentos</a>' in shown
    assert "Rendición de cuentas</a>" not in shown


def test_a_replaced_document_remains_with_its_file(client: Client, space):
    old = _document(space, "Ordenanza de marzo")
    new = _document(space, "Ordenanza de abril", replaces=old)
    [chain] = queries.document_chain(space)
    assert (chain.current, chain.earlier) == (new, (old,))
    shown = page(client, "/espacios/pp-2027/documentos/")
    assert shown.index("Ordenanza de abril") < shown.index("Ordenanza de marzo") < shown.index("Reemplazado")
    assert client.get(f"/espacios/pp-2027/documentos/{old.pk}/").getvalue() == b"Ordenanza de marzo"


def test_a_document_of_another_process_is_not_served(client: Client, space):
    other = cast.space("otro-proceso")
    document = _document(other, "Ajeno")
    assert client.get(f"/espacios/pp-2027/documentos/{document.pk}/").status_code == 404


@pytest.mark.parametrize("page_path", ["", "documentos/", "calendario.ics"])
def test_a_draft_does_not_exist_for_strangers(client: Client, page_path):
    cast.space("borrador", status="draft")
    assert client.get(f"/espacios/borrador/{page_path}").status_code == 404
    cast.sign_in(client, cast.carmen())
    assert client.get(f"/espacios/borrador/{page_path}").status_code == 404


def test_the_team_reads_its_draft_and_is_told_so(client: Client):
    draft = cast.space("borrador", status="draft")
    cast.sign_in(client, cast.give_role(cast.elena(), draft))
    assert "solo lo ve su equipo" in page(client, "/espacios/borrador/")


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ("", ["concluido", "abierto"]),
        ("?estado=abiertos", ["abierto"]),
        ("?estado=concluidos", ["concluido"]),
        ("?estado=cualquiera", ["concluido", "abierto"]),
        ("?territorio=06", ["concluido", "abierto"]),
        ("?territorio=01", []),
        ("?territorio=0604", ["concluido", "abierto"]),
        ("?cursor=zzz", ["concluido", "abierto"]),
    ],
)
def test_the_list_is_filtered_and_never_shows_drafts(client: Client, query, slugs):
    for slug, status in (("abierto", "published"), ("concluido", "finished"), ("borrador", "draft")):
        cast.space(slug, status=status)
    rows = client.get(f"/espacios/{query}").context["rows"]
    assert [row.space.slug for row in rows] == slugs


def test_the_list_walks_many_processes_page_by_page(client: Client):
    for number in range(14):
        cast.space("p" * (number + 1))
    first = client.get("/espacios/")
    second = client.get("/espacios/", {"cursor": first.context["page"].next_cursor})
    assert [len(page.context["rows"]) for page in (first, second)] == [12, 2]


def test_the_calendar_has_an_event_per_stage_in_universal_time(client: Client, space):
    Space.objects.update(title="Presupuesto; con, comas y un nombre largo que no cabe en una sola línea del archivo")
    lines = client.get("/espacios/pp-2027/calendario.ics").content.decode().split("\r\n")
    assert lines.count("BEGIN:VEVENT") == 2
    assert "DTSTART:20260508T140000Z" in lines
    assert "X-WR-CALNAME:Presupuesto\\; con\\, comas" in "".join(lines)
    assert max(len(line.encode()) for line in lines) <= 75


def test_the_foot_has_the_code_once_it_is_published(client: Client, space):
    code = space.dossier.code
    assert f"/c/{code}/qr.svg" not in page(client)
    publish_dossier(dossier=space.dossier, at=AT)
    shown = page(client)
    assert f"/c/{code}/qr.svg" in shown
    assert "https://wa.me/?text=" in shown


@pytest.mark.parametrize("count", [3, 40])
def test_a_process_costs_the_same_with_many_documents(client: Client, space, django_assert_max_num_queries, count):
    for number in range(count):
        _document(space, f"Documento {number}", kind=f"kind-{number}")
    with django_assert_max_num_queries(25):
        client.get("/espacios/pp-2027/")
    with django_assert_max_num_queries(25):
        client.get("/espacios/pp-2027/documentos/")


def _document(of: Space, title: str, *, kind: str = "ordenanza", replaces: SpaceDocument | None = None):
    stored = StoredFile.objects.create(
        content=ContentFile(title.encode(), name="a.pdf"),
        original_name="a.pdf",
        content_type="application/pdf",
        size=len(title),
        sha256="0" * 64,
        uploaded_at=AT,
    )
    return SpaceDocument.objects.create(
        space=of, kind=kind, title=title, file=stored, published_at=AT, replaces=replaces
    )


def test_the_acts_are_public_and_say_the_role_and_not_the_person(client: Client, space):
    schedule_stage(
        space=space,
        dates=StageDates("ideas", AT, AT + timedelta(days=3)),
        reason="Feriado",
        actor=cast.elena(),
        at=AT,
    )
    shown = page(client, "/espacios/pp-2027/registro/")
    assert "Se fijaron las fechas de una etapa" in shown
    assert "Coordinación del proceso" in shown
    assert "Elena" not in shown


def test_the_exported_acts_hold_as_a_chain(client: Client, space):
    for number in range(3):
        dates = StageDates("ideas", AT, AT + timedelta(days=3 + number))
        schedule_stage(space=space, dates=dates, reason="Feriado", actor=cast.elena(), at=AT)
    lines = client.get("/espacios/pp-2027/registro/actos.jsonl").getvalue().decode().splitlines()
    acts = [json.loads(line) for line in lines]
    assert [act["sequence"] for act in acts] == [1, 2, 3]
    assert first_break(acts) is None
    acts[1]["payload"] = acts[1]["payload"].replace("Feriado", "Otro")
    assert first_break(acts) == 2
