"""Public pages at scale, uncached: queries per page, and seconds per page while 20 visits a second come in.

python benchmarks/bench_public_pages.py [--ideas 10000] [--investments 11003] [--rate 20] [--seconds 20]

Loads the demonstration, counts the queries of each page, adds the ideas, a portfolio and a thousand candidates, each
with its published record, counts again, and then asks the real server (one worker of four threads, as `serve` starts it
on SQLite) for the pages in turn, whether or not it has answered the visit before. Goal: ≤ 25 queries, the same before
and after; p95 ≤ 800 ms on every page; no error. The last line is the figure.
"""

import argparse
import http.client
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MOST_QUERIES, SLOWEST = 25, 0.8
CANDIDATES = 1000
RESULT, OPEN, REGISTERING = (f"/espacios/presupuesto-participativo-{year}/" for year in (2026, 2027, 2028))
WORDS = ("agua", "riego", "carretera", "posta", "colegio", "puente", "mercado", "bosque", "papa", "turismo", "losa")


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--ideas", type=int, default=10_000)
    parser.add_argument("--investments", type=int, default=11_003)
    parser.add_argument("--rate", type=int, default=20)
    parser.add_argument("--seconds", type=int, default=20)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tinkuy-bench-") as folder:
        _prepare(folder)
        few = {name: _queries(path) for name, path in _pages().items()}
        _fill(options.ideas, options.investments)
        pages = _pages()
        many = {name: _queries(path) for name, path in pages.items()}
        with _server() as port:
            times, errors = _visit(port, list(pages.items()), options.rate, options.seconds)
        return _report(few, many, times, errors)


def _report(few: dict, many: dict, times: dict, errors: list) -> int:
    print(f"{'page':<22}{'queries few':>12}{'many':>6}{'p50 ms':>9}{'p95 ms':>9}{'visits':>8}")
    for name, queries in many.items():
        half, most = (_quantile(times[name], share) * 1000 for share in (0.5, 0.95))
        print(f"{name:<22}{few[name]:>12}{queries:>6}{half:>9.0f}{most:>9.0f}{len(times[name]):>8}")
    for error in errors[:5]:
        print("error:", *error)
    worst = max(many, key=lambda name: _quantile(times[name], 0.95))
    slowest, most = _quantile(times[worst], 0.95), max(many.values())
    same = all(few[name] == queries for name, queries in many.items())
    is_met = most <= MOST_QUERIES and same and slowest <= SLOWEST and not errors
    growth = "the same with few as with many" if same else "MORE with many rows than with few"
    outcome = "met" if is_met else "missed"
    print(
        f"at most {most} queries, {growth}; slowest p95 {slowest * 1000:.0f} ms ({worst}), "
        f"{len(errors)} errors (goal {outcome})"
    )
    return 0 if is_met else 1


def _prepare(folder: str) -> None:
    os.environ.update(TINKUY_VAR_DIR=folder, TINKUY_DEMO="1", DJANGO_SETTINGS_MODULE="config.settings.dev")
    os.environ.update(TINKUY_HOSTS="127.0.0.1,testserver", TINKUY_LOG_LEVEL="ERROR")
    sys.path.insert(0, str(ROOT))
    for command in (["migrate", "-v", "0"], ["collectstatic", "--noinput", "-v", "0"], ["seed", "-v", "0"]):
        subprocess.run([sys.executable, "-m", "tinkuy", *command], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    import django

    django.setup()


def _pages() -> dict[str, str]:
    ideas = _space_with_ideas()
    return {
        "home": "/",
        "spaces": "/espacios/",
        "ideas, first page": f"{ideas}ideas/",
        "ideas, page 100": _hundredth(f"{ideas}ideas/"),
        "ideas, ranking": f"{ideas}ideas/orden/",
        "projects": f"{REGISTERING}presupuesto/",
        "result": f"{RESULT}resultado/",
        "investments": "/inversiones/",
        "investments, words": "/inversiones/?q=carretera",
        "search": "/buscar/?q=agua",
        "search, two words": "/buscar/?q=puente+colegio&tipo=idea",
        "territory": "/territorio/06/",
        "sitemap": "/sitemap.txt",
    }


def _space_with_ideas() -> str:
    from django.db.models import Count

    from tinkuy.foundation.spaces.models import Space

    found = Space.objects.annotate(n=Count("budget_process__ideas")).exclude(status="draft").order_by("-n")[0]
    return f"/espacios/{found.slug}/"


def _hundredth(path: str) -> str:
    """The address of page 100, or of the last there is: what following «Siguiente» that often gives."""
    from tinkuy.components.budgeting.models import ProjectIdea
    from tinkuy.foundation.shared.paging import _write

    order = ("-proposed_at", "-id")
    rows = ProjectIdea.objects.filter(process__space__slug=path.split("/")[2]).exclude(state="withdrawn")
    rows = rows.order_by(*order)[: 24 * 99]
    last = list(rows)[-1] if rows else None
    if last is None or len(rows) < 48:
        last = rows[0]
    return f"{path}?cursor={_write(order, last, backwards=False)}"


def _queries(path: str) -> int:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    Client().get(path)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        answer = Client().get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path}: {answer.status_code}")
    return len(captured)


def _fill(ideas: int, investments: int) -> None:
    from django.db import transaction

    with transaction.atomic():
        _add_ideas(ideas)
    with transaction.atomic():
        _add_candidates(_add_investments(investments)[:CANDIDATES])


def _title(number: int) -> str:
    first, second = WORDS[number % len(WORDS)], WORDS[number * 7 % 11]
    return f"Mejoramiento del servicio de {first} y {second} en el caserío {number}"


def _dossiers(kind: str, paths: list[str], **fields: object) -> list:
    from django.utils import timezone

    from tinkuy.foundation.dossiers.actions import open_dossiers, publish_dossiers

    rows = [
        {"kind": kind, "title": _title(number), "path": path, "summary": f"Resumen {number}", **fields}
        | {"ubigeo": f"06{number % 13 + 1:02d}"}
        for number, path in enumerate(paths)
    ]
    made = open_dossiers(rows=rows)
    publish_dossiers(dossiers=made, at=timezone.now())
    return made


def _add_ideas(count: int) -> None:
    from tinkuy.components.budgeting.models import BudgetProcess, ProjectIdea
    from tinkuy.foundation.shared.text import fold

    slug = _space_with_ideas().split("/")[2]
    process = BudgetProcess.objects.get(space__slug=slug)
    model = process.ideas.first()
    made = _dossiers("idea", [f"/espacios/{slug}/ideas/b{n}/" for n in range(count)], space_slug=slug)
    ProjectIdea.objects.bulk_create(
        (
            ProjectIdea(
                process=process, dossier=dossier, name=dossier.title, detail=f"{dossier.title}. " * 4,
                ubigeo=dossier.ubigeo, province_name=f"Provincia {dossier.ubigeo}", theme=model.theme,
                strategic_action=model.strategic_action, support_count=number * 31 % 977,
                search_text=fold(dossier.title), proposed_at=model.proposed_at + timedelta(seconds=number),
            )
            for number, dossier in enumerate(made)
        ),
        batch_size=500,
    )  # fmt: skip


def _add_investments(count: int) -> list:
    from tinkuy.commons.investments.models import Investment, InvestmentRecord, RecordPlace
    from tinkuy.commons.investments.queries import current_versions
    from tinkuy.foundation.shared.text import fold

    version = list(current_versions())[0]
    made = _dossiers("investment", [f"/inversiones/{version.body.slug}/9{n:06d}/" for n in range(count)])
    investments = Investment.objects.bulk_create(
        (Investment(body=version.body, cui=f"9{n:06d}", dossier=dossier) for n, dossier in enumerate(made)),
        batch_size=500,
    )
    records = InvestmentRecord.objects.bulk_create(
        (
            InvestmentRecord(
                version=version, investment=row, name=made[n].title, function=f"Función {n % 20}",
                state="ACTIVO", situation="VIABLE", updated_cost=1_000_000 + n * 997, balance=500_000 + n,
                beneficiaries=n, search_text=fold(f"{row.cui} {made[n].title}"),
            )
            for n, row in enumerate(investments)
        ),
        batch_size=500,
    )  # fmt: skip
    places = (RecordPlace(record=row, ubigeo=f"06{n % 13 + 1:02d}01") for n, row in enumerate(records))
    RecordPlace.objects.bulk_create(places, batch_size=500)
    return records


def _add_candidates(records: list) -> None:
    from tinkuy.components.budgeting.models import BudgetProcess, BudgetProject

    process = BudgetProcess.objects.get(space__slug=REGISTERING.split("/")[2])
    first = process.lists.first()
    paths = [f"{REGISTERING}presupuesto/{row.investment.cui}/" for row in records]
    made = _dossiers("budget_project", paths, space_slug=process.space.slug)
    BudgetProject.objects.bulk_create(
        (
            BudgetProject(
                process=process, list=first, investment=row.investment, record=row, dossier=dossier,
                cui=row.investment.cui, title=row.name, function=row.function, amount=row.balance,
            )
            for row, dossier in zip(records, made, strict=True)
        ),
        batch_size=500,
    )  # fmt: skip


@contextmanager
def _server():
    from django.db import connections

    connections.close_all()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--log-level", "error", "--workers", "1",
        "--blocking-threads", "4", "--host", "127.0.0.1", "--port", str(port), "config.wsgi:application",
    ]  # fmt: skip
    server = subprocess.Popen(command, cwd=ROOT, start_new_session=True)
    try:
        for _attempt in range(200):
            if _get(port, "/")[0] == 200:
                break
            time.sleep(0.2)
        yield port
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(15)


def _get(port: int, path: str) -> tuple[int, float]:
    """Status (0: no answer) and seconds."""
    start = time.monotonic()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path, headers={"Accept-Encoding": "gzip", "Cache-Control": "no-cache"})
        answer = connection.getresponse()
        answer.read()
        status = answer.status
    except OSError:
        status = 0
    finally:
        connection.close()
    return status, time.monotonic() - start


def _visit(port: int, pages: list[tuple[str, str]], rate: int, seconds: int) -> tuple[dict, list]:
    """An open loop: visits come by the clock, however slow the answers are."""
    times: dict[str, list[float]] = defaultdict(list)
    errors: list[tuple[str, int]] = []
    lock = threading.Lock()
    for _name, path in pages:
        _get(port, path)

    def one(number: int, due: float) -> None:
        name, path = pages[number % len(pages)]
        status, _seconds = _get(port, path)
        with lock:
            times[name].append(time.monotonic() - due)
            if status != 200:
                errors.append((name, status))

    start = time.monotonic()
    with ThreadPoolExecutor(64) as pool:
        for number in range(rate * seconds):
            due = start + number / rate
            time.sleep(max(0.0, due - time.monotonic()))
            pool.submit(one, number, due)
    return times, errors


def _quantile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))] if values else 0.0


if __name__ == "__main__":
    sys.exit(main())
