"""What is true of every kind of page: it can be used by anybody, fits a phone, weighs little, runs nothing stored."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from .conftest import Site
from .walking import page_kinds, sign_in

pytestmark = pytest.mark.browser
WHO = ["", "agente@tinkuy.example", "tecnica@tinkuy.example", "coordinacion@tinkuy.example"]
LIGHT, WITH_MAP = 60 * 1024, 150 * 1024


@pytest.fixture(params=WHO, ids=["anybody", "agent", "technical team", "coordinator"])
def visitor(request: pytest.FixtureRequest, browser: Browser, site: Site):
    context = browser.new_context(base_url=site.url, viewport={"width": 1280, "height": 900}, locale="es-PE")
    page = context.new_page()
    if request.param:
        sign_in(page, request.param)
    yield page
    context.close()


def test_every_page_is_accessible_and_fits_a_phone(visitor: Page):
    kinds = page_kinds(visitor)
    assert len(kinds) > 12
    faults = []
    for name, path in kinds.items():
        for width in (360, 1280):
            visitor.set_viewport_size({"width": width, "height": 900})
            visitor.goto(path)
            report = Axe().run(visitor, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
            faults += [
                f"{name} {width}px {fault['id']}: {fault['nodes'][0]['html'][:120]}"
                for fault in report.response["violations"]
            ]
            if visitor.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"):
                faults.append(f"{name} {width}px: wider than the screen")
    assert faults == []


def test_every_public_page_is_light(browser: Browser, site: Site, page: Page):
    heavy = []
    for name, path in page_kinds(page).items():
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
    page.goto(path, wait_until="networkidle")
    has_map = page.locator("svg.map, figure.map svg, .map svg").count() > 0
    context.close()
    return sum(sizes), has_map


def test_no_page_breaks_the_policy_nor_logs_an_error(visitor: Page):
    complaints: list[str] = []
    visitor.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    visitor.on("pageerror", lambda error: complaints.append(str(error)))
    kinds = page_kinds(visitor)
    assert [text for text in complaints if "favicon" not in text] == []
    assert kinds


def test_every_public_page_is_complete_without_scripts(page: Page, page_without_scripts: Page):
    missing = []
    for name, path in page_kinds(page).items():
        with_scripts = page.goto(path) and page.locator("main").inner_text()
        without = page_without_scripts.goto(path) and page_without_scripts.locator("main").inner_text()
        if len(str(without)) < 0.9 * len(str(with_scripts)):
            missing.append(f"{name}: {len(str(without))} of {len(str(with_scripts))} letters")
    assert missing == []
