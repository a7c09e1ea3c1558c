"""What prose promises some test repeats: every refusal is met, every model explained, every setting documented."""

import importlib
import re
from pathlib import Path

import pytest
from django.apps import apps

from tinkuy.foundation.shared.refusals import Refusal

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "tinkuy").rglob("*.html"))


def refusals() -> list[Refusal]:
    for path in (ROOT / "tinkuy").rglob("refusals.py"):
        importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    kinds, found = [Refusal], []
    while kinds:
        kind = kinds.pop()
        kinds += kind.__subclasses__()
        found += [member for member in kind if kind.__module__.startswith("tinkuy.")]
    return found


def words_of_the_tests() -> str:
    return "\n".join(path.read_text() for path in (ROOT / "tests").rglob("*.py"))


def models() -> list[str]:
    ours = [config for config in apps.get_app_configs() if config.name.startswith("tinkuy.")]
    return sorted(model.__name__ for config in ours for model in config.get_models())


@pytest.mark.parametrize("refusal", refusals(), ids=lambda refusal: f"{type(refusal).__name__}.{refusal.name}")
def test_every_refusal_is_met_in_some_test(refusal):
    assert re.search(rf"\b{refusal.name}\b", words_of_the_tests())


@pytest.mark.parametrize("refusal", refusals(), ids=lambda refusal: f"{type(refusal).__name__}.{refusal.name}")
def test_every_refusal_says_what_happened_in_a_whole_sentence(refusal):
    sentence = str(refusal.reason.sentence)
    assert re.fullmatch(r"[¿«%A-ZÁÉÍÓÚÑ].*([.?]|%\(\w+\)s)", sentence, flags=re.DOTALL), sentence


@pytest.mark.parametrize("name", models())
def test_every_model_stands_in_the_glossary(name):
    assert f"`{name}`" in (ROOT / "docs" / "glossary.md").read_text()


def test_every_setting_of_the_environment_is_documented_and_no_other():
    source = "\n".join(path.read_text() for path in (ROOT / "config" / "settings").glob("*.py"))
    source += (ROOT / "tinkuy/faces/web/management/commands/serve.py").read_text()
    read = set(re.findall(r'"((?:TINKUY_|DATABASE_)\w+|PORT)"', source)) | {"PORT"}
    page = (ROOT / "docs" / "howto" / "settings.md").read_text()
    told = set(re.findall(r"^\| `((?:TINKUY_|DATABASE_)\w+|PORT)`", page, re.M))
    assert told == read


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_template_has_inline_style_script_or_handler(path):
    source = path.read_text()
    assert re.findall(r"\sstyle=|<style|\son\w+=\"|javascript:|src=\"(?:data|https?):", source) == []
    tags = re.findall(r"<script([^>]*)>", source)
    assert [tag for tag in tags if "src=" not in tag and "application/json" not in tag] == []
