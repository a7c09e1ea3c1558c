"""The folders are the architecture: who may import whom, and which files of another app are open."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OPEN = {"models", "queries", "actions", "enums", "signals", "registry", "access", "refusals", "rules"}
# Rooms without a domain: `shared` is words and money for all, `ui` draws for all, `routes` is who may enter.
OPEN_WHOLE = {"shared", "ui", "documents"}
OPEN_ALSO = {("accounts", "routes"), ("territory", "drawings"), ("sheets", "readers")}


def modules() -> list[Path]:
    return [path for path in (ROOT / "tinkuy").rglob("*.py") if "migrations" not in path.parts]


def app_of(dotted: list[str]) -> tuple[str, ...]:
    return tuple(dotted[1:3])


def closed_imports(path: Path) -> list[str]:
    here = app_of(list(path.relative_to(ROOT).parts))
    found = []
    for node in ast.walk(ast.parse(path.read_text())):
        if not (isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("tinkuy.")):
            continue
        dotted = node.module.split(".")
        if len(dotted) < 3 or app_of(dotted) == here or dotted[2] in OPEN_WHOLE:
            continue
        names = [dotted[3]] if len(dotted) > 3 else [alias.name for alias in node.names]
        found += [name for name in names if name not in OPEN and (dotted[2], name) not in OPEN_ALSO]
    return found


def test_the_import_contracts_hold():
    command = [Path(sys.executable).parent / "lint-imports", "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:]


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_from_another_app_only_its_open_files_are_imported(path):
    assert closed_imports(path) == []


@pytest.mark.parametrize("name", ["utils", "helpers", "services", "managers", "common", "misc"])
def test_no_file_is_a_drawer(name):
    assert list((ROOT / "tinkuy").rglob(f"{name}.py")) == []
