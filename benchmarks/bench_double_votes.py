"""Duplicate votes in parallel: none gets in. Last line: the figure.

python benchmarks/bench_double_votes.py [--attempts 30000] [--at-once 8]

Every voter sends the same vote `--at-once` times at the same moment; one answer is a redirect (302), the others are
409. The default is 4,000 attempts; the goal of INTEGRITY 3 is 30,000 on SQLite and on PostgreSQL.
"""

import argparse
import sys
import threading
from collections import Counter

from voting_ground import OPTIONS, Voter, engine, ground


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--attempts", type=int, default=4000)
    parser.add_argument("--at-once", type=int, default=8)
    options = parser.parse_args()
    voters = -(-options.attempts // options.at_once)
    with ground(voters) as built:
        answers: Counter = Counter()
        ready = threading.Barrier(options.at_once)

        def press(place: int) -> None:
            """Each hand of the same voters, all at once: different choices, so that a mixture would show."""
            voter = Voter(built)
            for session in built.sessions:
                ready.wait()
                answers[voter.cast(session, OPTIONS[place % len(OPTIONS)])] += 1

        threads = [threading.Thread(target=press, args=(place,)) for place in range(options.at_once)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        ballots, marks = built.counts()
        attempts = voters * options.at_once
        doubles = ballots - voters
        others = attempts - answers[302] - answers[409]
        print(f"answers {dict(answers)}, voters {voters}, ballots {ballots}, marks {marks}")
        print(f"{engine()}: {doubles} double votes in {attempts} parallel attempts, {others} other answers")
        return 0 if doubles == 0 and marks == ballots == answers[302] == voters and not others else 1


if __name__ == "__main__":
    sys.exit(main())
