"""What the voting benchmarks stand on: a real server on a loopback port, in a folder of its own, with an open poll,
its voters already signed in. SQLite by default; PostgreSQL when DATABASE_URL says so."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parents[1]
CSRF = "a" * 32
OPTIONS = ("2401", "2402", "2403", "2404")


@contextmanager
def ground(voters: int, *, scopes: int = 1):
    """Yields a Ground with its server up; everything is removed after."""
    with tempfile.TemporaryDirectory(prefix="tinkuy-bench-") as folder:
        os.environ.update(TINKUY_VAR_DIR=folder, DJANGO_SETTINGS_MODULE="config.settings.dev", TINKUY_DEMO="0")
        sys.path.insert(0, str(ROOT))
        subprocess.run([sys.executable, "-m", "tinkuy", "migrate", "-v", "0"], cwd=ROOT, check=True)
        subprocess.run([sys.executable, "-m", "tinkuy", "collectstatic", "--noinput", "-v", "0"], cwd=ROOT, check=True)
        import django

        django.setup()
        built = Ground(voters, scopes)
        built.start()
        try:
            yield built
        finally:
            built.kill()


class Ground:
    def __init__(self, voters: int, scopes: int) -> None:
        self.port = _free_port()
        self.slug = f"bench-{os.getpid()}"
        self.poll = _poll(self.slug, scopes)
        self.sessions = _voters(self.poll, voters)
        self.server: subprocess.Popen | None = None

    def start(self) -> None:
        """Granian as in production: two workers of four threads."""
        command = [
            str(Path(sys.executable).with_name("granian")), "--interface", "wsgi", "config.wsgi:application",
            "--workers", "2", "--blocking-threads", "4", "--host", "127.0.0.1", "--port", str(self.port),
            "--no-access-log", "--log-level", "error",
        ]  # fmt: skip
        self.server = subprocess.Popen(
            command, cwd=ROOT, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        for _attempt in range(300):
            try:
                with socket.create_connection(("127.0.0.1", self.port), 0.2):
                    break
            except OSError:
                time.sleep(0.1)
        # New connections go to either worker; twenty answers leave both warm.
        answers = 0
        for _attempt in range(200):
            answers += self.get("/recibos/clave.txt")[0] == 200
            if answers >= 20:
                return
            time.sleep(0.05)
        raise RuntimeError("The server does not answer.")

    def kill(self) -> None:
        """kill -9 to the server and its workers."""
        if self.server and self.server.poll() is None:
            os.killpg(self.server.pid, signal.SIGKILL)
            self.server.wait()

    def cast_path(self, scope: str = "S1") -> str:
        return f"/espacios/{self.slug}/votar/{scope}/confirmar/"

    def get(self, path: str, session: str = "") -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", path, headers={"Cookie": f"sessionid={session}"} if session else {})
            answer = connection.getresponse()
            return answer.status, answer.read()
        except OSError:
            return 0, b""
        finally:
            connection.close()

    def counts(self) -> tuple[int, int]:
        """Ballots and marks in the box."""
        from tinkuy.commons.voting.models import Ballot, VotingMark

        return Ballot.objects.filter(poll=self.poll).count(), VotingMark.objects.filter(poll=self.poll).count()


class Voter:
    """A browser that keeps its connection."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.connection = self._connect()

    def cast(self, session: str, *choices: str, scope: str = "S1") -> int:
        """The status of the answer; 0 when the server went away before it answered."""
        body = urlencode([("csrfmiddlewaretoken", CSRF), *(("choices", choice) for choice in choices)])
        headers = {
            "Cookie": f"sessionid={session}; csrftoken={CSRF}",
            "Content-Type": "application/x-www-form-urlencoded",
            "Origin": f"http://127.0.0.1:{self.ground.port}",
        }
        for attempt in (1, 2):
            try:
                self.connection.request("POST", self.ground.cast_path(scope), body, headers)
                answer = self.connection.getresponse()
                answer.read()
            except (http.client.HTTPException, OSError) as error:
                self.connection.close()
                self.connection = self._connect()
                # An idle connection that the server closed before our request reached it may be tried once more.
                if attempt == 1 and isinstance(error, http.client.RemoteDisconnected | BrokenPipeError):
                    continue
                return 0
            else:
                return answer.status
        return 0

    def _connect(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.ground.port, timeout=60)


def quantile(times: list[float], share: float) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * share))] if times else 0.0


def engine() -> str:
    from django.db import connection

    return {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[connection.vendor]


def _poll(slug: str, scopes: int):
    from django.utils import timezone

    from tinkuy.commons.voting.actions import OptionSpec, ScopeSpec, create_poll
    from tinkuy.foundation.dossiers.actions import open_dossier
    from tinkuy.foundation.organizations.models import PublicBody
    from tinkuy.foundation.spaces.models import Space

    now = timezone.now()
    body = PublicBody.objects.get_or_create(
        slug=slug, defaults={"name": "Entidad de prueba", "short_name": "Prueba", "level": "regional"}
    )[0]
    dossier = open_dossier(kind="space", title="Prueba de carga", path=f"/espacios/{slug}/")
    space = Space.objects.create(
        slug=slug, title="Prueba de carga", body=body, dossier=dossier, component="budgeting", level="decision",
        status="published",
    )  # fmt: skip
    options = tuple(OptionSpec(key, f"Proyecto {key}") for key in OPTIONS)
    lists = [ScopeSpec(f"S{number}", f"Lista {number}", 3, options) for number in range(1, scopes + 1)]
    return create_poll(
        space=space, title="Prueba de carga", opens_at=now - timedelta(hours=1), closes_at=now + timedelta(days=1),
        scopes=lists, actor=None, at=now,
    )  # fmt: skip


def _voters(poll, how_many: int) -> list[str]:
    """Accounts with a verified document, on the roll of every list; returns a session key for each."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.contrib.sessions.models import Session
    from django.utils import timezone
    from django.utils.crypto import get_random_string

    from tinkuy.commons.voting.actions import RollPerson, enroll, open_poll
    from tinkuy.foundation.accounts.models import IdentityDocument, User
    from tinkuy.foundation.accounts.queries.sealing import seal_number

    now = timezone.now()
    users = [User(email=f"v{poll.pk}-{n}@ejemplo.pe", password=f"!{n}") for n in range(how_many)]
    users = User.objects.bulk_create(users, batch_size=1000)
    documents, people, sessions = [], [], []
    for place, user in enumerate(users):
        number = f"{10_000_000 + poll.pk * 100_000 + place}"
        sealed = seal_number(kind="dni", number=number)
        documents.append(
            IdentityDocument(
                user=user,
                kind="dni",
                fingerprint=sealed.fingerprint,
                encrypted_number=sealed.cipher,
                last_four=sealed.last_four,
                level=2,
                declared_at=now,
                verified_at=now,
            )  # fmt: skip
        )
        keys = [scope.key for scope in poll.scopes.all()] if place == 0 else keys  # noqa: F821
        people.append(RollPerson("dni", number, None, "", "", keys, f"Votante {place}"))
        data = {
            SESSION_KEY: str(user.pk),
            BACKEND_SESSION_KEY: "django.contrib.auth.backends.ModelBackend",
            HASH_SESSION_KEY: user.get_session_auth_hash(),
        }
        sessions.append(
            Session(
                session_key=get_random_string(32, "abcdefghijklmnopqrstuvwxyz0123456789"),
                session_data=SessionStore().encode(data),
                expire_date=now + timedelta(days=1),
            )
        )
    IdentityDocument.objects.bulk_create(documents, batch_size=1000)
    Session.objects.bulk_create(sessions, batch_size=1000)
    enroll(poll=poll, source="Prueba de carga", people=people, actor=None, at=now)
    open_poll(poll=poll, actor=None, at=now)
    return [session.session_key for session in sessions]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
