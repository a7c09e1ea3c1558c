#!/usr/bin/env bash
# Everything that must hold: lint, the tests on SQLite and on a real PostgreSQL, and in a real browser.
set -euo pipefail
cd "$(dirname "$0")/.."
CHROMIUM=$(bash tools/chromium.sh)
export CHROMIUM
bash tools/lint.sh
echo "== SQLite"
.venv/bin/python -m pytest -n 2 -m "not browser"
echo "== PostgreSQL"
.venv/bin/python tools/with_postgres.py --careless .venv/bin/python -m pytest -n 2 -m "not browser"
echo "== Browser"
.venv/bin/python -m pytest -m browser
