"""Votes per second through the whole stack: HTTP, session, CSRF, one transaction each. Last line: the figure.

python benchmarks/bench_votes_per_second.py [--votes 3000] [--clients 16]

Two workers of four threads; the load generator shares the machine. Goal: SQLite ≥ 60 (p99 ≤ 2 s), PostgreSQL ≥ 100
(p99 ≤ 1.5 s), no error. For PostgreSQL: tools/with_postgres.py python benchmarks/bench_votes_per_second.py
"""

import argparse
import sys
import threading
import time
from queue import Empty, SimpleQueue

from voting_ground import Ground, Voter, engine, ground, quantile

GOALS = {"SQLite": (60, 2.0), "PostgreSQL": (100, 1.5)}


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--votes", type=int, default=3000)
    parser.add_argument("--clients", type=int, default=16)
    options = parser.parse_args()
    with ground(options.votes) as built:
        seconds, times, statuses = run(built, options.clients)
        ballots, marks = built.counts()
        errors = len([status for status in statuses if status != 302])
        rate, p99 = len(times) / seconds, quantile(times, 0.99)
        wanted, slowest = GOALS[engine()]
        is_met = rate >= wanted and p99 <= slowest and not errors and ballots == marks == options.votes
        print(f"ballots {ballots}, marks {marks}, p50 {quantile(times, 0.5) * 1000:.0f} ms")
        outcome = "met" if is_met else "missed"
        print(f"{engine()}: {rate:.0f} votes/s, p99 {p99 * 1000:.0f} ms, {errors} errors (goal {outcome})")
        return 0 if is_met else 1


def run(built: Ground, clients: int) -> tuple[float, list[float], list[int]]:
    waiting: SimpleQueue = SimpleQueue()
    for session in built.sessions:
        waiting.put(session)
    times, statuses = [], []

    def vote() -> None:
        voter = Voter(built)
        while True:
            try:
                session = waiting.get_nowait()
            except Empty:
                return
            start = time.monotonic()
            statuses.append(voter.cast(session, "2401", "2403"))
            times.append(time.monotonic() - start)

    threads = [threading.Thread(target=vote) for _client in range(clients)]
    start = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.monotonic() - start, times, statuses


if __name__ == "__main__":
    sys.exit(main())
