"""The calendar: the shipped holidays, and what an administrator declares with its norm."""

from datetime import date

from .enums import DayKind
from .models import NonWorkingDay
from .readers import NORM, SOURCE, shipped_holidays


def load_holidays() -> int:
    """Writes the shipped national holidays that are not there yet; returns how many were new. Never overwrites."""
    before = NonWorkingDay.objects.count()
    NonWorkingDay.objects.bulk_create(
        [
            NonWorkingDay(day=item.day, name=item.name, kind=DayKind.HOLIDAY, norm=NORM, source=SOURCE)
            for item in shipped_holidays()
        ],
        ignore_conflicts=True,
    )
    return NonWorkingDay.objects.count() - before


def declare_non_working_day(
    *, day: date, name: str, norm: str, ubigeo: str = "", kind: str = DayKind.NON_WORKING
) -> NonWorkingDay:
    """A day that a decree or an ordinance takes out of the count, in a place or everywhere. The caller records it."""
    return NonWorkingDay.objects.update_or_create(
        day=day, ubigeo=ubigeo, kind=kind, defaults={"name": name, "norm": norm, "source": "declarado"}
    )[0]
