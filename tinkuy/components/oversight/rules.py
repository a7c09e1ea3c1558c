"""The committee's rules: who may stand, who is elected, which report is owed (Instructivo 001-2010-EF/76.01, III.1)."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from hashlib import sha256

from .refusals import CandidacyRefusal

# Only these classes speak for civil society in the sense of the Instructivo.
OF_SOCIETY = frozenset({"territorial", "thematic", "community", "private", "professional", "university"})


@dataclass(frozen=True)
class CandidateFacts:
    is_agent: bool
    organization_kind: str
    resides: bool
    no_conviction: bool
    not_public_servant: bool
    was_member: bool


@dataclass(frozen=True)
class CandidacyRules:
    bars_public_servants: bool
    bars_previous: bool


@dataclass(frozen=True)
class Check:
    """A requirement, met or not: each is said, not only the first that fails."""

    refusal: CandidacyRefusal
    is_met: bool


def checks(facts: CandidateFacts, rules: CandidacyRules) -> list[Check]:
    rows = [
        Check(CandidacyRefusal.NOT_AN_AGENT, facts.is_agent),
        Check(CandidacyRefusal.NOT_OF_SOCIETY, facts.organization_kind in OF_SOCIETY),
        Check(CandidacyRefusal.NOT_RESIDENT, facts.resides),
        Check(CandidacyRefusal.CONVICTION, facts.no_conviction),
    ]
    if rules.bars_public_servants:
        rows.append(Check(CandidacyRefusal.PUBLIC_SERVANT, facts.not_public_servant))
    if rules.bars_previous:
        rows.append(Check(CandidacyRefusal.WAS_MEMBER, not facts.was_member))
    return rows


def why_not_stand(facts: CandidateFacts, rules: CandidacyRules) -> CandidacyRefusal | None:
    return next((row.refusal for row in checks(facts, rules) if not row.is_met), None)


def women_needed(people: int, percent: int) -> int:
    """Upwards: 30 % of 4 is 1.2, so 2."""
    return -(-people * percent // 100)


def quorum(roll: int, percent: int) -> int:
    return -(-roll * percent // 100)


@dataclass(frozen=True)
class Candidate:
    """`runoff`: votes in the second round, None who was not in it. `lot`: the draw's hash, empty without one."""

    number: int
    name: str
    votes: int
    province: str = ""
    is_woman: bool = False
    runoff: int | None = None
    lot: str = ""


@dataclass(frozen=True)
class CountRules:
    seats: int
    one_per_province: bool
    min_women_percent: int


@dataclass(frozen=True)
class Count:
    """Who enters and who waits, in order, with the working; or the tie that must be resolved before."""

    elected: tuple[Candidate, ...]
    alternates: tuple[Candidate, ...]
    tied: tuple[Candidate, ...]
    working: tuple[tuple[str, dict[str, object]], ...] = field(default_factory=tuple)

    @property
    def tie_crosses_the_line(self) -> bool:
        return any(one in self.elected for one in self.tied)


def _key(one: Candidate) -> tuple[int, int]:
    return (-one.votes, -(one.runoff if one.runoff is not None else -1))


def count(candidates: Sequence[Candidate], rules: CountRules) -> Count:
    """By votes, then second round, then draw. Equal ones matter unless all of them enter: said, not solved."""
    ranked = sorted(candidates, key=lambda one: (*_key(one), one.lot or "~", one.number))
    elected, working = _fill(ranked, rules)
    elected, more = _apply_women(ranked, elected, rules)
    alternates = tuple(one for one in ranked if one not in elected)
    return Count(tuple(elected), alternates, _tie(ranked, elected), (*working, *more))


def _fill(
    ranked: Sequence[Candidate], rules: CountRules
) -> tuple[list[Candidate], list[tuple[str, dict[str, object]]]]:
    elected: list[Candidate] = []
    working: list[tuple[str, dict[str, object]]] = []
    for one in ranked:
        taken = next((other for other in elected if other.province == one.province and one.province), None)
        if len(elected) == rules.seats:
            break
        if rules.one_per_province and taken:
            working.append(("province_taken", {"name": one.name, "by": taken.name}))
            continue
        elected.append(one)
    return elected, working


def _apply_women(
    ranked: Sequence[Candidate], elected: list[Candidate], rules: CountRules
) -> tuple[list[Candidate], list[tuple[str, dict[str, object]]]]:
    """While women are fewer than the quota, the next woman takes the place of the elected man with fewest votes."""
    chosen = list(elected)
    working: list[tuple[str, dict[str, object]]] = []
    needed = women_needed(len(chosen), rules.min_women_percent)
    while sum(one.is_woman for one in chosen) < needed:
        swap = _next_swap(ranked, chosen, rules)
        if swap is None:
            have = sum(one.is_woman for one in chosen)
            return chosen, [*working, ("women_short", {"have": have, "needed": needed})]
        enters, leaves = swap
        chosen = [one for one in chosen if one != leaves] + [enters]
        working.append(("woman_enters", {"name": enters.name, "for": leaves.name, "needed": needed}))
    return sorted(chosen, key=ranked.index), working


def _next_swap(
    ranked: Sequence[Candidate], chosen: list[Candidate], rules: CountRules
) -> tuple[Candidate, Candidate] | None:
    men = [one for one in ranked if one in chosen and not one.is_woman][::-1]
    for woman in (one for one in ranked if one.is_woman and one not in chosen):
        for man in men:
            rest = {one.province for one in chosen if one != man and one.province}
            if not rules.one_per_province or woman.province not in rest:
                return woman, man
    return None


def _tie(ranked: Sequence[Candidate], elected: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The first group of equals, without a draw, of whom not all enter."""
    for one in ranked:
        group = tuple(other for other in ranked if _key(other) == _key(one) and not other.lot)
        if len(group) > 1 and any(other not in elected for other in group):
            return group
    return ()


def draw_seed(head: str, text: str) -> str:
    """SHA-256 of the head of the published acts and the declared text: `printf '%s|%s' HEAD TEXT | sha256sum`."""
    return sha256(f"{head}|{text}".encode()).hexdigest()


def lots(numbers: Sequence[int], seed: str) -> dict[int, str]:
    """Each candidacy's lot; the lowest goes first: `printf '%s|%s' SEED NUMBER | sha256sum`."""
    return {number: sha256(f"{seed}|{number}".encode()).hexdigest() for number in numbers}


def with_lots(candidates: Sequence[Candidate], drawn: dict[int, str]) -> list[Candidate]:
    return [replace(one, lot=drawn.get(one.number, one.lot)) for one in candidates]


def add_months(day: date, months: int) -> date:
    """The same day some months later; the last of the month where there is none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def last_day(start: date, months: int) -> date:
    return add_months(start, months) - timedelta(days=1)


def periods(start: date, end: date, months: int) -> list[tuple[date, date]]:
    """The report periods of a term: half-yearly by default, the last one as short as the term leaves it."""
    found, step = [], 0
    while (begins := add_months(start, months * step)) <= end:
        found.append((begins, min(last_day(start, months * (step + 1)), end)))
        step += 1
    return found


def owed(start: date, end: date, months: int, presented: set[date], today: date) -> list[tuple[date, date]]:
    """Periods that are over and have no presented report."""
    return [pair for pair in periods(start, end, months) if pair[1] < today and pair[0] not in presented]
