"""One command from an empty folder to a page; run again it only does what is missing; it stops whole."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import pytest
from django.conf import settings


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start(folder, port: int) -> subprocess.Popen[str]:
    names = {"TINKUY_VAR_DIR": str(folder), "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3", "PORT": str(port)}
    environment = {**os.environ, **names, "DJANGO_SETTINGS_MODULE": "config.settings.dev"}
    command = [sys.executable, "-m", "tinkuy", "serve"]
    return subprocess.Popen(command, env=environment, cwd=settings.BASE_DIR, stdout=subprocess.PIPE, text=True)


def first_page(port: int) -> int:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/") as answer:
                return answer.status
        except OSError:
            time.sleep(0.2)
    return 0


@pytest.mark.race
def test_it_prepares_serves_and_stops_and_the_second_time_prepares_nothing(tmp_path):
    said = []
    for _time in range(2):
        port = free_port()
        process = start(tmp_path, port)
        try:
            assert first_page(port) == 200
        finally:
            process.send_signal(signal.SIGTERM)
        output, _errors = process.communicate(timeout=30)
        assert process.returncode == 0
        assert f"http://127.0.0.1:{port}" in output
        with socket.socket() as probe:
            assert probe.connect_ex(("127.0.0.1", port)) != 0
        said.append("Preparando la base de datos" in output)
    assert said == [True, False]


def test_a_port_that_is_taken_is_said_so(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        process = start(tmp_path, taken.getsockname()[1])
        process.communicate(timeout=60)
    assert process.returncode == 1
