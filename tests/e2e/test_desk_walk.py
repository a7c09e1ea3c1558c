"""A team takes a process from nothing to its published result with the pages alone, and anybody checks the result."""

import random
import subprocess
import sys
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from . import agents, desk
from .conftest import Site
from .walking import follow, picture, press

pytestmark = pytest.mark.browser


def test_a_team_takes_a_process_from_nothing_to_a_result_that_verifies(people, site: Site, tmp_path: Path):
    coordinator = people("administracion")
    title = f"Presupuesto participativo {random.randrange(2031, 2099)}"
    desk.create(coordinator, title)
    desk.settle_the_rules(coordinator)
    desk.load_a_portfolio(coordinator)
    desk.choose_candidates(coordinator, title)
    desk.approve_the_matrix(people("presidencia"), coordinator, title)
    desk.name_evaluators(coordinator, title)
    desk.score_on_the_page(people("tecnica"), title)
    desk.score_by_spreadsheet(people("tecnico"), title)
    desk.step(coordinator, title, "Evaluación técnica")
    expect(coordinator.locator("main")).to_contain_text("2490001")
    voters = [_accredited(people, f"agent{number}", title) for number in range(4)]
    closes_at = desk.prepare_the_vote(coordinator, title)
    *three, late = voters
    for voter in three:
        _mark(voter, title, next(iter(desk.PROJECTS.values())))
        press(voter, "Confirmar mi voto")
        expect(voter.locator("h1")).to_have_text("Tu voto está dentro")
    _second_vote_from_another_tab(three[0], title)
    _mark(late, title, "Voto en blanco")
    assert datetime.now(desk.LIMA) < closes_at
    desk.wait_until(closes_at)
    _vote_after_the_close(late)
    desk.close_the_vote(coordinator, title)
    desk.publish_the_result(coordinator, title)
    _check_the_result(people("stranger"), site, title, tmp_path)


def _accredited(people, key: str, title: str) -> Page:
    """A person with a new account becomes an agent with vote, and goes on signed in."""
    page = people(key)
    code = agents.register(page, title)
    agents.accredit(people("mesa"), code, title)
    return page


def _mark(page: Page, title: str, words: str) -> None:
    page.goto("/")
    follow(page, title)
    follow(page, "Vota")
    follow(page, "Votar en Multiprovincial")
    page.locator(".ballot label", has_text=words).click()
    press(page, "Revisar y votar")
    expect(page.locator("main")).to_contain_text(words)


def _second_vote_from_another_tab(page: Page, title: str) -> None:
    """Who has voted finds their receipt, wherever they come from."""
    tab = page.context.new_page()
    tab.goto("/")
    follow(tab, title)
    follow(tab, "Vota")
    expect(tab.locator("main")).to_contain_text("Tu voto está dentro")
    expect(tab.get_by_role("link", name="Votar en Multiprovincial")).to_have_count(0)
    tab.close()


def _vote_after_the_close(page: Page) -> None:
    with page.expect_response(lambda answer: answer.url.endswith("/confirmar/")) as answered:
        press(page, "Confirmar mi voto")
    assert answered.value.status == 422
    expect(page.locator("main")).to_contain_text("cerró")
    picture(page)


def _check_the_result(page: Page, site: Site, title: str, folder: Path) -> None:
    page.goto("/buscar/")
    page.fill("main [name=q]", title)
    press(page, "Buscar")
    follow(page, title)
    page.locator("main nav").get_by_role("link", name="Votación y resultado", exact=True).click()
    page.locator("main nav").get_by_role("link", name="Resultado", exact=True).click()
    for name in desk.PROJECTS.values():
        expect(page.locator("main")).to_contain_text(name)
    with page.expect_download() as download:
        page.locator("main a[href$='paquete.zip']").first.click()
    package = folder / "paquete.zip"
    package.write_bytes(download.value.path().read_bytes())
    checked = site.tinkuy("verify", str(package))
    assert (checked.returncode, checked.stderr) == (0, "")


def test_anybody_downloads_the_package_of_a_result_and_checks_it(page: Page, site: Site, tmp_path: Path):
    page.goto("/")
    follow(page, "Mira qué se decidió")
    picture(page)
    with page.expect_download() as download:
        page.locator("main a[href$='paquete.zip']").first.click()
    package = tmp_path / "paquete.zip"
    package.write_bytes(download.value.path().read_bytes())
    assert site.tinkuy("verify", str(package)).returncode == 0
    with zipfile.ZipFile(package) as archive:
        archive.extract("verify.py", tmp_path)
    alone = [sys.executable, str(tmp_path / "verify.py"), str(package)]
    assert subprocess.run(alone, capture_output=True, check=False).returncode == 0
    raw = bytearray(package.read_bytes())
    raw[len(raw) // 2] ^= 1
    package.write_bytes(raw)
    assert site.tinkuy("verify", str(package)).returncode == 1
