"""Who passes, whether one may be marked, and what of the results may be shown."""

from collections.abc import Iterable, Sequence
from datetime import date

SMALLEST_GROUP = 10


def sessions_needed(count: int, percent: int) -> int:
    """Of so many sessions, how many a person must attend: the percentage rounded up, at least one."""
    return max(1, -(-count * percent // 100)) if count else 0


def passes(attended: int, count: int, percent: int) -> bool:
    return count > 0 and attended >= sessions_needed(count, percent)


def may_mark_by_code(session_on: date, on: date) -> bool:
    return session_on == on


def merged(rows: Iterable[tuple[str, int]], *, other: str) -> list[tuple[str, int]]:
    """Groups with fewer than ten people go together, so that nobody is recognised in a total (Ley 29733). If what is
    together is still fewer than ten, the smallest of the others joins it."""
    found: Sequence[tuple[str, int]] = sorted(rows, key=lambda row: (-row[1], row[0]))
    kept = [row for row in found if row[1] >= SMALLEST_GROUP]
    small = sum(count for _name, count in found if count < SMALLEST_GROUP)
    while kept and 0 < small < SMALLEST_GROUP:
        small += kept.pop()[1]
    return [*kept, (other, small)] if small else kept
