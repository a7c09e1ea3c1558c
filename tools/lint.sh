#!/usr/bin/env bash
# Style, types, import contracts, migrations and templates. Stops at the first that does not hold.
set -euo pipefail
cd "$(dirname "$0")/.."
.venv/bin/ruff check .
.venv/bin/ruff format --check -q .
.venv/bin/lint-imports --no-cache | tail -n 3
.venv/bin/mypy --no-error-summary tinkuy verifier config
.venv/bin/djlint --lint --quiet tinkuy
.venv/bin/python -m tinkuy makemigrations --check --dry-run >/dev/null
