"""The public pages and the desk: one success, one refusal, one stranger; and the same few queries for any number."""

import csv
import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from tests.factories.cast import carmen, rosa, sign_in
from tests.factories.investments import (
    HEADER,
    ROAD,
    SCHOOL,
    WATER,
    confirmed,
    pilar,
    portfolio,
    previewed,
    upload,
)
from tinkuy.commons.investments.models import Investment, PortfolioVersion
from tinkuy.foundation.shared.text import readable

pytestmark = pytest.mark.django_db
DESK = "/panel/entidades/gore-cajamarca/cartera/"


@pytest.fixture
def desk(client: Client) -> Client:
    return sign_in(client, pilar())


def many(count: int) -> bytes:
    return portfolio(*((2_000_000 + n, f"CARRETERA {n}", *ROAD[2:]) for n in range(count)))


def cells(response, file_format: str) -> list[list[str]]:
    content = b"".join(response.streaming_content)
    if file_format == "csv":
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()


def test_the_public_finds_what_is_confirmed(client) -> None:
    previewed(portfolio(SCHOOL))
    assert "Todavía no hay ninguna cartera publicada" in client.get("/inversiones/").text
    confirmed(portfolio(ROAD, WATER))
    page = client.get("/inversiones/").text
    assert readable(ROAD[1]) in page
    assert readable(SCHOOL[1]) not in page
    assert "2 inversiones por S/ 4.70 millones" in page
    found = client.get("/inversiones/", {"q": "carretéra", "provincia": "0604"}).text
    assert readable(ROAD[1]) in found
    assert readable(WATER[1]) not in found


@pytest.mark.parametrize(
    "query", ["q=nada+de+nada", "provincia=%27%3B--", "estado=%00", "cursor=roto", "entidad=../..", "q=" + "x" * 500]
)
def test_any_question_has_an_answer(client, query) -> None:
    confirmed(portfolio(ROAD))
    assert client.get(f"/inversiones/?{query}").status_code == 200


def test_every_investment_has_its_page(client) -> None:
    confirmed(portfolio(ROAD))
    page = client.get("/inversiones/gore-cajamarca/2234235/")
    code = Investment.objects.get().dossier.code
    assert page.status_code == 200
    for words in (ROAD[1], "S/ 3,500,000.00", "Tacabamba", code, "Entró en la cartera"):
        assert words in page.text


def test_the_page_says_when_it_left_the_portfolio(client) -> None:
    confirmed(portfolio(ROAD, SCHOOL))
    confirmed(portfolio(SCHOOL))
    assert "Fuera de cartera" in client.get("/inversiones/gore-cajamarca/2234235/").text
    assert ROAD[1] not in client.get("/inversiones/").text


@pytest.mark.parametrize("path", ["gore-cajamarca/9999999", "otra/2234235", "gore-cajamarca/x"])
def test_what_is_not_there_is_not_found(client, path) -> None:
    confirmed(portfolio(ROAD))
    assert client.get(f"/inversiones/{path}/").status_code == 404


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_what_the_list_shows_can_be_taken_home_and_nothing_runs(client, file_format) -> None:
    name = '=HYPERLINK("http://malo.example";"clic")'
    confirmed(portfolio((2000001, name, *ROAD[2:]), SCHOOL))
    rows = cells(client.get(f"/inversiones/exportar.{file_format}", {"q": "hyperlink"}), file_format)
    assert len(rows) == 2
    assert dict(zip(rows[0], rows[1], strict=True))["nombre"] == f"'{name}"
    assert dict(zip(rows[0], rows[1], strict=True))["ubigeos"] == "060417"


def test_the_list_costs_the_same_with_three_as_with_many(client) -> None:
    confirmed(many(3))
    client.get("/inversiones/")
    with CaptureQueriesContext(connection) as few:
        client.get("/inversiones/")
    confirmed(many(60))
    with CaptureQueriesContext(connection) as lots:
        client.get("/inversiones/")
    assert len(few) == len(lots)
    assert len(lots) <= 25


def test_the_whole_list_is_walked_by_pages(client) -> None:
    confirmed(many(60))
    seen, cursor = [], ""
    for _page in range(3):
        page = client.get("/inversiones/", {"cursor": cursor}).context["page"]
        seen += [row.investment.cui for row in page.rows]
        cursor = page.next_cursor
    assert (len(seen), len(set(seen)), cursor) == (60, 60, "")


def test_the_desk_loads_previews_and_confirms(desk, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        answer = desk.post(f"{DESK}cargar/", {"file": upload(portfolio(ROAD, ("", *SCHOOL[1:]))), "unit": "1"})
    assert (answer.status_code, answer["Location"]) == (302, f"{DESK}1/")
    page = desk.get(f"{DESK}1/").text
    for words in ("Revisa antes de confirmar", "Confirmar 1 inversiones", "Sin código: regístralo como idea"):
        assert words in page
    assert Investment.objects.count() == 0
    assert desk.post(f"{DESK}1/confirmar/")["Location"] == f"{DESK}1/"
    assert Investment.objects.count() == 1
    assert "Vigente" in desk.get(f"{DESK}1/").text
    assert desk.post(f"{DESK}1/confirmar/").status_code == 422


def test_while_it_is_read_the_page_asks_again_by_itself(desk) -> None:
    version = previewed(portfolio(ROAD))
    PortfolioVersion.objects.filter(pk=version.pk).update(status="reading")
    page = desk.get(f"{DESK}1/")
    assert (page["Refresh"], "Leyendo la hoja" in page.text) == ("3", True)


@pytest.mark.parametrize(
    ("content", "status", "words"),
    [
        (b"", 422, "El archivo está vacío"),
        (b"%PDF-1.4", 422, "es un PDF, no una hoja de cálculo"),
        (b"0" * (25 * 1024 * 1024 + 1), 413, "pesa más de 25 MB"),
    ],
    ids=["empty", "disguised", "huge"],
)
def test_a_bad_file_is_answered_on_its_form(desk, content, status, words) -> None:
    answer = desk.post(f"{DESK}cargar/", {"file": upload(content), "unit": "1"})
    assert (answer.status_code, words in answer.text) == (status, True)
    assert PortfolioVersion.objects.count() == 0


def test_a_file_without_header_says_so_on_its_page(desk) -> None:
    previewed(portfolio(("a",), header=("una", "dos")))
    page = desk.get(f"{DESK}1/").text
    assert "La hoja no se pudo leer" in page
    assert "Busco al menos 4 de estas columnas" in page


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_rejected_rows_can_be_taken_home(desk, file_format) -> None:
    previewed(portfolio(ROAD, (*SCHOOL[:4], "S/ 16140.42534", *SCHOOL[5:])))
    rows = cells(desk.get(f"{DESK}1/filas.{file_format}?clase=rejected"), file_format)
    assert rows[0] == ["fila", "columna", "valor", "motivo", "codigo_unico", "clase"]
    assert [str(cell) for cell in rows[1][1:5]] == [
        "Costo actualizado",
        "S/ 16140.42534",
        "«S/ 16140.42534» tiene más de dos decimales",
        "2324969",
    ]


def test_every_page_of_the_desk_opens(desk) -> None:
    confirmed(portfolio(ROAD, SCHOOL))
    previewed(portfolio((*ROAD[:4], 4000000, *ROAD[5:]), (*WATER[:8], 999999), ("",), header=HEADER))
    for path in ("", "cargar/", "1/", "1/?q=carretera", "2/", "2/filas/?clase=unknown_place", "2/cambios/?clase=gone"):
        assert desk.get(f"{DESK}{path}").status_code == 200, path
    page = desk.get(f"{DESK}2/").text
    for words in ("S/ 3,500,000.00", "S/ 4,000,000.00", "Qué queda fuera de cartera", "999999"):
        assert words in page
    assert desk.post(f"{DESK}2/descartar/").status_code == 302
    assert "Carga descartada" in desk.get(f"{DESK}2/").text
    assert desk.get(f"{DESK}1/archivo/")["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("path", ["", "cargar/", "1/", "1/filas/", "1/filas.csv", "1/cambios/", "1/archivo/"])
def test_strangers_do_not_enter_the_desk(client, path) -> None:
    confirmed(portfolio(ROAD))
    assert client.get(f"{DESK}{path}").status_code == 302
    for stranger in (rosa(), carmen()):
        assert sign_in(Client(), stranger).get(f"{DESK}{path}").status_code in (302, 403)
    assert sign_in(Client(), carmen()).get(f"{DESK}{path}").status_code == 403


@pytest.mark.parametrize("verb", ["confirmar", "descartar", "releer"])
def test_strangers_decide_nothing(verb) -> None:
    previewed(portfolio(ROAD))
    assert sign_in(Client(), carmen()).post(f"{DESK}1/{verb}/").status_code == 403
    assert sign_in(Client(), pilar()).get(f"{DESK}1/{verb}/").status_code == 405
    assert PortfolioVersion.objects.get().status == "preview"


def test_another_entity_s_version_is_not_found() -> None:
    previewed(portfolio(ROAD))
    stranger = sign_in(Client(), carmen())
    assert stranger.get("/panel/entidades/gore-amazonas/cartera/1/").status_code == 404
