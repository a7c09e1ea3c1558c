"""A thousand simulated days of clocks that jump, jobs that are killed and a mail server that misbehaves. Last line: the
figure: notices missed, notices doubled.

python benchmarks/bench_clocks.py [--days 1000] [--people 20] [--seed 7]

Each day facts happen (notices, legal notices, deadlines that open, move and are met); then a process of its own, by the
day's clock, runs the very jobs of the platform: reminders, digests, the mail through Django's SMTP client. On one day
in three it is killed with SIGKILL at a chance moment, or falls at a chance statement; on one day in ten the clock is
set forwards or back by up to three days, and put right the next. At the end the clock is right, nothing is killed, and
what was told is compared with what should have been, which a plain list written beside the facts knows.

Missed: a notice, reminder, digest line or message that should be there and is not. Doubled: two rows for one fact and
person, or two messages with different Message-IDs for one row. A message that the server took and died before saying so
comes again under the same Message-ID: counted apart. What dies here are processes, not the machine, so SQLite does not
wait for the disk (kills of the machine: bench_kills.py). PostgreSQL when DATABASE_URL says so.
"""

import argparse
import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FIRST = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)  # seven in the morning in Lima
OFFSETS = (-7, -3, 0, 1)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--days", type=int, default=1000)
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tinkuy-clocks-") as folder:
        keep = Path(folder) / "mail.jsonl"
        server = start_mail_server(keep, asked.seed)
        try:
            prepare(folder, server[1])
            report = run(days=asked.days, people=asked.people, seed=asked.seed, keep=keep)
        finally:
            server[0].terminate()
    for name, value in report.items():
        print(f"{name}: {value}")
    missed, doubled = report["missed"], report["doubled"]
    print(f"{engine()}: {asked.days} days, {report['killed']} kills, {report['steps']} clock steps: "
          f"{missed} notices missed, {doubled} doubled")  # fmt: skip
    return 0 if missed == doubled == 0 else 1


def start_mail_server(keep: Path, seed: int) -> tuple[subprocess.Popen, str]:
    command = [sys.executable, str(ROOT / "tools" / "mail_simulator.py"), "--port", "0", "--seed", str(seed)]
    command += ["--faults", "drop,drop_later,busy,take_and_die,take_and_drop", "--rate", "0.1", "--keep", str(keep)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    return process, process.stdout.readline().strip()


def prepare(folder: str, mail_url: str) -> None:
    os.environ.update(TINKUY_VAR_DIR=folder, DJANGO_SETTINGS_MODULE="config.settings.dev", TINKUY_DEMO="0")
    os.environ.update(TINKUY_EMAIL_URL=mail_url, TINKUY_EMAIL_TIMEOUT="2", TINKUY_LOG_LEVEL="CRITICAL")
    sys.path.insert(0, str(ROOT))
    subprocess.run([sys.executable, "-m", "tinkuy", "migrate", "-v", "0"], cwd=ROOT, check=True)
    import django

    django.setup()
    from django.db import connection

    options = connection.settings_dict.get("OPTIONS", {})
    if "init_command" in options:
        options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")
    # Loaded once here, so that no child spends its day on it.
    import smtplib  # noqa: F401

    from django.urls import reverse

    import tinkuy.foundation.jobs.actions
    import tinkuy.foundation.mailing.tasks
    import tinkuy.foundation.notices.tasks  # noqa: F401

    reverse("notices:index")


def engine() -> str:
    from django.db import connection

    return connection.vendor


class Clock:
    """What the machine believes: the truth and an error, which a step makes and the next day takes away."""

    def __init__(self, chance: random.Random) -> None:
        self.chance, self.error, self.steps = chance, timedelta(), 0

    def next_day(self) -> None:
        if self.error:
            self.error = timedelta()
        elif self.chance.random() < 0.1:
            self.error = timedelta(minutes=self.chance.randint(-3 * 1440, 3 * 1440))
        else:
            return
        self.steps += 1


class Oracle:
    """What should have been told, written beside the facts and knowing nothing of the tables."""

    def __init__(self) -> None:
        self.told: set[tuple[int, str]] = set()
        self.legal: set[tuple[int, str]] = set()
        self.deadlines: dict[int, dict] = {}


def run(*, days: int, people: int, seed: int, keep: Path) -> dict[str, int]:
    """The days, then two weeks of calm; returns the counts of the report."""
    chance = random.Random(seed)
    users, oracle, clock, killed = make_people(people), Oracle(), Clock(chance), 0
    for day in range(days):
        clock.next_day()
        truth = FIRST + timedelta(days=day)
        if day % 100 == 0:
            print(f"day {day}", file=sys.stderr, flush=True)
        happen(day, truth + clock.error, truth.date(), users, oracle, chance)
        killed += work(truth + clock.error, chance, harm=chance.random() < 0.34)
    for day in range(days, days + 21):
        work(FIRST + timedelta(days=day), chance, harm=False)
    return {**compare(oracle, days, keep), "killed": killed, "steps": clock.steps}


def make_people(count: int) -> list:
    from tinkuy.foundation.accounts.models import User
    from tinkuy.foundation.notices.actions import set_preference

    users = []
    for number in range(count):
        user = User.objects.create(email=f"p{number}@ejemplo.pe", given_names=f"P{number}", password="!")
        cadence = ("at_once", "daily", "weekly")[number % 3]
        set_preference(actor=user, preset=("mine", "followed", "all")[number % 3], cadence=cadence, at=FIRST)
        users.append(user)
    return users


def happen(day: int, at: datetime, today: date, users: list, oracle: Oracle, chance: random.Random) -> None:
    """The facts of a day, each told twice by whoever was not sure that it had been told."""
    from tinkuy.foundation.notices.actions import close_deadline, notify, watch_deadline

    for is_legal in (False, False, True):
        some = chance.sample(users, 3)
        key = f"fact:{day}:{is_legal}:{some[0].pk}"
        fact = {"topic": f"t{day % 9}", "kind": "x", "title": key, "text": "Texto", "url": "/", "key": key}
        for _time in range(2):
            notify(users=some, at=at, is_legal=is_legal, **fact)
        wanted = {(user.pk, key) for user in some}
        oracle.told |= wanted
        oracle.legal |= wanted if is_legal else set()
    case = {"subject_kind": "case", "kind": "answer"}
    what = {**case, "topic": "case", "offsets": OFFSETS, "at": at}
    if day % 2 == 0:
        due = today + timedelta(days=chance.randint(12, 25))
        user = chance.choice(users)
        watch_deadline(subject_number=day, users=[user], title=f"Caso {day}", due_on=due, **what)
        oracle.deadlines[day] = {"due": due, "user": user, "closed": None, "moved": None}
    elif oracle.deadlines:
        number = chance.choice(list(oracle.deadlines)[-10:])
        row = oracle.deadlines[number]
        if row["closed"] is None and row["moved"] is None and day % 3 == 0:
            row["moved"], row["due"] = today, row["due"] + timedelta(days=30)
            watch_deadline(
                subject_number=number, users=[row["user"]], title=f"Caso {number}", due_on=row["due"], **what
            )
        elif row["closed"] is None and day % 5 == 0:
            row["closed"] = today
            close_deadline(subject_number=number, at=at, **case)


def work(at: datetime, chance: random.Random, *, harm: bool) -> bool:
    """A process of its own does the day's work in four rounds; harmed, it dies at a chance moment or place. True if it
    was killed or fell."""
    from django.db import connections

    connections.close_all()
    how = chance.choice(("kill", "fall")) if harm else ""
    place, moment = chance.randint(1, 60), chance.uniform(0.0, 0.12)
    child = os.fork()
    if child == 0:
        status = 1
        try:
            _labor(at, fall_at=place if how == "fall" else 0)
            status = 0
        except BaseException:  # noqa: BLE001 - the fall was asked for
            status = 3
        finally:
            os._exit(status)
    if how == "kill":
        time.sleep(moment)
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
    _pid, status = os.waitpid(child, 0)
    if not harm and status:
        raise RuntimeError(f"The work of {at} ended with {status} and nobody harmed it.")
    return status != 0


def _labor(at: datetime, *, fall_at: int) -> None:
    """What `tinkuy jobs` does on a day, six hours apart. It falls at the so-many-th statement when it is asked to."""
    from django.db import connection

    from tinkuy.foundation.jobs.actions import run_due

    left = [fall_at]

    def count(execute, sql, params, many, context):
        left[0] -= 1
        if left[0] == 0:
            os._exit(3)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        for hour in range(0, 24, 6):
            run_due(at=at + timedelta(hours=hour), lane="main")
            run_due(at=at + timedelta(hours=hour), lane="mail")


def compare(oracle: Oracle, days: int, keep: Path) -> dict[str, int]:
    """Tables, mailbox and list of facts, one against another."""
    from django.db.models import Count

    from tinkuy.foundation.mailing.models import OutboxMessage
    from tinkuy.foundation.notices.models import Notice, Reminder

    notices = Counter(Notice.objects.exclude(kind="reminder").values_list("user_id", "key"))
    missed = [f"notice {fact}" for fact in oracle.told - set(notices)]
    doubled = [f"notice {fact}" for fact, count in notices.items() if count > 1]
    last = (FIRST + timedelta(days=days + 20)).date()
    for number, row in oracle.deadlines.items():
        told = list(
            Reminder.objects.filter(deadline__subject_number=number, due_on=row["due"]).values_list("offset", flat=True)
        )
        # One that moved after its new days had begun, or was met, is told on those that were left.
        expected = [day for day in OFFSETS if row["due"] + timedelta(days=day) <= last] if not row["closed"] else []
        missed += [f"reminder {number} {day}" for day in expected if day not in told]
        doubled += [f"reminder {number} {day}" for day, count in Counter(told).items() if count > 1]
    reminders = Notice.objects.filter(kind="reminder")
    sent = Reminder.objects.filter(is_sent=True).aggregate(n=Count("id"))["n"]
    missed += ["reminder without its notice"] * max(0, sent - reminders.count())
    doubled += ["two notices of a reminder"] * max(0, reminders.count() - sent)
    unmailed = Notice.objects.filter(mail=None, mail_due_at__isnull=False).count()
    missed += ["notice that waits for a mail"] * unmailed
    missed += ["legal notice without its message"] * Notice.objects.filter(is_legal=True, message=None).count()
    missed += ["message not sent"] * OutboxMessage.objects.filter(sent_at=None).count()
    taken = Counter(json.loads(line)["id"] for line in keep.read_text().splitlines())
    names = Counter(OutboxMessage.objects.values_list("message_id", flat=True))
    missed += [f"message {name}" for name in names if name not in taken]
    doubled += [f"message {name}" for name in taken if name not in names]
    doubled += [f"name {name}" for name, count in names.items() if count > 1]
    for line in (missed + doubled)[:20]:
        print(line, file=sys.stderr)
    return {
        "notices": sum(notices.values()) + reminders.count(),
        "legal": len(oracle.legal),
        "deadlines": len(oracle.deadlines),
        "reminders": Reminder.objects.count(),
        "messages": sum(names.values()),
        "taken again under the same Message-ID": sum(taken.values()) - len(taken),
        "missed": len(missed),
        "doubled": len(doubled),
    }


if __name__ == "__main__":
    sys.exit(main())
