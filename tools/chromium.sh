#!/usr/bin/env bash
# Prints where Chromium is; installs Debian's package when it is missing.
set -euo pipefail
if ! command -v chromium >/dev/null; then
  as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }
  { as_root apt-get update -q && as_root apt-get install -y -q chromium; } >&2
fi
command -v chromium
