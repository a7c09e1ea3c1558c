"""A stage that closes while somebody writes: the answer is a sentence, and what was written is still there."""

import random
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from . import desk
from .walking import follow, press, sign_up

pytestmark = pytest.mark.browser
DETAIL = "En el caserío El Tambo caminamos dos horas por agua; con el canal regarían treinta familias."


def test_what_was_written_when_the_stage_closed_is_not_lost(people):
    coordinator, citizen = people("administracion"), people("agent")
    title = f"Ideas para el plan {random.randrange(10**6)}"
    desk.create(coordinator, title)
    desk.settle_the_rules(coordinator)
    now = datetime.now(desk.LIMA)
    desk.open_process(coordinator, title)
    desk.schedule(coordinator, "ideas", now - timedelta(days=1), now + timedelta(days=1), "Se abre.")
    _write_an_idea(citizen, title)
    desk.open_process(coordinator, title)
    desk.schedule(coordinator, "ideas", now - timedelta(days=1), now - timedelta(minutes=2), "Se cierra antes.")
    with citizen.expect_response(lambda answer: answer.request.method == "POST") as answered:
        press(citizen, "Publicar mi idea")
    assert answered.value.status == 422
    main = citizen.locator("main")
    expect(main).to_contain_text("nada cambió")
    expect(main).to_contain_text("Lo que escribiste")
    expect(main).to_contain_text(DETAIL)
    expect(main).to_contain_text("Canal de riego para El Tambo")
    citizen.goto("/mis-tramites/")
    expect(citizen.locator("main")).not_to_contain_text("Canal de riego para El Tambo")


def _write_an_idea(page: Page, title: str) -> None:
    page.goto("/")
    follow(page, title)
    follow(page, "Presenta tu idea de proyecto")
    page.click("main a[href*='/cuenta/signup/']")
    sign_up(page, "Teodora", "Rojas")
    follow(page, "Registrar mi documento")
    page.fill("[name=number]", f"4{random.randrange(10**7):07}")
    press(page, "Registrar mi documento")
    page.fill("[name=name]", "Canal de riego para El Tambo")
    page.select_option("[name=ubigeo]", "0608")
    page.select_option("[name=theme]", index=1)
    page.fill("[name=strategic_action]", "Mejorar el riego de altura")
    page.fill("[name=detail]", DETAIL)
