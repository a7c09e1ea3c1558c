"""tinkuy jobs: what runs beside the web server. One process per installation."""

import fcntl
import signal
import threading
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any, TextIO

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import OperationalError, close_old_connections
from django.utils import timezone

from tinkuy.foundation.jobs import actions, registry


class Command(BaseCommand):
    help = "Runs what is due: periodic jobs, queued tasks, waiting mail. Goes on until it is stopped, or once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="run what is due now, and end")
        parser.add_argument("--interval", type=float, default=1.0, help="seconds between rounds")

    def handle(self, *args: object, **options: Any) -> None:
        lock = _only_worker()
        if lock:
            actions.reclaim_tasks()
            actions.release_leases()
        if options["once"]:
            ran = _round()
            self.stdout.write(f"{ran} trabajos")
            return
        stop = threading.Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: stop.set())
        lanes = [
            threading.Thread(target=self._lane, args=(lane, stop, options["interval"]))
            for lane in registry.side_lanes()
        ]
        for thread in lanes:
            thread.start()
        while not stop.wait(options["interval"]):
            self._survive(_main_round)
        for thread in lanes:
            thread.join()

    def _lane(self, lane: str, stop: threading.Event, interval: float) -> None:
        """Jobs that must not wait for a long task: the mail."""
        while not stop.wait(interval):
            self._survive(lambda: actions.run_due(at=timezone.now(), lane=lane))
        close_old_connections()

    def _survive(self, round_of: Callable[[], object]) -> None:
        """A database that is away comes back: the next round tries again."""
        try:
            round_of()
        except OperationalError as error:
            self.stderr.write(f"Sin base de datos: {type(error).__name__}")
            close_old_connections()


def _round() -> int:
    ran = actions.run_due(at=timezone.now())
    actions.run_tasks()
    return ran


def _main_round() -> None:
    actions.run_due(at=timezone.now(), lane=registry.MAIN)
    actions.run_tasks()


def _only_worker() -> TextIO | None:
    """The lock of this machine's one worker, let go by the system when the process dies; None if another has it."""
    path = Path(settings.VAR_DIR) / "jobs.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = path.open("w")
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        handle.close()
        return None
    return handle
