"""What is true of every kind of page: anybody can use it, it fits a phone, weighs little, keeps to the policy.

Page kinds are found by walking from the home page as nobody, as an agent and as members of the team; each kind is then
looked at once, as the first who could reach it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from .conftest import Site
from .walking import page_kinds, sign_in

pytestmark = pytest.mark.browser
NOBODY = ""
VISITORS = (NOBODY, "agente@tinkuy.example", "tecnica@tinkuy.example", "coordinacion@tinkuy.example")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
LIGHT, WITH_MAP = 60 * 1024, 150 * 1024


@dataclass
class Walk:
    """The kinds of page somebody was the first to reach, and what the browser complained of meanwhile."""

    page: Page
    kinds: dict[str, str]
    complaints: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def walks(browser: Browser, site: Site) -> Iterator[dict[str, Walk]]:
    done: dict[str, Walk] = {}
    seen: set[str] = set()
    for visitor in VISITORS:
        context = browser.new_context(base_url=site.url, viewport={"width": 1280, "height": 900}, locale="es-PE")
        walk = Walk(context.new_page(), {})
        _listen(walk)
        if visitor:
            sign_in(walk.page, visitor)
        found = page_kinds(walk.page, start="/panel/" if "coord" in visitor or "tecnica" in visitor else "/")
        walk.kinds = {name: path for name, path in found.items() if name not in seen}
        seen |= set(found)
        done[visitor] = walk
    yield done
    for walk in done.values():
        walk.page.context.close()


def _listen(walk: Walk) -> None:
    def heard(text: str) -> None:
        walk.complaints.append(f"{walk.page.url}: {text}")

    walk.page.on("console", lambda message: heard(message.text) if message.type == "error" else None)
    walk.page.on("pageerror", lambda error: heard(str(error)))


def test_the_walk_reaches_the_whole_house(walks: dict[str, Walk]):
    public, team = walks[NOBODY].kinds, walks["coordinacion@tinkuy.example"].kinds
    assert {"web:home", "spaces:detail", "budgeting:result", "voting:poll", "web:place", "web:search"} <= set(public)
    assert {name for name in team if name.startswith(("panel:", "budgeting:"))}


@pytest.mark.parametrize("visitor", VISITORS)
def test_every_page_is_accessible_and_fits_a_phone(walks: dict[str, Walk], visitor: str):
    page, faults = walks[visitor].page, []
    for name, path in walks[visitor].kinds.items():
        page.goto(path)
        for width in (360, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            for fault in Axe().run(page, options=RULES).response["violations"]:
                faults.append(f"{name} {width}px {fault['id']}: {fault['nodes'][0]['html'][:120]}")
            if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"):
                faults.append(f"{name} {width}px: wider than the screen")
    assert faults == []


@pytest.mark.parametrize("visitor", VISITORS)
def test_no_page_breaks_the_policy_nor_logs_an_error(walks: dict[str, Walk], visitor: str):
    assert walks[visitor].complaints == []


def test_every_public_page_is_light(walks: dict[str, Walk], browser: Browser, site: Site):
    heavy = []
    for name, path in walks[NOBODY].kinds.items():
        weight, has_map = _first_view(browser, site, path)
        if weight > (WITH_MAP if has_map else LIGHT):
            heavy.append(f"{name} ({path}): {weight // 1024} KB")
    assert heavy == []


def _first_view(browser: Browser, site: Site, path: str) -> tuple[int, bool]:
    """Bytes over the wire with nothing cached, and whether the page has a map."""
    context = browser.new_context(base_url=site.url, viewport={"width": 360, "height": 740})
    page = context.new_page()
    wire = context.new_cdp_session(page)
    sizes: list[int] = []
    wire.send("Network.enable")
    wire.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    page.goto(path, wait_until="load")
    has_map = page.locator("figure.map, .region-map, svg.map").count() > 0
    context.close()
    return sum(sizes), has_map


def test_every_public_page_is_complete_without_scripts(walks: dict[str, Walk], page_without_scripts: Page):
    missing, page = [], walks[NOBODY].page
    for name, path in walks[NOBODY].kinds.items():
        page.goto(path)
        page_without_scripts.goto(path)
        with_scripts, without = page.locator("main").inner_text(), page_without_scripts.locator("main").inner_text()
        if len(without) < 0.9 * len(with_scripts):
            missing.append(f"{name}: {len(without)} of {len(with_scripts)} letters")
    assert missing == []
