"""A real server with the demonstration, as `make run` starts it, and a real Chromium that visits it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from .walking import sign_in

ROOT = Path(__file__).resolve().parent.parent.parent
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@dataclass(frozen=True)
class Site:
    url: str
    environment: dict[str, str]

    def tinkuy(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Runs a command of the program on the site's database."""
        command = [sys.executable, "-m", "tinkuy", *arguments]
        return subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """TINKUY_SITE=http://… walks on a site that already runs, to write walks without waiting."""
    if running := os.environ.get("TINKUY_SITE"):
        yield Site(running, dict(os.environ))
        return
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    var = tmp_path_factory.mktemp("site")
    environment = {
        **{name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"},
        "TINKUY_VAR_DIR": str(var),
        "TINKUY_KEYS_DIR": str(var / "keys"),
        "TINKUY_DEMO": "1",
        "TINKUY_BASE_URL": f"http://127.0.0.1:{port}",
        "PORT": str(port),
    }
    log = (var / "serve.log").open("w")
    command = [sys.executable, "-m", "tinkuy", "serve", "--seed", "demo"]
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT)
    try:
        _wait(f"http://127.0.0.1:{port}/", server, var / "serve.log")
        yield Site(f"http://127.0.0.1:{port}", environment)
    finally:
        server.terminate()
        try:
            server.wait(15)
        except subprocess.TimeoutExpired:
            server.kill()
        log.close()


def _wait(url: str, server: subprocess.Popen, log: Path) -> None:
    for _attempt in range(600):
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    raise AssertionError("The site did not start:\n" + log.read_text()[-3000:])


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(params=[360, 1280])
def width(request: pytest.FixtureRequest) -> int:
    return request.param


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    context = browser.new_context(base_url=site.url, viewport={"width": 1280, "height": 900}, locale="es-PE")
    context.set_default_timeout(8_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def page_without_scripts(browser: Browser, site: Site) -> Iterator[Page]:
    context = browser.new_context(
        base_url=site.url, viewport={"width": 360, "height": 740}, locale="es-PE", java_script_enabled=False
    )
    context.set_default_timeout(8_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def people(browser: Browser, site: Site):
    """Opens the site as one of the team, an agent or a stranger, each with a browser of their own throughout."""
    contexts, pages = [], {}

    def as_(key: str) -> Page:
        if key not in pages:
            contexts.append(browser.new_context(base_url=site.url, locale="es-PE", accept_downloads=True))
            contexts[-1].set_default_timeout(8_000)
            pages[key] = contexts[-1].new_page()
            if key != "stranger" and not key.startswith("agent"):
                sign_in(pages[key], f"{key}@tinkuy.example")
        return pages[key]

    yield as_
    for context in contexts:
        context.close()
