"""How a person moves through the site: signs in, follows links. Page kinds are found by walking, not by a list."""

import io
import os
import random
from collections import deque
from collections.abc import Callable
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from PIL import Image
from playwright.sync_api import Error, Page, Response

PASSWORD = "cajamarca-2027"
SECOND_FACTOR = "246810"
LIMIT = 140


def sign_in(page: Page, email: str) -> None:
    page.goto("/cuenta/login/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    if page.locator("input[name=code]").count():
        page.fill("input[name=code]", SECOND_FACTOR)
        page.click("main form:has(input[name=code]) button[type=submit]")


def page_kinds(
    page: Page, *, start: str = "/", per_kind: int = 1, limit: int = LIMIT, look: Callable[[Page], None] | None = None
) -> dict[str, str]:
    """Every kind of page one can reach by links from `start`: route name → an address of it. Each is looked at."""
    found: dict[str, str] = {}
    seen: dict[str, int] = {}
    waiting = deque([start])
    visited: set[str] = set()
    while waiting and len(visited) < limit:
        path = waiting.popleft()
        name = _route(path)
        if path in visited or name is None or seen.get(name, 0) >= per_kind:
            continue
        visited.add(path)
        answer = _open(page, path)
        if answer is None or "text/html" not in answer.headers.get("content-type", "") or answer.status != 200:
            continue
        if look:
            look(page)
        seen[name] = seen.get(name, 0) + 1
        found.setdefault(name, path)
        waiting.extend(_links(page))
    return found


def _open(page: Page, path: str) -> Response | None:
    """The answer, or None when the address is a file to download."""
    try:
        return page.goto(path)
    except Error as problem:
        if "Download is starting" in problem.message:
            return None
        raise


def _links(page: Page) -> list[str]:
    hrefs = page.eval_on_selector_all(
        "a[href]", "links => links.map(link => new URL(link.getAttribute('href'), location).href)"
    )
    here = urlsplit(page.url).netloc
    return [urlsplit(href).path for href in hrefs if urlsplit(href).netloc == here and "logout" not in href]


def _route(path: str) -> str | None:
    suffixes = (".csv", ".xlsx", ".json", ".jsonl", ".pdf", ".zip", ".svg", ".ics", ".pb", ".txt")
    if path.endswith(suffixes):
        return None
    try:
        return resolve(path).view_name
    except Resolver404:
        return None


def sign_up(page: Page, given_names: str, surname: str) -> None:
    """A new account, from the form on the page."""
    page.fill("[name=given_names]", given_names)
    page.fill("[name=paternal_surname]", surname)
    page.fill("[name=email]", f"{given_names.lower()}{random.randrange(10**9)}@ejemplo.pe")
    page.fill("[name=password1]", PASSWORD)
    page.check("[name=consent_terms]")
    page.check("[name=consent_data]")
    page.click("main button:text-is('Crear mi cuenta')")


def follow(page: Page, words: str) -> None:
    """Clicks the link of the page that says exactly that."""
    picture(page)
    page.locator("main").get_by_role("link", name=words, exact=True).first.click()


def press(page: Page, words: str) -> None:
    picture(page)
    page.locator("main").get_by_role("button", name=words, exact=True).first.click()


def picture(page: Page) -> None:
    """TINKUY_PICTURES=folder keeps what the walk sees at both widths, to look at it."""
    folder = os.environ.get("TINKUY_PICTURES")
    if not folder or not page.viewport_size:
        return
    before = page.viewport_size
    name = urlsplit(page.url).path.strip("/").replace("/", "_") or "inicio"
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.screenshot(path=f"{folder}/{name[-70:]}-{width}.png", full_page=True)
    page.set_viewport_size(before)


def attach(page: Page, *, kind: str, name: str) -> None:
    """A picture of a paper."""
    paper = io.BytesIO()
    Image.new("RGB", (12, 8), "white").save(paper, "PNG")
    page.select_option("[name=kind]", kind)
    file = {"name": name, "mimeType": "image/png", "buffer": paper.getvalue()}
    page.set_input_files("[name=file]", files=[file])
    page.click("main form:has([name=file]) button")
