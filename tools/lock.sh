#!/usr/bin/env bash
# Writes the two locks from pyproject.toml: what the program needs, and what its tests need on top.
set -euo pipefail
cd "$(dirname "$0")/.."
compile() { .venv/bin/python -m uv pip compile -q --universal --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links pyproject.toml "$@"; }
compile -o requirements.txt
compile --group dev -c requirements.txt -o requirements-dev.txt
