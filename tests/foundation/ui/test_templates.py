"""No template carries what the content policy refuses: inline style or script, data: addresses, other hosts."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
TEMPLATES = sorted((ROOT / "tinkuy").glob("**/templates/**/*.html"))
REFUSED = {
    "a style attribute": r"<[^>]*\sstyle\s*=",
    "a style element": r"<style\b",
    # A JSON data block runs nothing, so the policy lets it be (HTML, «prepare the script element»).
    "a script with content": r"<script(?![^>]*(?:\bsrc=|type=\"application/json\"))[^>]*>",
    "an event handler": r"<[^>]*\son\w+\s*=\s*[\"']",
    "a data: address": r"[\"'(]data:",
    "a javascript: address": r"[\"']javascript:",
    "a picture, font or script of another host": r"<(?:img|script|link|iframe)[^>]*(?:src|href)=\"(?:https?:)?//",
}


def found(text: str) -> list[str]:
    return [name for name, pattern in REFUSED.items() if re.search(pattern, text, re.IGNORECASE)]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('<p style="color:red">', ["a style attribute"]),
        ("<style>p{}</style>", ["a style element"]),
        ("<script>x()</script>", ["a script with content"]),
        ('<a onclick="x()">', ["an event handler"]),
        ('<img src="data:image/png;base64,AA">', ["a data: address"]),
        ('<script src="https://cdn.example/x.js"></script>', ["a picture, font or script of another host"]),
        ('<script src="/static/x.js" defer></script><script type="application/json">{}</script>', []),
    ],
)
def test_the_search_finds_what_it_looks_for(text: str, what: list[str]) -> None:
    assert found(text) == what


def test_no_template_carries_what_the_policy_refuses() -> None:
    assert len(TEMPLATES) > 40
    offenders = {str(path.relative_to(ROOT)): found(path.read_text()) for path in TEMPLATES}
    assert {path: what for path, what in offenders.items() if what} == {}


def test_no_app_but_this_one_writes_style_sheets() -> None:
    sheets = {str(path.relative_to(ROOT)) for path in (ROOT / "tinkuy").glob("**/static/**/*.css")}
    assert {sheet for sheet in sheets if not sheet.startswith("tinkuy/foundation/ui/static/ui/")} == set()


DRAWN_BY_NUMBER = {"f", "l", "w", "is-"}  # f1, l5, w2, is-now: the number comes from the drawing


def classes_in(template: str) -> set[str]:
    """The words of class attributes, without the template's own tags."""
    values = re.findall(r'class="((?:\{[{%].*?[%}]\}|[^"{])*)"', template)
    return {word for value in values for word in re.sub(r"\{[{%].*?[%}]\}", " ", value).split()}


def test_every_class_that_a_template_uses_is_in_the_sheet() -> None:
    """A misspelt class is a page that nobody dressed. Say it in the sheet, or do without it."""
    sheet = (ROOT / "tinkuy/foundation/ui/static/ui/tinkuy.css").read_text()
    known = set(re.findall(r"\.([a-zA-Z][\w-]*)", sheet)) | DRAWN_BY_NUMBER
    assert classes_in('<p class="lead {% if a == "b" %}is-now{% endif %} w{{ n }}">') == {"lead", "is-now", "w"}
    unknown = {str(path.relative_to(ROOT)): sorted(classes_in(path.read_text()) - known) for path in TEMPLATES}
    assert {path: words for path, words in unknown.items() if words} == {}
