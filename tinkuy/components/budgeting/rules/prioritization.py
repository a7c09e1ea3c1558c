"""Prioritisation: from technical scores and votes to an order, and from the order to the money (features 3.3).

1. T is the technical score, 0 to 100, four decimals. V = 100 · votes / base, where the base of a list is the votes of
   its most voted project, its valid (not blank) ballots or its roll; a base of zero gives V = 0 to the whole list.
2. total = wt · T + wv · V, exactly, then rounded half up to four decimals, once. Parts are rounded only to be shown.
3. Equal rounded totals are a tie. It breaks by the named criteria in their order: higher T, more provinces, more
   beneficiaries, earlier viability (unknown goes last), and the draw: ascending SHA-256 of "<seed>|<key>".
4. Money: each list with a ceiling of its own is a pool; the others share what is left of the ceiling, in one pool
   ordered by the same order. In a pool, projects take their amount from the balance in order; one that does not fit is
   left in reserve and the pool goes on (skip) or stops there (stop).
5. Remainder (DS 097-2009-EF art. 3): if what is left of the whole ceiling is over zero and under the threshold, the
   projects that have no money yet and meet the coverage, in order, take their amount from it while they fit.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256
from itertools import groupby

from ..enums import FillRule, Normalization, RowOutcome, TieCriterionKey
from .scores import rounded

COMMON_POOL = ""


@dataclass(frozen=True)
class Candidate:
    """A project on the ballot. `remainder_only`: it meets the coverage but not the amount or the reach."""

    key: str
    list_key: str
    technical_score: Decimal
    votes: int
    amount: Decimal
    provinces: int = 0
    beneficiaries: int | None = None
    viable_on: date | None = None
    meets_coverage: bool = False
    remainder_only: bool = False


@dataclass(frozen=True)
class ListFacts:
    key: str
    ceiling: Decimal | None
    valid_ballots: int
    roll: int


@dataclass(frozen=True)
class PriorityRules:
    ceiling: Decimal
    technical_weight: Decimal
    vote_weight: Decimal
    normalization: str
    tie_order: tuple[str, ...]
    fill_rule: str
    remainder_below: Decimal | None
    draw_seed: str


@dataclass(frozen=True)
class RankedRow:
    """A candidate with every step of its number. `balance_*` is the pool's money around its turn."""

    candidate: Candidate
    vote_base: int
    vote_score: Decimal
    technical_part: Decimal
    vote_part: Decimal
    total: Decimal
    position: int = 0
    fill_position: int = 0
    tie_criterion: str = ""
    tied_with: tuple[str, ...] = ()
    outcome: RowOutcome = RowOutcome.RESERVE
    by_remainder: bool = False
    balance_before: Decimal = Decimal(0)
    balance_after: Decimal = Decimal(0)


@dataclass(frozen=True)
class Ranking:
    """Rows in fill order. `left_before_remainder` is what the regular fill left of the ceiling."""

    rows: tuple[RankedRow, ...]
    assigned: Decimal
    balance: Decimal
    left_before_remainder: Decimal
    remainder_opened: bool
    silent_lists: tuple[str, ...] = field(default=())


def prioritize(candidates: Sequence[Candidate], lists: Sequence[ListFacts], rules: PriorityRules) -> Ranking:
    """The whole computation; pure. Raises ValueError on what the frozen rules make impossible."""
    _check(candidates, lists, rules)
    by_key = {facts.key: facts for facts in lists}
    bases = {key: vote_base(key, candidates, by_key[key], rules.normalization) for key in by_key}
    scored = [_scored(candidate, bases[candidate.list_key], rules) for candidate in candidates]
    ordered = _with_ties(sorted(scored, key=lambda row: order_key(row, rules)), rules)
    filled, left = _fill(_with_positions(ordered), by_key, rules)
    opened = rules.remainder_below is not None and 0 < left < rules.remainder_below
    if opened:
        filled = _fill_remainder(filled, left)
    assigned = sum((row.candidate.amount for row in filled if row.outcome == RowOutcome.PRIORITIZED), Decimal(0))
    silent = tuple(key for key in by_key if not any(c.votes for c in candidates if c.list_key == key))
    return Ranking(tuple(filled), assigned, rules.ceiling - assigned, left, opened, silent)


def vote_base(key: str, candidates: Sequence[Candidate], facts: ListFacts, normalization: str) -> int:
    if normalization == Normalization.HIGHEST:
        return max((candidate.votes for candidate in candidates if candidate.list_key == key), default=0)
    return facts.valid_ballots if normalization == Normalization.VALID_VOTES else facts.roll


def order_key(row: RankedRow, rules: PriorityRules) -> tuple[object, ...]:
    return (-row.total, *(_tie_value(row.candidate, criterion, rules.draw_seed) for criterion in rules.tie_order))


def draw_number(seed: str, key: str) -> str:
    return sha256(f"{seed}|{key}".encode()).hexdigest()


def _tie_value(candidate: Candidate, criterion: str, seed: str) -> object:
    match criterion:
        case TieCriterionKey.TECHNICAL:
            return -candidate.technical_score
        case TieCriterionKey.PROVINCES:
            return -candidate.provinces
        case TieCriterionKey.BENEFICIARIES:
            return (candidate.beneficiaries is None, -(candidate.beneficiaries or 0))
        case TieCriterionKey.VIABLE_ON:
            return (candidate.viable_on is None, candidate.viable_on or date.max)
        case TieCriterionKey.DRAW:
            return draw_number(seed, candidate.key)
    raise ValueError(f"Unknown tie criterion: {criterion}")


def _scored(candidate: Candidate, base: int, rules: PriorityRules) -> RankedRow:
    share = Fraction(100 * candidate.votes, base) if base else Fraction(0)
    if not (0 <= candidate.technical_score <= 100 and share <= 100):
        raise ValueError(f"{candidate.key}: a part over 100 before weighting.")
    technical = Fraction(rules.technical_weight) * Fraction(candidate.technical_score)
    vote = Fraction(rules.vote_weight) * share
    return RankedRow(
        candidate=candidate,
        vote_base=base,
        vote_score=rounded(share),
        technical_part=rounded(technical),
        vote_part=rounded(vote),
        total=rounded(technical + vote),
    )


def _with_ties(rows: list[RankedRow], rules: PriorityRules) -> list[RankedRow]:
    """Says with whom each row ties, in any list, and which criterion separated it from its neighbour."""
    marked = []
    for _total, tied in groupby(rows, key=lambda row: row.total):
        group = list(tied)
        marked += [_marked(place, group, rules) for place in range(len(group))] if len(group) > 1 else group
    return marked


def _marked(place: int, group: list[RankedRow], rules: PriorityRules) -> RankedRow:
    row, neighbour = group[place], group[place - 1] if place else group[1]
    deciding = next(
        criterion
        for criterion in rules.tie_order
        if _tie_value(row.candidate, criterion, rules.draw_seed)
        != _tie_value(neighbour.candidate, criterion, rules.draw_seed)
    )
    others = tuple(other.candidate.key for other in group if other is not row)
    return replace(row, tie_criterion=deciding, tied_with=others)


def _with_positions(rows: list[RankedRow]) -> list[RankedRow]:
    seen: dict[str, int] = {}
    placed = []
    for fill_position, row in enumerate(rows, start=1):
        key = row.candidate.list_key
        seen[key] = seen.get(key, 0) + 1
        placed.append(replace(row, position=seen[key], fill_position=fill_position))
    return placed


def _pool(row: RankedRow, lists: dict[str, ListFacts]) -> str:
    return COMMON_POOL if lists[row.candidate.list_key].ceiling is None else row.candidate.list_key


def _fill(rows: list[RankedRow], lists: dict[str, ListFacts], rules: PriorityRules) -> tuple[list[RankedRow], Decimal]:
    own = {key: facts.ceiling for key, facts in lists.items() if facts.ceiling is not None}
    balances: dict[str, Decimal] = {**own, COMMON_POOL: rules.ceiling - sum(own.values(), Decimal(0))}
    stopped: set[str] = set()
    filled = []
    for row in rows:
        pool = _pool(row, lists)
        before = balances[pool]
        if row.candidate.remainder_only:
            filled.append(replace(row, outcome=RowOutcome.NOT_PRIORITIZED, balance_before=before, balance_after=before))
            continue
        fits = row.candidate.amount <= before and pool not in stopped
        if fits:
            balances[pool] = before - row.candidate.amount
        elif rules.fill_rule == FillRule.STOP:
            stopped.add(pool)
        outcome = RowOutcome.PRIORITIZED if fits else RowOutcome.RESERVE
        filled.append(replace(row, outcome=outcome, balance_before=before, balance_after=balances[pool]))
    return filled, sum(balances.values(), Decimal(0))


def _fill_remainder(rows: list[RankedRow], left: Decimal) -> list[RankedRow]:
    filled = []
    for row in rows:
        if row.outcome == RowOutcome.PRIORITIZED or not row.candidate.meets_coverage:
            filled.append(row)
            continue
        before, fits = left, row.candidate.amount <= left
        left -= row.candidate.amount if fits else Decimal(0)
        outcome = RowOutcome.PRIORITIZED if fits else RowOutcome.RESERVE
        filled.append(replace(row, outcome=outcome, by_remainder=fits, balance_before=before, balance_after=left))
    return filled


def _check(candidates: Sequence[Candidate], lists: Sequence[ListFacts], rules: PriorityRules) -> None:
    if rules.technical_weight + rules.vote_weight != 1:
        raise ValueError("The weights do not sum to 1.")
    if not rules.tie_order or rules.tie_order[-1] != TieCriterionKey.DRAW:
        raise ValueError("The tie order must end in the draw: a tie without a rule is an error.")
    if sum((facts.ceiling or Decimal(0) for facts in lists), Decimal(0)) > rules.ceiling:
        raise ValueError("The ceilings of the lists exceed the ceiling of the process.")
    if len({candidate.key for candidate in candidates}) != len(candidates):
        raise ValueError("A project appears twice.")
    if any(candidate.amount <= 0 for candidate in candidates):
        raise ValueError("A project asks for nothing.")
