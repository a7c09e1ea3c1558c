"""Two at once: the calls start together, each in a thread with a connection of its own."""

import threading
from collections.abc import Callable

from django.db import connection

from tinkuy.foundation.shared.refusals import Refused


def at_once(*calls: Callable[[], object]) -> list[object]:
    """Runs the calls together and returns what each gave: a value, a refusal, or an error that fails the test."""
    gate = threading.Barrier(len(calls))
    answers: list[object] = [None] * len(calls)

    def run(place: int, call: Callable[[], object]) -> None:
        gate.wait()
        try:
            answers[place] = call()
        except Refused as refused:
            answers[place] = refused.refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, call)) for place, call in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers
