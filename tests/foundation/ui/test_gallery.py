"""The gallery in a real browser: axe finds nothing, nothing overflows a small phone, targets are large enough."""

import os

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, sync_playwright

pytestmark = [pytest.mark.browser, pytest.mark.urls("tests.foundation.ui.gallery"), pytest.mark.django_db]
SIZES = [(360, "light"), (360, "dark"), (1280, "light"), (1280, "dark")]
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
# Words inside a sentence may be small (WCAG 2.2, 2.5.8, inline); a box, a button or a tab may not.
TARGETS = "main button, .button, header a, .tabs a, .desk-nav a, summary, .choice"
SMALL_TARGETS = """targets => [...document.querySelectorAll(targets)]
  .filter(node => node.getBoundingClientRect().height && node.getBoundingClientRect().height < 43.5)
  .map(node => node.outerHTML.slice(0, 80))"""


@pytest.fixture(scope="module")
def chromium() -> Browser:
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright keeps a loop that the ORM would refuse
    with sync_playwright() as playwright:
        executable = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.mark.parametrize(("width", "theme"), SIZES)
@pytest.mark.parametrize("query", ["", "?errores=1"])
def test_everything_can_be_seen_read_and_touched(
    live_server, settings, chromium: Browser, width: int, theme: str, query: str
) -> None:
    settings.DEMO = True
    page = chromium.new_page(viewport={"width": width, "height": 800}, color_scheme=theme)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto(f"{live_server.url}/muestrario/{query}")
    found = Axe().run(
        page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    )
    violations = [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found.response["violations"]]
    overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    small = page.evaluate(SMALL_TARGETS, TARGETS)
    page.close()
    assert (violations, overflow, small, complaints) == ([], 0, [], [])


def test_at_twice_the_size_nothing_is_lost(live_server, chromium: Browser) -> None:
    """200 % zoom of a 1280 pixel window is a window of 640; 400 % is one of 320 (WCAG 1.4.10)."""
    page = chromium.new_page(viewport={"width": 320, "height": 640})
    page.goto(f"{live_server.url}/muestrario/")
    overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    page.close()
    assert overflow == 0


def test_errors_take_the_focus_without_a_script(live_server, chromium: Browser) -> None:
    context = chromium.new_context(java_script_enabled=True)
    page = context.new_page()
    page.goto(f"{live_server.url}/muestrario/?errores=1")
    focused = page.evaluate("document.activeElement.className")
    context.close()
    assert focused == "error-summary"
