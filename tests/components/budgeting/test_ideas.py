"""An idea is published at once, supported once by each person, and answered with its reason."""

import json
from io import BytesIO

import openpyxl
import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client

from tests.factories import budgeting, cast
from tests.factories import ideas as make
from tinkuy.commons.investments.models import PortfolioIssue
from tinkuy.commons.investments.rules.rows import NO_CODE
from tinkuy.components.budgeting.actions.ideas import (
    answer_idea,
    propose_idea,
    set_idea_limits,
    support_idea,
    withdraw_idea,
    withdraw_support,
)
from tinkuy.components.budgeting.models import IdeaParticipant, IdeaSupport, ProjectIdea
from tinkuy.components.budgeting.queries.ideas import ideas_of, similar_ideas
from tinkuy.components.budgeting.refusals import IdeaRefusal as R
from tinkuy.components.budgeting.rules.ideas import why_not_limit
from tinkuy.foundation.audit.models import Act
from tinkuy.foundation.mailing.models import OutboxMessage
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.spaces.refusals import StageRefusal

pytestmark = pytest.mark.django_db


def refusal_of(call) -> object:
    with pytest.raises(Refused) as caught:
        call()
    assert "%(" not in caught.value.sentence
    return caught.value.refusal


def words(response) -> str:
    return response.content.decode()


def used(user) -> tuple[int, int]:
    return IdeaParticipant.objects.values_list("ideas", "supports").get(user=user)


# Propose -------------------------------------------------------------------------------------------


def test_an_idea_is_published_with_its_record_and_its_act():
    make.receiving()
    idea = make.idea(author=make.neighbor(1))
    assert (idea.place, idea.state, idea.dossier.path) == (
        "Los Baños del Inca, Cajamarca",
        "presented",
        f"/espacios/pp-2027/ideas/{idea.dossier.code}/",
    )
    act = Act.objects.get(kind="budgeting.proposed_idea")
    assert json.loads(act.payload) == {"idea": idea.dossier.code, "name": idea.name}
    assert used(make.neighbor(1)) == (1, 0)


def test_only_with_a_document_and_while_ideas_are_received():
    process = make.receiving(ideas=1)

    def propose(user, at=make.DURING, **change):
        draft = make.IdeaDraft(**{**make.DRAFT.__dict__, **change})
        return lambda: propose_idea(process=process, draft=draft, actor=user, at=at)

    assert refusal_of(propose(cast.julio())) is R.NO_DOCUMENT
    assert refusal_of(propose(make.neighbor(1), at=cast.AT)) is StageRefusal.ALREADY_CLOSED
    assert refusal_of(propose(make.neighbor(1), ubigeo="010101")) is R.UNKNOWN_PLACE
    propose(make.neighbor(1), ubigeo="0601")()
    assert refusal_of(propose(make.neighbor(1))) is R.NO_MORE_IDEAS


def test_ideas_that_resemble_a_new_one_are_found():
    process = make.receiving()
    first, _other = make.idea(0), make.idea(1)
    assert similar_ideas(process, "Sistema de agua potable en El Tambo") == [first]


# Support -------------------------------------------------------------------------------------------


def test_a_support_counts_once():
    make.receiving()
    idea, person = make.idea(), make.neighbor(1)
    support_idea(idea=idea, actor=person, at=make.DURING)
    assert refusal_of(lambda: support_idea(idea=idea, actor=person, at=make.DURING)) is R.ALREADY_SUPPORTED
    idea.refresh_from_db()
    assert (idea.support_count, used(person)) == (1, (0, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        IdeaSupport.objects.create(idea=idea, user=person, since=make.DURING)


def test_supports_have_a_limit_and_come_back():
    make.receiving(supports=1)
    first, second, person = make.idea(0), make.idea(1), make.neighbor(1)
    support_idea(idea=first, actor=person, at=make.DURING)
    assert refusal_of(lambda: support_idea(idea=second, actor=person, at=make.DURING)) is R.NO_MORE_SUPPORTS
    withdraw_support(idea=first, actor=person, at=make.DURING)
    support_idea(idea=second, actor=person, at=make.DURING)
    assert list(ProjectIdea.objects.order_by("pk").values_list("support_count", flat=True)) == [0, 1]
    assert refusal_of(lambda: withdraw_support(idea=first, actor=person, at=make.DURING)) is R.NOT_SUPPORTED


def test_nobody_supports_their_own_idea_nor_after_the_close():
    make.receiving()
    idea = make.idea(author=make.neighbor(1))
    assert refusal_of(lambda: support_idea(idea=idea, actor=make.neighbor(1), at=make.DURING)) is R.OWN_IDEA
    late = StageRefusal.ALREADY_CLOSED
    assert refusal_of(lambda: support_idea(idea=idea, actor=make.neighbor(2), at=cast.AT)) is late
    assert refusal_of(lambda: withdraw_support(idea=idea, actor=make.neighbor(2), at=cast.AT)) is late


# Withdraw and answer -------------------------------------------------------------------------------


def test_an_author_withdraws_and_supporters_get_their_support_back():
    process = make.receiving()
    author, person = make.neighbor(1), make.neighbor(2)
    idea = make.idea(author=author)
    support_idea(idea=idea, actor=person, at=make.DURING)
    assert refusal_of(lambda: withdraw_idea(idea=idea, actor=person, at=make.DURING)) is R.NOT_AUTHOR
    withdraw_idea(idea=idea, actor=author, at=make.DURING)
    assert (used(author), used(person)) == ((0, 0), (0, 0))
    assert list(ideas_of(process)) == []
    assert list(ideas_of(process, state="withdrawn")) == [idea]
    assert refusal_of(lambda: support_idea(idea=idea, actor=person, at=make.DURING)) is R.WITHDRAWN


def test_an_answer_reaches_the_author_and_those_who_supported():
    make.receiving()
    author, person = make.neighbor(1), make.neighbor(2)
    idea = make.idea(author=author)
    support_idea(idea=idea, actor=person, at=make.DURING)
    project = idea.process.projects.get(cui="2400001")
    answer_idea(
        idea=idea, outcome="accepted", reason="Cierra una brecha.", project=project, actor=cast.elena(), at=cast.AT
    )
    messages = OutboxMessage.objects.filter(kind="idea_answer")
    assert set(messages.values_list("recipient", flat=True)) == {author.email, person.email}
    assert "Cierra una brecha." in messages.first().body
    assert idea.dossier.links_forward.get().target == project.dossier
    act = json.loads(Act.objects.get(kind="budgeting.answered_idea").payload)
    assert (act["outcome"], act["reason"]) == ("accepted", "Cierra una brecha.")
    assert project.state == budgeting.BudgetProject.objects.get(pk=project.pk).state
    assert refusal_of(lambda: withdraw_idea(idea=idea, actor=author, at=cast.AT)) is R.ANSWERED


def test_an_answer_without_a_reason_is_none():
    make.receiving()
    idea = make.idea()
    answer = {"idea": idea, "actor": cast.elena(), "at": cast.AT}
    assert refusal_of(lambda: answer_idea(outcome="accepted", reason=" ", **answer)) is R.NO_REASON
    assert refusal_of(lambda: answer_idea(outcome="referred", reason="No es regional.", **answer)) is R.NO_DESTINATION
    assert refusal_of(lambda: answer_idea(outcome="presented", reason="Sí.", **answer)) is R.NOT_AN_ANSWER


# Pages ---------------------------------------------------------------------------------------------

FORM = {
    "name": "Riego para las chacras de Encañada",
    "ubigeo": "060105",
    "theme": "farming",
    "strategic_action": "AER 3.2",
    "amount": "S/ 1,250,000.50",
    "beneficiaries": "400",
}


@pytest.fixture
def clock():
    with time_machine.travel(make.DURING, tick=False):
        yield


def test_the_form_publishes_and_leads_to_the_record(client, clock):
    make.receiving()
    cast.sign_in(client, make.neighbor(1))
    page = client.post("/espacios/pp-2027/ideas/nueva/", FORM, follow=True)
    idea = ProjectIdea.objects.get()
    assert page.redirect_chain == [(f"/espacios/pp-2027/ideas/{idea.dossier.code}/", 302)]
    assert f"{idea.amount}" == "1250000.50"
    assert "Tu idea está publicada" in page.content.decode()
    assert "Vecina" not in page.content.decode().split("<main")[1]


def test_similar_ideas_are_shown_once_before_publishing(client, clock):
    make.receiving()
    make.idea()
    cast.sign_in(client, make.neighbor(1))
    form = {**FORM, "name": "Agua potable en El Tambo"}
    page = client.post("/espacios/pp-2027/ideas/nueva/", form)
    assert "hay ideas parecidas" in page.content.decode()
    assert ProjectIdea.objects.count() == 1
    client.post("/espacios/pp-2027/ideas/nueva/", {**form, "seen_similar": "1"})
    assert ProjectIdea.objects.count() == 2


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"amount": "S/ 16140.42534"}, "tiene más de dos decimales"),
        ({"amount": "mucho"}, "no es un monto en soles"),
        ({"amount": "0"}, "mayor que cero"),
        ({"ubigeo": "150101"}, "Elige un lugar de la lista"),
        ({"name": "Agua"}, "al menos 10 caracteres"),
    ],
)
def test_what_is_wrong_in_the_form_is_said_and_nothing_is_lost(client, clock, change, message):
    make.receiving()
    cast.sign_in(client, make.neighbor(1))
    page = client.post("/espacios/pp-2027/ideas/nueva/", {**FORM, **change})
    assert page.status_code == 422
    assert message in page.content.decode()
    assert FORM["strategic_action"] in page.content.decode()
    assert ProjectIdea.objects.count() == 0


def test_a_tap_supports_and_a_second_one_is_answered_with_a_sentence(client, clock):
    make.receiving()
    idea = make.idea()
    cast.sign_in(client, make.neighbor(1))
    url = f"/espacios/pp-2027/ideas/{idea.dossier.code}/"
    assert "1 persona la apoya" in client.post(url + "apoyar/", follow=True).content.decode()
    again = client.post(url + "apoyar/")
    assert (again.status_code, "Ya apoyas esta idea." in again.content.decode()) == (409, True)
    assert "0 personas la apoyan" in client.post(url + "quitar-apoyo/", follow=True).content.decode()


def test_strangers_read_and_are_led_to_sign_in(client, clock):
    make.receiving()
    idea = make.idea(shows_author=True, author=make.neighbor(1))
    url = f"/espacios/pp-2027/ideas/{idea.dossier.code}/"
    page = client.get(url).content.decode()
    assert "Ingresa para apoyarla" in page
    assert "Vecina 1 Tanta Mantilla" in page
    for path in (url + "apoyar/", url + "retirar/", "/espacios/pp-2027/ideas/nueva/"):
        assert client.post(path).status_code == 302
    assert client.get("/panel/espacios/pp-2027/ideas/").status_code == 302
    assert client.get("/espacios/pp-2027/ideas/ZZZZZZ/").status_code == 404
    assert IdeaSupport.objects.count() == 0


def test_the_desk_is_of_the_team(client, clock):
    make.receiving()
    idea = make.idea()
    cast.sign_in(client, cast.carmen())
    assert client.get("/panel/espacios/pp-2027/ideas/").status_code == 403
    cast.sign_in(client, cast.give_role(cast.elena(), idea.process.space))
    assert idea.name in client.get("/panel/espacios/pp-2027/ideas/").content.decode()
    url = f"/panel/espacios/pp-2027/ideas/{idea.dossier.code}/"
    assert client.post(url, {"outcome": "accepted", "reason": "Sí.", "cui": "9"}).status_code == 422
    assert client.post(url, {"outcome": "not_accepted", "reason": "Ya existe uno."}).status_code == 302
    page = client.get(f"/espacios/pp-2027/ideas/{idea.dossier.code}/").content.decode()
    assert "Ya existe uno." in page


def test_the_list_filters_and_costs_the_same_with_many(client, clock, django_assert_max_num_queries):
    make.receiving()
    for number in range(3):
        make.idea(number)
    make.idea(4, ubigeo="0604", theme="health")
    for path in ("/espacios/pp-2027/ideas/", "/espacios/pp-2027/ideas/orden/"):
        with django_assert_max_num_queries(25):
            client.get(path)
    for number in range(5, 35):
        make.idea(number)
    for path in ("/espacios/pp-2027/ideas/", "/espacios/pp-2027/ideas/orden/"):
        with django_assert_max_num_queries(25):
            client.get(path)
    page = client.get("/espacios/pp-2027/ideas/?provincia=0604&tema=health").content.decode()
    assert "Idea número 4" in page
    assert "Idea número 5" not in page
    assert "biblioteca" in client.get("/espacios/pp-2027/ideas/?texto=BIBLIOTECA").content.decode().lower()


def test_ideas_are_exported_without_people_who_did_not_want_to_be_named(client, clock):
    make.receiving()
    make.idea(0, shows_author=True, author=make.neighbor(1))
    make.idea(1, detail="=2+2", author=make.neighbor(2))
    raw = client.get("/espacios/pp-2027/ideas/datos.csv").content.decode()
    assert "'=2+2" in raw
    assert "Vecina 1" in raw
    assert "Vecina 2" not in raw
    rows = json.loads(client.get("/espacios/pp-2027/ideas/datos.json").content)["ideas"]
    assert [row["monto_aproximado"] for row in rows] == ["850000.00", "850000.00"]
    book = openpyxl.load_workbook(BytesIO(client.get("/espacios/pp-2027/ideas/datos.xlsx").content))
    assert book["Ideas"].max_row == 3
    assert client.get("/espacios/pp-2027/ideas/datos.exe").status_code == 404


# One's own -----------------------------------------------------------------------------------------


def test_my_requests_show_my_ideas_and_nobody_elses(client):
    make.receiving()
    mine, other = make.idea(1, author=make.neighbor(1)), make.idea(2, author=make.neighbor(2))
    page = words(cast.sign_in(client, make.neighbor(1)).get("/mis-tramites/"))
    assert (mine.name in page, other.name in page) == (True, False)
    assert f"/espacios/pp-2027/ideas/{mine.dossier.code}/" in page
    mine.process.space.__class__.objects.update(status="draft")
    assert mine.name not in words(client.get("/mis-tramites/"))


def test_my_data_has_my_ideas_and_my_supports_and_nobody_elses(client):
    make.receiving()
    mine, other = make.idea(1, author=make.neighbor(1)), make.idea(2, author=make.neighbor(2))
    support_idea(idea=other, actor=make.neighbor(1), at=make.DURING)
    data = cast.sign_in(client, make.neighbor(1)).get("/cuenta/mis-datos.json").json()["ideas"]
    assert [row["codigo"] for row in data["presentadas"]] == [mine.dossier.code]
    assert [row["codigo"] for row in data["apoyadas"]] == [other.dossier.code]
    assert "ideas" not in cast.sign_in(Client(), cast.rosa()).get("/cuenta/mis-datos.json").json()


# Limits --------------------------------------------------------------------------------------------


def test_limits_are_set_with_their_act_and_hold_from_then_on():
    process = make.receiving()
    set_idea_limits(process=process, ideas=1, supports=2, actor=cast.elena(), at=make.DURING)
    make.idea(1, author=make.neighbor(1))
    assert refusal_of(lambda: make.idea(2, author=make.neighbor(1))) is R.NO_MORE_IDEAS
    payload = json.loads(Act.objects.get(kind="budgeting.set_idea_limits").payload)
    assert payload == {"idea_limit": 1, "support_limit": 2}


@pytest.mark.parametrize(
    ("ideas", "supports", "refusal"),
    [(1, 1, None), (100, 100, None), (0, 5, R.LIMITS), (5, 0, R.LIMITS), (5, 101, R.LIMITS)],
)
def test_each_limit_leaves_room_for_one(ideas, supports, refusal):
    assert why_not_limit(ideas=ideas, supports=supports) is refusal


def test_the_desk_brings_a_row_without_a_code_as_an_idea(client) -> None:
    process = budgeting.process()
    version = process.space.body.portfolio_versions.order_by("-number").first()
    PortfolioIssue.objects.create(
        version=version, kind="rejected", line=7, name="CANAL DE RIEGO DEL TAMBO ALTO", reason=NO_CODE
    )
    elena = cast.elena()
    cast.give_role(elena, process.space, "technical_team")
    cast.sign_in(client, elena)
    page = client.get("/panel/espacios/pp-2027/ideas/sin-codigo/").content.decode()
    assert "Canal de Riego del Tambo Alto" in page
    assert "Fila 7 de la hoja" in page
    cast.sign_in(client, cast.carmen())
    assert client.get("/panel/espacios/pp-2027/ideas/sin-codigo/").status_code == 403
