"""A door with the network off: 500 people, three phones with overlaps, then all of them sync at once. Last line: the
figure.

python benchmarks/bench_door.py [--people 500]

Each phone saw a part of the people, parts overlap, each sends its batches twice and out of order, all three at the
same moment in threads of their own. SQLite by default; PostgreSQL when DATABASE_URL says so.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from datetime import timedelta
from pathlib import Path
from uuid import UUID

ROOT = Path(__file__).resolve().parents[1]
BATCH = 50


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=500)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tinkuy-bench-") as folder:
        os.environ.update(TINKUY_VAR_DIR=folder, DJANGO_SETTINGS_MODULE="config.settings.dev", TINKUY_DEMO="0")
        sys.path.insert(0, str(ROOT))
        subprocess.run([sys.executable, "-m", "tinkuy", "migrate", "-v", "0"], cwd=ROOT, check=True)
        import django

        django.setup()
        return run(options.people)


def run(people: int) -> int:
    from django.db import connection

    from tinkuy.commons.meetings.models import Attendance, DoorEntry

    meeting, codes = _meeting(people)
    phones = _phones(meeting, people, codes)
    sent = sum(len(rows) for rows in phones.values())
    started = time.perf_counter()
    threads = [threading.Thread(target=_send, args=(meeting, name, rows)) for name, rows in phones.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - started
    inside = Attendance.objects.filter(meeting=meeting)
    doubles = inside.count() - inside.values("attendee").distinct().count()
    lost = people - inside.values("attendee").distinct().count()
    kept = DoorEntry.objects.filter(meeting=meeting).count()
    meeting.refresh_from_db()
    wrong_hours = sum(row.first_at != _first(phones, row.attendee) for row in inside.select_related("attendee"))
    print(f"entries in phones {sent}, each sent twice; kept {kept}; counter {meeting.attended_count}; {seconds:.1f} s")
    print(
        f"{connection.vendor}: {people} people, 3 phones off line with overlaps, synced twice at once: "
        f"{doubles} doubles, {lost} lost, {wrong_hours} wrong first hours"
    )
    exact = not doubles and not lost and not wrong_hours
    return 0 if exact and kept == sent and meeting.attended_count == people else 1


def _meeting(people: int):
    from django.utils import timezone

    from tinkuy.commons.meetings import actions
    from tinkuy.foundation.organizations.models import PublicBody

    now = timezone.now()
    slug = f"bench-{os.getpid()}"
    body = PublicBody.objects.create(slug=slug, name="Banco de pruebas", short_name="Banco", level="regional")
    meeting = actions.plan_meeting(
        body=body, kind="other", title="Asamblea", place="Coliseo", starts_at=now, ends_at=now + timedelta(hours=4),
        agenda=[actions.AgendaLine("Apertura")], actor=None, at=now - timedelta(days=10),
    )  # fmt: skip
    roll = [actions.PersonSpec(name=f"Persona {n}", roll_key=str(n)) for n in range(1, people + 1)]
    actions.load_entitled(meeting=meeting, people=roll, source="Padrón", actor=None, at=now - timedelta(days=9))
    actions.call_meeting(meeting=meeting, actor=None, at=now - timedelta(days=9))
    actions.open_door(meeting=meeting, actor=None, at=now)
    meeting.refresh_from_db()
    return meeting, dict(meeting.attendees.values_list("number", "code"))


def _phones(meeting, people: int, codes: dict[int, str]):
    """Three parts that overlap and cover everybody; half are read by QR, half typed by number."""
    from tinkuy.commons.meetings.actions import Entry

    half, third = people // 2, people // 3
    sight = {"norte": range(1, half + third // 2), "sur": range(third, people - third // 2),
             "este": [*range(half, people + 1), *range(1, third // 2)]}  # fmt: skip
    return {
        name: [
            Entry(UUID(int=(i + 1) * 10**6 + n), meeting.starts_at + timedelta(seconds=(n * 7 + i * 311) % 5000 - 5000),
                  typed=codes[n] if n % 2 else str(n))
            for n in numbers
        ]
        for i, (name, numbers) in enumerate(sight.items())
    }  # fmt: skip


def _send(meeting, name: str, rows) -> None:
    from django.db import connection
    from django.utils import timezone

    from tinkuy.commons.meetings.actions import sync_entries

    batches = [rows[start : start + BATCH] for start in range(0, len(rows), BATCH)] * 2
    random.Random(name).shuffle(batches)
    for batch in batches:
        sync_entries(meeting=meeting, entries=batch, source=name, actor=None, at=timezone.now())
    connection.close()


def _first(phones, attendee):
    said = [
        row.said_at for rows in phones.values() for row in rows if row.typed in (attendee.code, str(attendee.number))
    ]
    return min(said)


if __name__ == "__main__":
    sys.exit(main())
