"""2,000 agents are told «vote now»: each opens the ballot, saves, reviews and confirms. Last line: the figure.

    python benchmarks/bench_assembly.py [--voters 2000] [--clients 32]

Through the whole stack (HTTP, session, CSRF, four requests a person) on two workers of four threads; the load generator
shares the machine. Goal: all within five minutes, no error, as many ballots as marks as people.
"""

import argparse
import http.client
import sys
import threading
import time
from queue import Empty, SimpleQueue
from urllib.parse import urlencode

from voting_ground import CSRF, Ground, engine, ground, quantile

MINUTES = 5


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--voters", type=int, default=2000)
    parser.add_argument("--clients", type=int, default=32)
    options = parser.parse_args()
    with ground(options.voters) as built:
        seconds, times, wrong = run(built, options.clients)
        ballots, marks = built.counts()
        is_met = not wrong and ballots == marks == options.voters and seconds <= MINUTES * 60
        print(f"ballots {ballots}, marks {marks}; a whole vote: p50 {quantile(times, 0.5):.2f} s, "
              f"p99 {quantile(times, 0.99):.2f} s; wrong answers {wrong[:5]}")  # fmt: skip
        outcome = "met" if is_met else "missed"
        print(f"{engine()}: {options.voters} agents voted in {seconds:.0f} s, {len(wrong)} errors (goal {outcome})")
        return 0 if is_met else 1


def run(built: Ground, clients: int) -> tuple[float, list[float], list[tuple[str, int]]]:
    waiting: SimpleQueue = SimpleQueue()
    for session in built.sessions:
        waiting.put(session)
    times: list[float] = []
    wrong: list[tuple[str, int]] = []

    def vote() -> None:
        while True:
            try:
                session = waiting.get_nowait()
            except Empty:
                return
            start = time.monotonic()
            wrong.extend(walk(built, session))
            times.append(time.monotonic() - start)

    threads = [threading.Thread(target=vote) for _client in range(clients)]
    start = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.monotonic() - start, times, wrong


def walk(built: Ground, session: str) -> list[tuple[str, int]]:
    """One person: ballot, save, review, confirm; the steps that did not answer as they should."""
    base = f"/espacios/{built.slug}/votar/S1/"
    marks = [("choices", "2401"), ("choices", "2403")]
    steps = [
        ("GET", "", None, 200),
        ("POST", "guardar/", [*marks, ("next", "review")], 302),
        ("GET", "revisar/", None, 200),
        ("POST", "confirmar/", marks, 302),
    ]
    connection = http.client.HTTPConnection("127.0.0.1", built.port, timeout=60)
    try:
        answers = [(path, ask(built, connection, session, method, base + path, form), expected)
                   for method, path, form, expected in steps]  # fmt: skip
    finally:
        connection.close()
    return [(path, status) for path, status, expected in answers if status != expected]


def ask(built: Ground, connection, session: str, method: str, path: str, form) -> int:
    headers = {"Cookie": f"sessionid={session}; csrftoken={CSRF}"}
    body = None
    if form is not None:
        body = urlencode([("csrfmiddlewaretoken", CSRF), *form])
        headers |= {
            "Content-Type": "application/x-www-form-urlencoded",
            "Origin": f"http://127.0.0.1:{built.port}",
        }
    try:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        answer.read()
    except (http.client.HTTPException, OSError):
        connection.close()
        return 0
    return answer.status


if __name__ == "__main__":
    sys.exit(main())
