"""tinkuy serve: from a fresh folder to a running platform in one command; run again, it only does what is missing."""

import hashlib
import io
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor

from tinkuy.foundation.accounts.queries import demo_accounts

# Command -> the table that is empty as long as it was not run.
_LOADS = {"load_territory": ("territory", "Department"), "load_holidays": ("workdays", "NonWorkingDay")}


class Command(BaseCommand):
    help = "Prepares what is missing (tables, static files, territory, demonstration) and serves web and jobs."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--seed", metavar="PROFILE", default="", help="load this demonstration when there is none")
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8000))
        parser.add_argument("--host", default="127.0.0.1")

    def handle(self, *args: object, **options: Any) -> None:
        os.environ["PORT"] = str(options["port"])
        if "TINKUY_BASE_URL" not in os.environ:
            settings.BASE_URL = f"http://{options['host']}:{options['port']}"
        if not _port_is_free(options["host"], options["port"]):
            self.stderr.write(f"El puerto {options['port']} está ocupado. Elige otro: PORT=8001 make run")
            sys.exit(1)
        self._prepare(options["seed"])
        _Processes(options["host"], options["port"], on_ready=lambda: self._greet(options)).run()

    def _prepare(self, profile: str) -> None:
        Path(settings.VAR_DIR).mkdir(parents=True, exist_ok=True)
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Preparando la base de datos…")
            call_command("migrate", interactive=False, verbosity=0)
        _collect_static()
        for command, (app, model) in _LOADS.items():
            if command in get_commands() and not apps.get_model(app, model).objects.exists():
                self.stdout.write("Cargando el territorio…" if app == "territory" else "Cargando el calendario…")
                call_command(command, verbosity=0)
        if profile and "seed" in get_commands() and not apps.get_model("spaces", "Space").objects.exists():
            self.stdout.write("Cargando la demostración; toma menos de un minuto…")
            call_command("seed", profile=profile, stdout=io.StringIO())

    def _greet(self, options: dict[str, Any]) -> None:
        self.stdout.write(f"\nTinkuy está en http://{options['host']}:{options['port']}\n")
        accounts = demo_accounts() if settings.DEMO else []
        if accounts:
            self.stdout.write(f"\nCuentas de la demostración (contraseña: {settings.DEMO_PASSWORD})")
            for account in accounts:
                self.stdout.write(f"  {account.email:<34} {account.demo_role}")
            self.stdout.write(f"  Segundo factor de quien trabaja en la entidad: {settings.DEMO_SECOND_FACTOR}")
        self.stdout.write("\nCtrl-C para detener.")
        self.stdout.flush()
        connections.close_all()


class _Processes:
    """The web server and the jobs beside it: both stop together; jobs that fall are raised again."""

    def __init__(self, host: str, port: int, *, on_ready: Any) -> None:
        self.host, self.port, self.on_ready = host, port, on_ready
        self.stopping = threading.Event()

    def run(self) -> None:
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, lambda *_: self.stopping.set())
        connections.close_all()
        web, jobs = self._start_web(), self._start_jobs()
        greeted = False
        while not self.stopping.wait(0.2):
            if not greeted and not _port_is_free(self.host, self.port):
                greeted = True
                self.on_ready()
            if web.poll() is not None:
                break
            if jobs.poll() is not None:
                jobs = self._start_jobs()
                self.stopping.wait(2)
        _stop(web, jobs)
        sys.exit(0 if self.stopping.is_set() else web.returncode or 1)

    def _start_web(self) -> subprocess.Popen[bytes]:
        """One worker on SQLite, which writes one at a time anyhow, and so that limits counted in memory hold."""
        workers = "1" if connection.vendor == "sqlite" else os.environ.get("TINKUY_WORKERS", "2")
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--log-level", "warning"]
        command += ["--host", self.host, "--port", str(self.port), "--workers", workers, "--blocking-threads", "4"]
        return subprocess.Popen([*command, "config.wsgi:application"], cwd=settings.BASE_DIR, start_new_session=True)

    def _start_jobs(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, "-m", "tinkuy", "jobs"], cwd=settings.BASE_DIR, start_new_session=True)


def _stop(*processes: subprocess.Popen[bytes]) -> None:
    for process in processes:
        if process.poll() is None:
            process.terminate()
    deadline = time.monotonic() + 10
    for process in processes:
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()


def _collect_static() -> None:
    """Once per set of files: a stamp tells whether any of them changed."""
    stamp = Path(settings.STATIC_ROOT) / ".stamp"
    fingerprint = hashlib.sha256("\n".join(sorted(_static_files())).encode()).hexdigest()
    if stamp.exists() and stamp.read_text() == fingerprint:
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(fingerprint)


def _static_files() -> list[str]:
    listed = []
    for finder in get_finders():
        for path, storage in finder.list([]):
            status = os.stat(storage.path(path))
            listed.append(f"{path} {status.st_size} {status.st_mtime_ns}")
    return listed


def _port_is_free(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex((host, port)) != 0
