#!/usr/bin/env bash
# Makes .venv from the lock ($1: requirements.txt, or requirements-dev.txt for the tests). Offline from the second time on.
set -euo pipefail
cd "$(dirname "$0")/.."
lock=${1:-requirements.txt}
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }
suitable() { "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }
find_python() { for name in python3 python3.13 python3.12 python3.11; do suitable "$name" && echo "$name" && return; done; return 1; }
if [ ! -x .venv/bin/python ]; then
  # Debian's python3 comes without venv: its package brings it.
  python=$(find_python) || { as_root apt-get update -q && as_root apt-get install -y -q python3-venv && python=$(find_python); }
  "$python" -m venv .venv
fi
.venv/bin/python -c 'import uv' 2>/dev/null || .venv/bin/python -m pip install -q 'uv>=0.9'
export VIRTUAL_ENV=$PWD/.venv
.venv/bin/python -m uv pip install -q --require-hashes -r "$lock"
.venv/bin/python -m uv pip install -q --no-deps -e .
