"""The clock of a phone at the door is believed within reason."""

from datetime import datetime, timedelta

FLAG_FUTURE = "future_time"
FLAG_EARLY = "too_early"
# A phone may run a little ahead; a door is open a day at most before its meeting.
AHEAD = timedelta(minutes=5)
BEFORE = timedelta(hours=24)


def clock_of(*, said: datetime, received: datetime, starts_at: datetime) -> tuple[datetime, str]:
    """The moment to keep and, when it is not the one the phone said, why."""
    if said > received + AHEAD:
        return received, FLAG_FUTURE
    if said < starts_at - BEFORE:
        return received, FLAG_EARLY
    return min(said, received), ""
