"""A new official who read nothing: from the questionnaire to an open registration, with the pages alone."""

import random
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page, expect

from .walking import follow, picture, press, sign_in

pytestmark = pytest.mark.browser
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n"
)


def test_a_new_official_opens_a_registration_from_the_questionnaire(page: Page, browser: Browser, site):
    name = f"Ordenanza de prueba {random.randrange(10**6)}"
    sign_in(page, "administracion@tinkuy.example")
    page.goto("/panel/")
    follow(page, "Plantillas de reglas")
    page.fill("[name=title]", name)
    page.fill("[name=norm]", "Ordenanza 12-2027")
    page.select_option("[name=base]", label="Tacna (2026)")
    press(page, "Empezar el cuestionario")
    _answer(page)
    expect(page.locator("h1")).to_have_text(name)
    press(page, "Dar la plantilla por lista")
    follow(page, "Empezar un proceso con estas reglas")
    year = datetime.now(ZoneInfo("America/Lima")).year + 1
    title = f"Presupuesto participativo {year} · {name}"
    page.fill("[name=title]", title)
    page.fill("[name=ceiling]", "8,000,000")
    page.fill("[name=responsible_unit]", "Gerencia de Planeamiento")
    press(page, "Empezar el proceso")
    expect(page.locator("main")).to_contain_text("Qué sigue")
    _open_the_registration_today(page)
    _publish_the_ordinance(page)
    _publish_the_process(page, title)
    _anybody_may_register(browser, site.url, page)


def _answer(page: Page) -> None:
    """Each page is accepted as it is, but for one answer of ours."""
    for _number in range(40):
        if "/plantillas/" in page.url and not page.url.rstrip("/").rsplit("/", 1)[1].isdigit():
            return
        if page.locator("[name=budgeting__max_choices]").count():
            page.fill("[name=budgeting__max_choices]", "4")
        press(page, "Guardar y seguir")
    raise AssertionError("The questionnaire does not end.")


def _open_the_registration_today(page: Page) -> None:
    follow(page, "Poner todas las fechas")
    today = datetime.now(ZoneInfo("America/Lima")).date()
    page.fill("[name=inscripcion__opens]", (today - timedelta(days=1)).isoformat())
    page.fill("[name=inscripcion__closes]", (today + timedelta(days=20)).isoformat())
    press(page, "Ver cómo quedarían")
    expect(page.locator("main")).to_contain_text("Así quedarían")
    press(page, "Guardar estas fechas")


def _publish_the_ordinance(page: Page) -> None:
    follow(page, "Publicar el documento")
    page.select_option("[name=kind]", "ordenanza")
    page.fill("[name=title]", "Ordenanza 12-2027")
    page.set_input_files("[name=upload]", files=[{"name": "o.pdf", "mimeType": "application/pdf", "buffer": PDF}])
    press(page, "Publicar el documento")
    expect(page.locator("main")).to_contain_text("Documento publicado.")


def _publish_the_process(page: Page, title: str) -> None:
    page.goto("/panel/")
    follow(page, title)
    press(page, "Publicar el proceso")
    follow(page, "Ver la página pública")


def _anybody_may_register(browser: Browser, url: str, page: Page) -> None:
    stranger = browser.new_context(base_url=url, locale="es-PE").new_page()
    stranger.goto(page.url)
    expect(stranger.get_by_role("link", name="Inscríbete como agente participante").first).to_be_visible()
    follow(stranger, "Expediente")
    picture(stranger)
    expect(stranger.locator("main")).to_contain_text("Inscripción y acreditación")
    stranger.goto(page.url.rstrip("/") + "/reglas/")
    expect(stranger.locator("main")).to_contain_text("4 marcas")
    stranger.context.close()
