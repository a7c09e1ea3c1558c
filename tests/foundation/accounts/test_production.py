"""Production does not start with the doors of a demonstration open."""

import os
import subprocess
import sys


def start(**environment: str) -> subprocess.CompletedProcess[str]:
    names = {"DJANGO_SETTINGS_MODULE": "config.settings.production", "TINKUY_SECRET_KEY": "x" * 50, **environment}
    command = [
        sys.executable,
        "-c",
        "import django; django.setup(); from django.conf import settings; print(settings.DEMO_SECOND_FACTOR)",
    ]
    return subprocess.run(command, env={**os.environ, **names}, capture_output=True, text=True, check=False)


def test_it_refuses_a_demonstration():
    done = start(TINKUY_DEMO="1")
    assert done.returncode != 0
    assert "no se admite en producción" in done.stderr


def test_without_one_it_has_no_fixed_code():
    done = start(TINKUY_DEMO="0")
    assert (done.returncode, done.stdout.strip()) == (0, "")
