"""What a collegiate body comes to: who sits in it on a day, whether its quotas hold, when a mandate is told to end."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from .enums import OFFICIALS, SOCIETY, Sector, SocietyBase

# Days before the end of a mandate on which somebody is told (features.md, part 4, item 6).
NOTICE_DAYS = (60, 30, 7)


@dataclass(frozen=True)
class Span:
    """From a day to a day, both inside; None: no end is known."""

    start: date
    end: date | None


def holds_on(span: Span, day: date) -> bool:
    return span.start <= day and (span.end is None or day <= span.end)


def overlap(one: Span, other: Span) -> bool:
    """Two mandates of one seat that share at least a day."""
    first_ends_before = one.end is not None and one.end < other.start
    second_ends_before = other.end is not None and other.end < one.start
    return not (first_ends_before or second_ends_before)


def notice_due(until: date, today: date) -> int | None:
    """The smallest notice whose day has come (60, 30, 7 days before), or None: one that slept sends one, not three."""
    left = (until - today).days
    return min((days for days in NOTICE_DAYS if left <= days), default=None) if left >= 0 else None


@dataclass(frozen=True)
class QuotaRules:
    society_base: str
    society_percent: int
    one_producer_in: int
    min_women_percent: int


@dataclass(frozen=True)
class Sitting:
    """A member as the quotas count: sector of the seat and sex where it is known."""

    sector: str
    sex: str


@dataclass(frozen=True)
class Quota:
    """A quota with its working: who counts, over how many, what was needed."""

    key: str
    have: int
    of: int
    needed: int
    is_met: bool
    unknown: int = 0


def society_seats(officials: int, base: str, percent: int) -> int:
    """How many seats of civil society correspond: 40 % of officials, or as many as make 40 % of the whole.
    Halves go up: 13 mayors with 60/40 give 13 x 40 / 60 = 8.67 -> 9."""
    if base == SocietyBase.OF_OFFICIALS:
        return (officials * percent * 2 + 100) // 200
    if base == SocietyBase.OF_TOTAL and percent < 100:
        return (officials * percent * 2 + (100 - percent)) // (2 * (100 - percent))
    return 0


def quotas(members: Iterable[Sitting], seats: Sequence[str], rules: QuotaRules) -> list[Quota]:
    """`seats`: the sector of every open seat. The share of society is of seats; producers and women are of people."""
    people = list(members)
    found = []
    if rules.society_base != SocietyBase.NONE:
        base = (Sector.AUTHORITY,) if rules.society_base == SocietyBase.OF_TOTAL else tuple(OFFICIALS)
        officials = sum(1 for sector in seats if sector in base)
        needed = society_seats(officials, rules.society_base, rules.society_percent)
        have = sum(1 for sector in seats if sector in SOCIETY)
        found.append(Quota("society", have, officials, needed, have >= needed))
    if rules.one_producer_in:
        society = [one for one in people if one.sector in SOCIETY]
        have, needed = (
            sum(one.sector == Sector.PRODUCERS for one in society),
            ceil(len(society) / rules.one_producer_in),
        )
        found.append(Quota("producers", have, len(society), needed, have >= needed))
    if rules.min_women_percent:
        have, unknown = sum(one.sex == "female" for one in people), sum(not one.sex for one in people)
        needed = -(-len(people) * rules.min_women_percent // 100)
        found.append(Quota("women", have, len(people), needed, have >= needed, unknown))
    return found
