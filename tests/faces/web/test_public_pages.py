"""The public face: what is open first, every place with its figures, and pages that explain when there is nothing."""

import gzip
import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import find
from django.template import engines
from django.test import Client
from django.utils import timezone

from tests.factories import cast
from tests.factories.dossiers import dossier
from tinkuy.faces.web.views import server_error
from tinkuy.foundation.dossiers.actions import follow
from tinkuy.foundation.territory.actions import load_territory

pytestmark = pytest.mark.django_db
PAGES = [
    "/",
    "/buscar/",
    "/espacios/",
    "/resultados/",
    "/territorio/",
    "/que-es/",
    "/los-cuatro-niveles/",
    "/privacidad/",
    "/accesibilidad/",
    "/sin-conexion/",
]


def text(response) -> str:
    """What a person reads, with single spaces."""
    page = re.sub(r"<(script|style)[^>]*>.*?</\1>|<[^>]+>", " ", response.content.decode(), flags=re.S)
    return re.sub(r"\s+", " ", page)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_answers_on_an_empty_platform(client: Client, path):
    response = client.get(path)
    assert response.status_code == 200
    assert len(re.findall(r"<h1[\s>]", response.content.decode())) == 1


@pytest.mark.parametrize("path", PAGES)
def test_no_page_carries_inline_script_or_style(client: Client, path):
    page = client.get(path).content.decode()
    assert not re.search(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son\w+=|data:", page)


@pytest.mark.parametrize("path", PAGES)
def test_public_pages_only_read(client: Client, path):
    assert client.post(path).status_code == 405


def test_the_home_says_what_runs_now_and_not_what_is_in_preparation(client: Client):
    now = cast.space("pp-2027", title="Presupuesto 2027")
    cast.stage(now, "ideas", opens_at=_days(-1), days=5)
    draft = cast.space("pp-2028", title="Presupuesto 2028", status="draft")
    cast.stage(draft, "ideas", opens_at=_days(-1), days=5)
    page = text(client.get("/"))
    assert "Presupuesto 2027" in page
    assert "Presupuesto 2028" not in page


def test_the_home_shows_what_ended_with_its_state(client: Client):
    cast.space("pp-2026", title="Presupuesto 2026", status="finished")
    page = text(client.get("/"))
    assert "Lo que ya se decidió" in page
    assert "Presupuesto 2026 Concluido" in page


def test_with_nothing_open_the_home_says_so(client: Client):
    assert "Hoy no hay nada abierto" in text(client.get("/"))


def test_a_department_shows_its_provinces_its_figures_and_their_sources(client: Client):
    load_territory()
    response = client.get("/territorio/06/")
    page = text(response)
    assert response.content.decode().count('<path class="l') == 13
    assert "INEI, Censos Nacionales 2025" in page
    assert "PNUD, 2019" in page
    assert "Límites referenciales" in page


def test_what_is_not_known_about_a_place_is_said(client: Client):
    load_territory()
    assert "Índice de desarrollo humano desconocido" in text(client.get("/territorio/130112/"))


def test_reniec_numbers_chota_otherwise_and_the_page_says_it(client: Client):
    load_territory()
    assert "Código RENIEC 0606" in text(client.get("/territorio/0604/"))
    assert "Código RENIEC" not in text(client.get("/territorio/0601/"))


@pytest.mark.parametrize("code", ["99", "0", "abc", "060499", "06'"])
def test_a_place_that_does_not_exist_is_not_found(client: Client, code):
    load_territory()
    assert client.get(f"/territorio/{code}/").status_code == 404


@pytest.mark.parametrize(("chosen", "caption"), [("pobreza", "Pobreza monetaria"), ("zzz", "Población")])
def test_the_map_shows_the_figure_that_was_chosen(client: Client, chosen, caption):
    load_territory()
    assert f"<caption>{caption}</caption>" in client.get(f"/territorio/06/?ver={chosen}").content.decode()


def test_search_marks_what_it_found_and_counts_by_kind(client: Client):
    dossier("Mejoramiento de carreteras en Chota", kind="space")
    response = client.get("/buscar/", {"q": "carretera"})
    assert "<mark>carreteras</mark>" in response.content.decode()
    assert "1 registro" in text(response)


def test_search_offers_the_nearest_word(client: Client):
    dossier("Puente Balsas")
    assert "¿Quisiste decir puente ?" in text(client.get("/buscar/", {"q": "puemte"}))


def test_search_never_runs_what_somebody_wrote(client: Client):
    dossier("<script>alert(1)</script> puente")
    page = client.get("/buscar/", {"q": "puente <script>"}).content.decode()
    assert "<script>alert" not in page


def test_drafts_are_in_no_side_door(client: Client):
    hidden = dossier("Puente secreto", published=False, ubigeo="06")
    load_territory()
    pages = ["/", "/buscar/?q=puente", "/territorio/06/", "/sitemap.txt", f"/buscar/?q={hidden.code}"]
    assert [path for path in pages if "secreto" in client.get(path).content.decode()] == []


def test_my_requests_are_only_for_who_signed_in(client: Client):
    assert client.get("/mis-tramites/").status_code == 302
    cast.sign_in(client, cast.julio())
    assert "Todavía no has pedido nada" in text(client.get("/mis-tramites/"))


def test_my_requests_show_what_one_follows(client: Client):
    follow(dossier=dossier("Puente Balsas"), actor=cast.julio())
    cast.sign_in(client, cast.julio())
    assert "Puente Balsas" in text(client.get("/mis-tramites/"))


def test_an_address_that_does_not_exist_offers_the_search(client: Client):
    response = client.get("/no-existe/")
    assert response.status_code == 404
    assert 'name="q"' in response.content.decode()


def test_the_page_of_a_failure_asks_nothing_of_the_database(rf, django_assert_num_queries):
    engines["django"].get_template("web/500.html")
    with django_assert_num_queries(0):
        response = server_error(rf.get("/"))
    assert (response.status_code, "Algo falló de nuestro lado" in response.content.decode()) == (500, True)


def test_robots_stay_out_of_the_desk(client: Client):
    assert "Disallow: /panel/" in client.get("/robots.txt").content.decode()


@pytest.mark.parametrize("path", ["/", "/espacios/", "/resultados/", "/buscar/?q=carretera", "/territorio/06/"])
@pytest.mark.parametrize("count", [3, 60])
def test_a_page_costs_the_same_with_three_rows_as_with_many(client: Client, django_assert_max_num_queries, path, count):
    load_territory()
    for number in range(min(count, 30)):
        space = cast.space(f"proceso-{number:0{number % 7 + 2}d}-{'x' * (number // 7)}", status="published")
        cast.stage(space, "ideas", opens_at=_days(-1), days=5)
        cast.space_document(space, "ordenanza")
    for number in range(count):
        dossier(f"Carretera {number}", ubigeo="0604", days=number)
    with django_assert_max_num_queries(25):
        assert client.get(path).status_code == 200


@pytest.mark.parametrize(("path", "most"), [("/", 150), ("/territorio/06/", 150), ("/espacios/", 60), ("/buscar/", 60)])
def test_a_first_view_is_light(client: Client, path, most):
    """Kilobytes over the wire, with the sheet and the font; 150 where there is a map (DESIGN.md)."""
    load_territory()
    for number in range(30):
        dossier(f"Carretera {number}", ubigeo="0604")
        cast.space("p" * (number + 1))
    sheet, font = (find(f"ui/{name}") for name in ("tinkuy.css", "fonts/atkinson-next.woff2"))
    assert (sheet, font) != (None, None)
    weight = len(gzip.compress(client.get(path).content)) + len(gzip.compress(Path(sheet).read_bytes()))
    assert weight + Path(font).stat().st_size <= most * 1024


def _days(number: int) -> datetime:
    return timezone.now() + timedelta(days=number)
