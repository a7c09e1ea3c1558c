"""Forty days of clocks that jump, jobs that die and a mail server that misbehaves, in real processes: the short version
of benchmarks/bench_clocks.py, whose thousand days are the figure."""

import os
import subprocess
import sys

import pytest
from django.conf import settings


@pytest.mark.race
def test_forty_days_of_kills_and_clock_steps_miss_and_double_nothing(tmp_path):
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path}/clocks.sqlite3"}
    command = [sys.executable, "benchmarks/bench_clocks.py", "--days", "40"]
    done = subprocess.run(
        command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=False, timeout=600
    )
    last = done.stdout.strip().splitlines()[-1]
    assert last.endswith("0 notices missed, 0 doubled"), done.stdout + done.stderr
    assert ": 40 days, 0 kills" not in last
    assert done.returncode == 0
