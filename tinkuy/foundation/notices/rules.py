"""When a notice may leave by mail, and when a deadline is told. The clock is an argument; days are Lima's.

Hours of rest: 21:00–07:00, unless it is a deadline. At most three mails a day. Legal notices and deadlines are neither
capped nor silenced (features.md, part 4, item 16).
"""

from collections.abc import Collection, Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from .enums import Cadence, DeadlineState, Preset, Reach

LIMA = ZoneInfo("America/Lima")
DAILY_CAP = 3
REST_FROM, REST_UNTIL = time(21, 0), time(7, 0)
OFFSETS = (-7, -3, 0, 1)
_REACHES = {
    Preset.MINE: frozenset({Reach.MINE}),
    Preset.FOLLOWED: frozenset({Reach.MINE, Reach.FOLLOWED}),
    Preset.ALL: frozenset(Reach),
}


def goes_by_mail(preset: str, reach: str) -> bool:
    return reach in _REACHES[Preset(preset)]


def mail_due_at(cadence: str, at: datetime) -> datetime:
    """The first moment at which a notice written now may go by mail."""
    if cadence == Cadence.AT_ONCE:
        return at if not is_rest(at) else next_morning(at)
    morning = next_morning(at)
    while cadence == Cadence.WEEKLY and morning.astimezone(LIMA).weekday() != 0:
        morning += timedelta(days=1)
    return morning


def is_rest(at: datetime) -> bool:
    hour = at.astimezone(LIMA).time()
    return hour >= REST_FROM or hour < REST_UNTIL


def next_morning(at: datetime) -> datetime:
    """The next seven o'clock in Lima, strictly after `at`."""
    local = at.astimezone(LIMA)
    morning = local.replace(hour=7, minute=0, second=0, microsecond=0)
    return morning if morning > local else morning + timedelta(days=1)


def lima_day(at: datetime) -> date:
    return at.astimezone(LIMA).date()


def deadline_state(due_on: date, today: date, *, is_closed: bool) -> DeadlineState:
    if is_closed:
        return DeadlineState.CLOSED
    if today > due_on:
        return DeadlineState.OVERDUE
    return DeadlineState.TODAY if today == due_on else DeadlineState.OPEN


def reminder_day(due_on: date, offset: int) -> date:
    return due_on + timedelta(days=offset)


def passed(due_on: date, offsets: Iterable[int], today: date) -> list[int]:
    """The reminders whose day has come, the earliest first."""
    return sorted(offset for offset in offsets if due_on + timedelta(days=offset) <= today)


def next_on(due_on: date, offsets: Iterable[int], told: Collection[int]) -> date | None:
    """The day of the first reminder that was not told; None when there is none left."""
    left = [due_on + timedelta(days=offset) for offset in offsets if offset not in told]
    return min(left, default=None)
