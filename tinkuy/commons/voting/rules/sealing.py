"""When a batch is sealed: far enough apart in time and in ballots that a seal is no clock of anybody's vote."""

from datetime import datetime, timedelta

SEAL_EVERY = timedelta(minutes=10)
SEAL_LEAST = 5


def is_seal_due(*, previous: datetime, new_ballots: int, at: datetime) -> bool:
    """At least 10 minutes after the seal (or the opening) before, and at least 5 new ballots (INTEGRITY 2)."""
    return at - previous >= SEAL_EVERY and new_ballots >= SEAL_LEAST


def shown_turnout(marks: int, *, is_over: bool) -> int | None:
    """How many have voted, as it may be told: while the poll is open, fewer than five is not told."""
    return marks if is_over or marks >= SEAL_LEAST else None


def shown_channels(marks: dict[str, int], *, is_over: bool) -> tuple[tuple[str, int], ...]:
    """How many by each channel; while the poll is open, none of them when one has from one to four."""
    few = [count for count in marks.values() if 0 < count < SEAL_LEAST]
    return tuple(marks.items()) if is_over or not few else ()
