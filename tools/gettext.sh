#!/usr/bin/env bash
# gettext, which collects the sentences to translate, from Debian where it is missing.
set -euo pipefail
command -v msgfmt >/dev/null && command -v xgettext >/dev/null && exit 0
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }
as_root apt-get update -q && as_root apt-get install -y -q gettext
