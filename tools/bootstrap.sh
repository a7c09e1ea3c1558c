#!/usr/bin/env bash
# Makes .venv from the lock ($1: requirements.txt, or requirements-dev.txt for the tests). Offline from the second time on.
set -euo pipefail
cd "$(dirname "$0")/.."
lock=${1:-requirements.txt}
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }
if [ ! -x .venv/bin/python ]; then
  python=$(command -v python3.13 || command -v python3.12 || command -v python3.11 || command -v python3)
  "$python" -m venv .venv 2>/dev/null || {
    rm -rf .venv
    as_root apt-get update -q && as_root apt-get install -y -q python3-venv
    "$python" -m venv .venv
  }
fi
.venv/bin/python -c 'import uv' 2>/dev/null || .venv/bin/python -m pip install -q 'uv>=0.9'
export VIRTUAL_ENV=$PWD/.venv
.venv/bin/python -m uv pip install -q --require-hashes -r "$lock"
.venv/bin/python -m uv pip install -q --no-deps -e .
