"""When a job is due again. The clock is an argument."""

from datetime import datetime, timedelta

LEASE = timedelta(minutes=10)
_LONGEST_WAIT = timedelta(minutes=30)


def next_after_success(at: datetime, every: timedelta) -> datetime:
    return at + every


def next_after_failure(at: datetime, every: timedelta, failures: int) -> datetime:
    """Soon, then later: the job's period doubled for each failure in a row, at most half an hour (or its period)."""
    return at + min(every * 2 ** min(failures, 6), longest_wait(every))


def longest_wait(every: timedelta) -> timedelta:
    """No job is due later than this: what says so was written by a clock that ran ahead."""
    return max(_LONGEST_WAIT, every)
