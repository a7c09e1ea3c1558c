"""Fifty thousand digests are due, and people ask for a new password meanwhile. Last line: how long the slowest waited.

python benchmarks/bench_digests.py [--digests 50000] [--seconds 120] [--delay 0.01]

Real processes: `tinkuy jobs` composes and sends, a mail server on a loopback port takes `delay` seconds over each
message. A password mail is queued every two seconds, as the sign-in page does, while the digests go out; what counts is
the time from queueing to the mail server. It ends when the digests are out or the seconds are over. SQLite by default;
PostgreSQL when DATABASE_URL says so.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
GOAL = 60.0


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--digests", type=int, default=50_000)
    parser.add_argument("--seconds", type=int, default=120)
    parser.add_argument("--delay", type=float, default=0.01)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tinkuy-digests-") as folder:
        keep = Path(folder) / "mail.jsonl"
        keep.touch()
        command = [sys.executable, str(ROOT / "tools" / "mail_simulator.py"), "--port", "0", "--keep", str(keep)]
        server = subprocess.Popen([*command, "--delay", str(asked.delay)], stdout=subprocess.PIPE, text=True)
        prepare(folder, server.stdout.readline().strip())
        people(asked.digests)
        jobs = subprocess.Popen([sys.executable, "-m", "tinkuy", "jobs"], cwd=ROOT)
        try:
            asked_at, seconds = ask_for_passwords(keep, asked)
        finally:
            jobs.send_signal(signal.SIGKILL)
            jobs.wait()
            server.terminate()
        return report(asked, keep, asked_at, seconds)


def prepare(folder: str, mail_url: str) -> None:
    os.environ.update(TINKUY_VAR_DIR=folder, DJANGO_SETTINGS_MODULE="config.settings.dev", TINKUY_DEMO="0")
    os.environ.update(TINKUY_EMAIL_URL=mail_url, TINKUY_LOG_LEVEL="ERROR")
    sys.path.insert(0, str(ROOT))
    subprocess.run([sys.executable, "-m", "tinkuy", "migrate", "-v", "0"], cwd=ROOT, check=True)
    import django

    django.setup()


def people(count: int) -> None:
    """As many people, each with a notice whose mail is due. In the hours of rest there are no digests: the notices are
    then composed beforehand, so that what is measured is the same."""
    from django.utils import timezone

    from tinkuy.foundation.accounts.models import User
    from tinkuy.foundation.notices.actions import send_digests
    from tinkuy.foundation.notices.models import Notice
    from tinkuy.foundation.notices.rules import is_rest, next_morning

    now = timezone.now()
    users = User.objects.bulk_create(
        [User(email=f"d{number}@ejemplo.pe", password="!") for number in range(count)], batch_size=1000
    )
    what = {"topic": "t", "kind": "x", "title": "Novedades", "text": "Texto", "url": "/", "key": "k"}
    rows = [Notice(user=user, created_at=now, mail_due_at=now - timedelta(minutes=1), **what) for user in users]
    Notice.objects.bulk_create(rows, batch_size=1000)
    if is_rest(now):
        send_digests(at=next_morning(now), limit=count)


def ask_for_passwords(keep: Path, asked: argparse.Namespace) -> tuple[dict[str, float], float]:
    """A password mail every two seconds, once the digests have begun to go out."""
    from django.utils import timezone

    from tinkuy.foundation.mailing.actions import queue_message

    patience = time.monotonic() + 120
    while keep.stat().st_size == 0 and time.monotonic() < patience:
        time.sleep(0.1)
    began, asked_at = time.monotonic(), {}
    while time.monotonic() - began < asked.seconds:
        key = f"password-{len(asked_at)}"
        asked_at[key] = time.time()
        letter = {"recipient": f"{key}@ejemplo.pe", "subject": key, "body": "Enlace", "key": key}
        queue_message(kind="accounts.password_reset_key", at=timezone.now(), **letter)
        time.sleep(2)
        if keep.read_bytes().count(b'"Novedades"') >= asked.digests:
            break
    seconds = time.monotonic() - began
    patience = time.monotonic() + GOAL
    while keep.read_bytes().count(b'"password-') < len(asked_at) and time.monotonic() < patience:
        time.sleep(0.2)
    return asked_at, seconds


def report(asked: argparse.Namespace, keep: Path, asked_at: dict[str, float], seconds: float) -> int:
    from django.db import connection

    lines = [json.loads(line) for line in keep.read_text().splitlines()]
    arrived = {line["subject"]: line["at"] for line in lines}
    waits = sorted(arrived.get(key, float("inf")) - at for key, at in asked_at.items())
    digests = sum(line["subject"] == "Novedades" for line in lines)
    print(f"digests due {asked.digests}, sent meanwhile {digests} in {seconds:.0f} s; password mails {len(waits)}")
    print(f"waited: median {waits[len(waits) // 2]:.2f} s")
    print(f"{connection.vendor}: the slowest of {len(waits)} password mails waited {waits[-1]:.2f} s (goal: 60 s)")
    return 0 if waits[-1] <= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
