"""kill -9 to the server while people vote: no acknowledged vote is lost. Last line: the figure.

python benchmarks/bench_kills.py [--kills 100] [--clients 8]

Between kills the server is started again on the same files. After each: every vote that was answered with the redirect
to its receipt is in the box, and there are as many marks as ballots. The default is 20 kills; the goal is 100.
"""

import argparse
import random
import sys
import threading
import time
from queue import Empty, SimpleQueue

from voting_ground import Ground, Voter, engine, ground

VOTES_PER_KILL = 60


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--clients", type=int, default=8)
    options = parser.parse_args()
    chance = random.Random(7)
    with ground(options.kills * VOTES_PER_KILL) as built:
        lost = mismatches = acknowledged = unanswered = 0
        for kill in range(options.kills):
            batch = built.sessions[kill * VOTES_PER_KILL : (kill + 1) * VOTES_PER_KILL]
            kept, silent = vote_until_killed(built, batch, options.clients, chance.randint(1, 40))
            acknowledged, unanswered = acknowledged + len(kept), unanswered + silent
            built.start()
            # A voter whose vote was acknowledged, and is gone, could vote again: 409 says that it is in.
            voter = Voter(built)
            lost += len([session for session in kept if voter.cast(session, "2402") != 409])
            ballots, marks = built.counts()
            mismatches += ballots != marks
        print(f"acknowledged {acknowledged}, cut off before an answer {unanswered}, ballots {ballots}, marks {marks}")
        print(
            f"{engine()}: {lost} acknowledged votes lost in {options.kills} kills, {mismatches} times marks ≠ ballots"
        )
        return 0 if not lost and not mismatches and acknowledged else 1


def vote_until_killed(built: Ground, sessions: list[str], clients: int, after: int) -> tuple[list[str], int]:
    """Kills when `after` votes are acknowledged and others under way. Returns the sessions of those acknowledged, and
    how many requests got no answer."""
    waiting: SimpleQueue = SimpleQueue()
    for session in sessions:
        waiting.put(session)
    kept, silent, dead = [], [], threading.Event()

    def vote() -> None:
        voter = Voter(built)
        while not dead.is_set():
            try:
                session = waiting.get_nowait()
            except Empty:
                return
            (kept if voter.cast(session, "2401") == 302 else silent).append(session)

    threads = [threading.Thread(target=vote) for _client in range(clients)]
    for thread in threads:
        thread.start()
    patience = time.monotonic() + 60
    while len(kept) < after and time.monotonic() < patience:
        time.sleep(0.002)
    built.kill()
    dead.set()
    for thread in threads:
        thread.join()
    return kept, len(silent)


if __name__ == "__main__":
    sys.exit(main())
