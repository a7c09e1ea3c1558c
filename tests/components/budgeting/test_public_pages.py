"""The public pages: what they show, what they keep for later, and what they cost."""

import csv
import json
from io import BytesIO, StringIO

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from tests.factories import budgeting, cast
from tinkuy.commons.investments.models import Investment
from tinkuy.components.budgeting.actions.vote import prepare_vote
from tinkuy.components.budgeting.models import BudgetProject
from tinkuy.foundation.dossiers.actions import open_dossier
from tinkuy.foundation.dossiers.queries import counts_by_kind
from tinkuy.foundation.spaces.actions import publish_space
from tinkuy.foundation.spaces.models import Space

pytestmark = pytest.mark.django_db
HOME = "/espacios/pp-2027/presupuesto/"
RESULT = "/espacios/pp-2027/resultado/"


def text(client: Client, url: str, status: int = 200) -> str:
    response = client.get(url)
    assert response.status_code == status
    return response.content.decode()


def test_anybody_reads_the_projects_the_ceiling_and_the_rules(client: Client) -> None:
    budgeting.judged_process()
    page = text(client, HOME)
    assert "S/ 12,000,000.00" in page
    assert "no se encontró norma que fije 80/20" in page
    assert page.count('class="card"') == 6


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("?lista=MULTI", 3),
        ("?funcion=Transporte", 2),
        ("?estado=remainder", 1),
        ("?texto=riego", 1),
        ("?lista=nada", 6),
    ],
)
def test_projects_are_filtered(client: Client, query: str, count: int) -> None:
    budgeting.judged_process()
    assert text(client, HOME + query).count('class="card"') == count


def test_a_project_shows_each_rule_with_its_number_its_threshold_and_its_answer(client: Client) -> None:
    budgeting.judged_process()
    page = text(client, HOME + "2400005/")
    assert "Cuesta S/ 2,999,999.99 en total: no llega al mínimo de S/ 3,000,000.00." in page
    assert "DS 097-2009-EF" in page
    assert "No se conocen sus beneficiarios" in text(client, HOME + "2400006/")


def test_technical_scores_are_public_only_once_the_vote_is_prepared(client: Client) -> None:
    process = budgeting.evaluated_process()
    assert "Sustento de C1." not in text(client, HOME + "2400001/")
    prepare_vote(process=process, actor=cast.elena(), at=budgeting.AT)
    page = text(client, HOME + "2400001/")
    assert "Sustento de C1." in page
    assert "Evaluación 2" in page
    assert "Marta" not in page


def test_no_count_is_shown_before_the_result_is_published(client: Client) -> None:
    budgeting.resolved_process()
    assert "Todavía no hay resultado" in text(client, RESULT)
    assert "De dónde sale este número" not in text(client, HOME + "2400001/")
    for path in ("v1/", "v1/datos.csv", "v1/datos.json", "v1/2400001/", "acta.pdf"):
        assert client.get(RESULT + path).status_code == 404


def test_the_result_shows_both_parts_the_outcome_and_the_ceiling(client: Client) -> None:
    result = budgeting.published_process()
    page = text(client, RESULT)
    row = result.rows.get(project__cui="2400001")
    assert str(row.total) in page
    assert "Priorizado" in page
    assert result.remainder_note in page
    assert "La votación: reglas, sellos y recibos" in page


def test_every_number_opens_into_its_working(client: Client) -> None:
    budgeting.published_process()
    page = text(client, RESULT + "v1/2400001/")
    assert "V = 100 × 5 ÷ 6 = 83.3333" in page
    assert "Cuando le tocó había" in page


def test_the_downloads_say_the_same_in_three_forms(client: Client) -> None:
    result = budgeting.published_process()
    expected = [str(total) for total in result.rows.order_by("fill_position").values_list("total", flat=True)]
    rows = list(csv.DictReader(StringIO(client.get(RESULT + "v1/datos.csv").content.decode("utf-8-sig"))))
    assert [row["total"] for row in rows] == expected
    data = json.loads(client.get(RESULT + "v1/datos.json").content)
    assert [row["total"] for row in data["rows"]] == expected
    sheet = CalamineWorkbook.from_filelike(BytesIO(client.get(RESULT + "v1/datos.xlsx").content)).get_sheet_by_index(0)
    assert [f"{row[12]:.4f}" for row in sheet.to_python()[1:]] == expected
    assert client.get(RESULT + "v1/datos.exe").status_code == 404


def test_the_act_is_served_once_published(client: Client) -> None:
    budgeting.published_process()
    response = client.get(RESULT + "acta.pdf")
    assert response["Content-Type"] == "application/pdf"
    assert b"".join(response.streaming_content)[:5] == b"%PDF-"


def test_a_draft_is_unknown_to_strangers_and_known_to_its_team(client: Client) -> None:
    process = budgeting.judged_process()
    process.space.status = "draft"
    process.space.save()
    for path in (HOME, HOME + "2400001/", RESULT):
        assert client.get(path).status_code == 404
        assert cast.sign_in(Client(), cast.carmen()).get(path).status_code == 404
    assert cast.sign_in(client, cast.elena()).get(HOME).status_code == 200


def test_a_draft_shows_through_no_side_door_until_it_is_published(client: Client) -> None:
    budgeting.territory()
    of = budgeting.space()
    Space.objects.filter(pk=of.pk).update(status="draft")
    of.refresh_from_db()
    process = budgeting.process()
    code = process.projects.get(cui="2400001").dossier.code
    doors = ("/", "/sitemap.txt", "/buscar/?q=carretera", "/territorio/06/", "/espacios/", "/datos/")
    for door in doors:
        page = text(client, door)
        assert of.slug not in page, door
        assert of.title not in page, door
    assert client.get(f"/c/{code}/").status_code == 404
    assert counts_by_kind().get("budget_project") is None
    publish_space(space=of, actor=cast.elena(), at=budgeting.AT)
    assert counts_by_kind()["budget_project"] == 6
    assert "/presupuesto/2400001/" in text(client, "/sitemap.txt")
    assert client.get(f"/c/{code}/").url == HOME + "2400001/"


def test_a_project_that_is_not_there_is_not_found(client: Client) -> None:
    budgeting.process()
    assert client.get(HOME + "9999999/").status_code == 404


def test_the_list_costs_the_same_with_few_and_with_many(client: Client, django_assert_max_num_queries) -> None:
    process = budgeting.judged_process()
    with django_assert_max_num_queries(25) as few:
        client.get(HOME)
    for number in range(40):
        _copy(process, f"25{number:05d}")
    with django_assert_max_num_queries(25) as many:
        client.get(HOME)
    assert len(many) == len(few)


@pytest.mark.parametrize("path", [HOME + "2400001/", RESULT, RESULT + "v1/2400001/"])
def test_no_page_takes_more_than_twenty_five_queries(client: Client, django_assert_max_num_queries, path: str) -> None:
    budgeting.published_process()
    with django_assert_max_num_queries(25):
        assert client.get(path).status_code == 200


def _copy(process, cui: str) -> None:

    model = process.projects.get(cui="2400001")
    investment = Investment.objects.create(
        body=process.space.body, cui=cui, dossier=open_dossier(kind="investment", title=cui, path="/")
    )
    fields = {
        field.name: getattr(model, field.name)
        for field in BudgetProject._meta.concrete_fields
        if field.name not in ("id", "cui", "dossier", "investment")
    }
    dossier = open_dossier(kind="budget_project", title=cui, path="/")
    BudgetProject.objects.create(**fields, cui=cui, investment=investment, dossier=dossier)
