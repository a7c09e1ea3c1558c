"""How a person moves through the site: signs in, follows links. Page kinds are found by walking, not by a list."""

from collections import deque
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import Page

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


def page_kinds(page: Page, *, start: str = "/", per_kind: int = 1) -> dict[str, str]:
    """Every kind of page one can reach by links from `start`: route name → an address of it."""
    found: dict[str, str] = {}
    seen: dict[str, int] = {}
    waiting = deque([start])
    visited: set[str] = set()
    while waiting and len(visited) < LIMIT:
        path = waiting.popleft()
        name = _route(path)
        if path in visited or name is None or seen.get(name, 0) >= per_kind:
            continue
        visited.add(path)
        answer = page.goto(path)
        if answer is None or "text/html" not in answer.headers.get("content-type", "") or answer.status != 200:
            continue
        seen[name] = seen.get(name, 0) + 1
        found.setdefault(name, path)
        waiting.extend(_links(page))
    return found


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
