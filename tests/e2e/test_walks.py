"""The site as people use it, from door to door and by clicking: what each came for, they take home."""

import random
import re

import pytest
from playwright.sync_api import Page, expect

from .agents import accredit, find, register
from .walking import attach, follow, picture, press, sign_in, sign_up

pytestmark = pytest.mark.browser
REGISTERING = "Presupuesto participativo 2028"


# A citizen becomes a participating agent -----------------------------------------------------------


def test_a_citizen_registers_by_phone_without_scripts_and_carries_a_credential(page_without_scripts: Page, page: Page):
    citizen = page_without_scripts
    code = register(citizen, REGISTERING)
    sign_in(page, "mesa@tinkuy.example")
    _observe(page, code)
    _cure(citizen)
    accredit(page, code, REGISTERING)
    _carry_the_credential(citizen)


def _observe(page: Page, code: str) -> None:
    find(page, code, REGISTERING)
    page.click("summary:has-text('Observar: falta algo')")
    page.fill("[name=reason]", "El acta no se lee: sube otra vez el documento completo.")
    press(page, "Observar y avisar")
    expect(page.locator("main")).to_contain_text("Observada")


def _cure(page: Page) -> None:
    page.click("header a:has-text('Mis trámites')")
    expect(page.locator("main")).to_contain_text("Observada")
    follow(page, f"Inscripción en {REGISTERING}")
    expect(page.locator("main")).to_contain_text("El acta no se lee")
    follow(page, "Subsanar ahora")
    follow(page, "Adjuntar documentos")
    attach(page, kind="mandate", name="acta-completa.png")
    follow(page, "Volver a la subsanación")
    page.fill("[name=note]", "Subí el acta completa.")
    press(page, "Enviar subsanación")
    expect(page.locator("main")).to_contain_text("Subsanada")


def _carry_the_credential(page: Page) -> None:
    page.click("header a:has-text('Mis trámites')")
    follow(page, f"Inscripción en {REGISTERING}")
    picture(page)
    with page.expect_download() as download:
        follow(page, "Descargar mi credencial (PDF)")
    assert download.value.path().read_bytes().startswith(b"%PDF-")
    follow(page, "Página que la verifica")
    expect(page.locator("main")).to_contain_text("Vigente hoy")
    assert re.fullmatch(r".*/acreditacion/[A-Z0-9]+/", page.url)


# A citizen proposes --------------------------------------------------------------------------------


def test_a_citizen_proposes_an_idea_supports_another_and_finds_it_in_the_search(page: Page):
    page.goto("/")
    follow(page, REGISTERING)
    follow(page, "Presenta tu idea de proyecto")
    page.click("main a[href*='/cuenta/signup/']")
    sign_up(page, "Teodora", "Rojas")
    follow(page, "Registrar mi documento")
    page.fill("[name=number]", f"4{random.randrange(10**7):07}")
    press(page, "Registrar mi documento")
    mark = "".join(random.choices("bcdfglmnprst", k=6))
    name = f"Canal de riego Ñuñopampa {mark} para pequeños regantes"
    _propose(page, name)
    if page.get_by_role("button", name="Publicar la mía de todos modos").count():
        press(page, "Publicar la mía de todos modos")
    expect(page.locator("h1").last).to_have_text(name)
    _propose_again_and_see_the_first(page, name)
    _support_one(page)
    _search(page, f"canal riego nunopampa {mark}")
    expect(page.locator("main")).to_contain_text(name)
    _search(page, "nunopanpa")
    follow(page, "nunopampa")
    expect(page.locator("main")).to_contain_text(name)
    picture(page)
    assert "budget_project" not in page.locator("main").inner_text()


def _search(page: Page, words: str) -> None:
    page.goto("/buscar/")
    page.fill("main [name=q]", words)
    press(page, "Buscar")


def _propose(page: Page, name: str) -> None:
    page.fill("[name=name]", name)
    page.select_option("[name=ubigeo]", "0608")
    page.select_option("[name=theme]", index=1)
    page.fill("[name=strategic_action]", "Mejorar la infraestructura de riego")
    page.fill("[name=amount]", "S/ 120,000.50")
    press(page, "Publicar mi idea")


def _propose_again_and_see_the_first(page: Page, name: str) -> None:
    page.click("main nav a:text-is('Ideas')")
    follow(page, "Presenta tu idea de proyecto")
    _propose(page, name + " y familias")
    expect(page.locator("main")).to_contain_text("Antes de publicar: hay ideas parecidas")
    expect(page.locator("[name=amount]")).to_have_value("S/ 120,000.50")
    picture(page)
    follow(page, "Cancelar")


def _support_one(page: Page) -> None:
    picture(page)
    page.select_option("[name=estado]", "presented")
    press(page, "Filtrar")
    page.locator("main .card h3 a").last.click()
    press(page, "Apoyar esta idea")
    expect(page.locator("main")).to_contain_text("Tú la apoyas")


# An agent votes ------------------------------------------------------------------------------------


def test_an_agent_votes_once_per_list_with_and_without_scripts(page: Page, page_without_scripts: Page):
    sign_in(page, "agente@tinkuy.example")
    second = page.context.new_page()
    _open_the_ballot(page, "Votar en Jaén")
    _mark_and_reload(page)
    press(page, "Revisar y votar")
    second.goto(page.url)
    press(page, "Confirmar mi voto")
    expect(page.locator("h1")).to_have_text("Tu voto está dentro")
    with second.expect_response(lambda answer: answer.url.endswith("/confirmar/")) as answered:
        press(second, "Confirmar mi voto")
    assert answered.value.status == 409
    expect(second.locator("main")).to_contain_text("Tu primer voto vale")
    picture(page)
    press(page, "Comprobarlo ahora")
    picture(page)
    expect(page.locator("main .notice.success")).to_contain_text("Está en la urna")
    sign_in(page_without_scripts, "agente@tinkuy.example")
    _vote_without_scripts(page_without_scripts)


def _open_the_ballot(page: Page, words: str) -> None:
    page.goto("/")
    follow(page, "Vota")
    follow(page, words)


def _mark_and_reload(page: Page) -> None:
    box = page.locator(".ballot input[name=choices]").first
    with page.expect_response(lambda answer: answer.url.endswith("/guardar/")):
        page.locator(".ballot label").first.click()
    expect(page.locator("#guardado")).to_have_text("Guardado")
    value = box.get_attribute("value")
    page.reload()
    expect(page.locator(f".ballot input[value='{value}']")).to_be_checked()


def _vote_without_scripts(page: Page) -> None:
    _open_the_ballot(page, "Votar en Multiprovincial")
    page.locator(".ballot input[name=choices]").first.check()
    press(page, "Guardar y seguir")
    expect(page.locator(".ballot input[name=choices]:checked")).to_have_count(1)
    press(page, "Revisar y votar")
    press(page, "Confirmar mi voto")
    expect(page.locator("h1")).to_have_text("Tu voto está dentro")
    page.goto("/espacios/presupuesto-participativo-2027/votacion/")
    picture(page)
    expect(page.locator("main")).not_to_contain_text(re.compile(r"\d+ votos"))


# Somebody from another entity ----------------------------------------------------------------------


def test_an_official_of_another_entity_meets_a_sentence(page: Page):
    sign_in(page, "otra@tinkuy.example")
    slug = "presupuesto-participativo-2027"
    for path in ("", "presupuesto/reglas/", "acreditacion/", "votacion/", "votacion/padron/", "equipo/", "actos/"):
        answer = page.goto(f"/panel/espacios/{slug}/{path}")
        assert answer is not None
        assert (path, answer.status) == (path, 403)
        assert len(page.locator("main p").first.inner_text()) > 20
    for path in ("cartera/", "procesos/nuevo/"):
        answer = page.goto(f"/panel/entidades/gore-cajamarca/{path}")
        assert answer is not None
        assert (path, answer.status) == (path, 403)
    picture(page)
