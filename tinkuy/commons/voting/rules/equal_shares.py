"""The method of equal shares, exact. Everyone starts with the same share of the budget; a project is bought by those
who chose it, as equally as they can; the next one is that which costs its supporters least per unit of utility.

Fractions decide, integers steer. Each budget is also kept as an integer of about sixty bits, off by at most `slack`
units: it tells which projects can be next. Those few are compared exactly, on one common denominator. What somebody
has left is never stored as a fraction: it is the share less the prices paid in full, so an exact sum over thousands
of voters is a sum over the projects already bought.

Completed by adding one: every share grows by one unit of money and the method runs again, until no project that
somebody chose fits in what is left, or the purchases exceed the budget (then the run before it counts).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np

from .pabulib import POINT_TYPES, Election

BITS = 60
FINE = 48


@dataclass(frozen=True)
class Draw:
    """Projects whose price for their supporters was exactly the same."""

    projects: tuple[str, ...]
    chosen: str
    price: str


@dataclass(frozen=True)
class Shares:
    selected: tuple[str, ...]
    ties: tuple[Draw, ...]
    increments: int


@dataclass
class _Market:
    """The election as arrays: ballots that are alike are one group; `units` is what each group values each project."""

    costs: list[int]
    supporters: list[np.ndarray]
    units: list[np.ndarray]
    weights: np.ndarray
    divisors: list[int]
    rank: list[int]
    names: list[str]
    voters: int
    largest_unit: int


@dataclass
class _Run:
    """One pass: who has what, who has nothing, and the exact prices as numerators over `denominator`."""

    market: _Market
    share: Fraction
    scale: int
    left: np.ndarray
    spent: np.ndarray
    slack: int = 1
    denominator: int = 1
    prices: list[int] = field(default_factory=list)
    payers: list[np.ndarray] = field(default_factory=list)
    paid: list[np.ndarray] = field(default_factory=list)


@dataclass(frozen=True)
class _Offer:
    """A project's price per unit, exact (`price` over the run's denominator times `units`), and who pays in full."""

    project: int
    price: int
    units: int
    full: np.ndarray
    full_units: np.ndarray
    empty: np.ndarray


def equal_shares(
    election: Election, *, tie_key: Callable[[str], tuple], completed: bool = True, utility: str = "cost"
) -> Shares:
    """The projects bought, in order. `utility`: a voter values a project at its «cost», or at the «points» given."""
    if not election.votes:
        return Shares((), (), 0)
    cents = 10 ** max(0, *(-_exponent(amount) for amount in _amounts(election)))
    free = tuple(key for key in sorted(_chosen(election), key=tie_key) if election.projects[key].cost == 0)
    market = _market(election, tie_key, utility, cents)
    budget = int(election.budget * cents)
    increments, before = 0, _bought(market, Fraction(budget, market.voters))
    if completed:
        latest = before
        while _costs(market, latest[0]) <= budget:
            before = latest
            if _is_full(market, before[0], budget):
                break
            increments += 1
            latest = _bought(market, Fraction(budget, market.voters) + increments * cents)
        else:
            increments -= 1
    bought, draws = before
    return Shares(free + tuple(market.names[index] for index in bought), tuple(draws), max(increments, 0))


def _amounts(election: Election) -> list:
    return [election.budget, *(project.cost for project in election.projects.values())]


def _exponent(amount: object) -> int:
    return int(amount.normalize().as_tuple().exponent)  # type: ignore[attr-defined]


def _chosen(election: Election) -> set[str]:
    return {choice for vote in election.votes for choice in vote.choices}


def _market(election: Election, tie_key: Callable[[str], tuple], utility: str, cents: int) -> _Market:
    names = sorted((key for key in _chosen(election) if election.projects[key].cost > 0), key=tie_key)
    place = {name: index for index, name in enumerate(names)}
    groups = _groups(election, place, by_points=utility == "points")
    costs = [int(election.projects[name].cost * cents) for name in names]
    rows: list[list[tuple[int, int]]] = [[] for _ in names]
    for number, ballot in enumerate(groups):
        for project, unit in ballot:
            rows[project].append((number, unit))
    units = [np.array([unit for _, unit in row], dtype=np.int64) for row in rows]
    return _Market(
        costs=costs,
        supporters=[np.array([number for number, _ in row], dtype=np.int64) for row in rows],
        units=units,
        weights=np.array(list(groups.values()), dtype=np.int64),
        divisors=[1] * len(names) if utility == "points" else costs,
        rank=list(range(len(names))),
        names=names,
        voters=len(election.votes),
        largest_unit=max((int(unit.max()) for unit in units if len(unit)), default=1),
    )


def _groups(election: Election, place: dict[str, int], *, by_points: bool) -> Counter[tuple[tuple[int, int], ...]]:
    """Ballots that are alike, with how many there are. Points become integers on one scale."""
    uses_points = by_points and election.vote_type in POINT_TYPES
    scale = 1
    if uses_points:
        scale = 10 ** max((max(0, -_exponent(points)) for vote in election.votes for points in vote.points), default=0)
    groups: Counter[tuple[tuple[int, int], ...]] = Counter()
    for vote in election.votes:
        amounts = [int(points * scale) for points in vote.points] if uses_points else [1] * len(vote.choices)
        pairs = zip(vote.choices, amounts, strict=True)
        groups[tuple(sorted((place[name], unit) for name, unit in pairs if name in place and unit > 0))] += 1
    return groups


def _costs(market: _Market, bought: Sequence[int]) -> int:
    return sum(market.costs[index] for index in bought)


def _is_full(market: _Market, bought: Sequence[int], budget: int) -> bool:
    left = budget - _costs(market, bought)
    chosen = set(bought)
    return all(cost > left for index, cost in enumerate(market.costs) if index not in chosen)


def _bought(market: _Market, share: Fraction) -> tuple[list[int], list[Draw]]:
    run = _start(market, share)
    waiting = dict.fromkeys(range(len(market.costs)), 0)
    bought: list[int] = []
    draws: list[Draw] = []
    while waiting:
        offers = _best_offers(run, waiting)
        if not offers:
            break
        offer = min(offers, key=lambda offer: market.rank[offer.project])
        if len(offers) > 1:
            draws.append(_draw(run, offers, offer))
        _buy(run, offer)
        del waiting[offer.project]
        bought.append(offer.project)
    return bought, draws


def _start(market: _Market, share: Fraction) -> _Run:
    total = int(share * market.voters) + 1
    scale = 1 << max(0, BITS - total.bit_length() - market.largest_unit.bit_length())
    groups = len(market.weights)
    return _Run(
        market=market,
        share=share,
        scale=scale,
        left=np.full(groups, int(share * scale), dtype=np.int64),
        spent=np.zeros(groups, dtype=bool),
    )


def _draw(run: _Run, offers: list[_Offer], chosen: _Offer) -> Draw:
    names = run.market.names
    price = Fraction(chosen.price, run.denominator * chosen.units * run.market.divisors[chosen.project])
    return Draw(tuple(names[offer.project] for offer in offers), names[chosen.project], str(price))


def _best_offers(run: _Run, waiting: dict[int, int]) -> list[_Offer]:
    """The offers of the lowest price: one, or several that are exactly equal. `waiting` holds for each project a
    price per unit of utility, in 2**-FINE, that it cannot go below (prices only rise); those nobody can pay any more
    leave it."""
    divisors = run.market.divisors
    ceiling: int | None = None
    bounds: dict[int, tuple[int, int]] = {}
    for index in sorted(waiting, key=waiting.__getitem__):
        if ceiling is not None and waiting[index] > ceiling:
            break
        found = _bounds(run, index)
        if found is None:
            del waiting[index]
            continue
        low, high = found
        waiting[index] = (low << FINE) // divisors[index]
        bounds[index] = found
        highest = -(-(high << FINE) // divisors[index])
        ceiling = highest if ceiling is None else min(ceiling, highest)
    near = [index for index in bounds if ceiling is not None and waiting[index] <= ceiling]
    return _lowest([_exact_offer(run, index, *bounds[index]) for index in near], divisors)


def _lowest(offers: list[_Offer], divisors: list[int]) -> list[_Offer]:
    best: list[_Offer] = []
    for offer in offers:
        if best:
            ours = offer.price * best[0].units * divisors[best[0].project]
            theirs = best[0].price * offer.units * divisors[offer.project]
            if ours > theirs:
                continue
            if ours < theirs:
                best = []
        best.append(offer)
    return best


def _active(run: _Run, index: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Supporters who still have something: their groups, units and weights."""
    groups, units = run.market.supporters[index], run.market.units[index]
    able = ~run.spent[groups]
    groups = groups[able]
    return groups, units[able], run.market.weights[groups]


def _bounds(run: _Run, index: int) -> tuple[int, int] | None:
    """Scaled integers that the price per unit lies between, or None when the supporters cannot pay."""
    groups, units, weights = _active(run, index)
    if not len(groups) or not _can_pay(run, index, groups, weights):
        return None
    cost = run.market.costs[index] * run.scale
    left = run.left[groups]
    low = _lowest_price(cost, left + run.slack, units, weights)
    lean = np.maximum(left - run.slack, 0)
    step = 2 * run.slack * (2 + int(weights.sum()) // max(1, int((units * weights)[lean >= low * units].sum())))
    high, most = low + step, int(left.max()) + run.slack
    while high < most and int((np.minimum(lean, high * units) * weights).sum()) < cost:
        step *= 2
        high += step
    return low, min(high, most) if high > most else high


def _lowest_price(cost: int, left: np.ndarray, units: np.ndarray, weights: np.ndarray) -> int:
    """Never above the true price: each round finds more who cannot pay in full; the rest share what they leave."""
    low, rich = 0, np.ones(len(left), dtype=bool)
    while True:
        share = int((units * weights)[rich].sum())
        if not share:
            return low
        low = (cost - int((left * weights)[~rich].sum())) // share
        still = left >= low * units
        if still.all() or (still == rich).all():
            return low
        rich = still


def _can_pay(run: _Run, index: int, groups: np.ndarray, weights: np.ndarray) -> bool:
    cost = run.market.costs[index]
    have = int((run.left[groups] * weights).sum())
    doubt = run.slack * int(weights.sum())
    if have - doubt >= cost * run.scale:
        return True
    if have + doubt < cost * run.scale:
        return False
    return _exact_sum(run, groups, weights) >= cost * run.denominator * run.share.denominator


def _exact_sum(run: _Run, groups: np.ndarray, weights: np.ndarray) -> int:
    """What these groups have left together, over `denominator` times the share's own denominator."""
    total = int(weights.sum()) * run.share.numerator * run.denominator
    if not len(groups):
        return total
    there = np.zeros(len(run.left), dtype=bool)
    there[groups] = True
    for price, payers, paid in zip(run.prices, run.payers, run.paid, strict=True):
        among = there[payers]
        times = int((paid[among] * run.market.weights[payers[among]]).sum())
        total -= price * times * run.share.denominator
    return total


def _exact_offer(run: _Run, index: int, low: int, high: int) -> _Offer:
    groups, units, weights = _active(run, index)
    left = run.left[groups]
    poor = left + run.slack < low * units
    rich = ~poor & (left - run.slack >= high * units)
    doubtful = np.flatnonzero(~poor & ~rich)
    base = run.denominator * run.share.denominator
    owed = run.market.costs[index] * base - _exact_sum(run, groups[poor], weights[poor])
    share = int((units * weights)[~poor].sum())
    for amount, unit, members in _by_means(run, groups, units, doubtful):
        if owed * unit <= amount * share:
            break
        size = int(weights[members].sum())
        owed -= amount * size
        share -= unit * size
        poor[members] = True
    full = ~poor
    return _Offer(index, owed, share * run.share.denominator, groups[full], units[full], groups[poor])


def _by_means(
    run: _Run, groups: np.ndarray, units: np.ndarray, doubtful: np.ndarray
) -> list[tuple[int, int, np.ndarray]]:
    """Doubtful supporters by what they have exactly per unit, least first, those alike together."""
    if not len(doubtful):
        return []
    rows = np.zeros((len(doubtful), len(run.prices) + 1), dtype=np.int64)
    rows[:, -1] = units[doubtful]
    where = np.full(len(run.left), -1, dtype=np.int64)
    where[groups[doubtful]] = np.arange(len(doubtful))
    for column, (payers, paid) in enumerate(zip(run.payers, run.paid, strict=True)):
        at = where[payers]
        rows[at[at >= 0], column] = paid[at >= 0]
    kinds, inverse = np.unique(rows, axis=0, return_inverse=True)
    inverse = inverse.reshape(-1)
    found = []
    for number, kind in enumerate(kinds):
        spent = sum(price * int(times) for price, times in zip(run.prices, kind[:-1], strict=True))
        amount = run.share.numerator * run.denominator - spent * run.share.denominator
        found.append((amount, int(kind[-1]), doubtful[inverse == number]))
    return sorted(found, key=lambda item: Fraction(item[0], item[1]))


def _buy(run: _Run, offer: _Offer) -> None:
    """Those who can pay the price per unit do; the rest give all they have. A new price brings a new denominator."""
    run.prices = [price * offer.units for price in run.prices]
    run.denominator *= offer.units
    run.prices.append(offer.price)
    run.payers.append(offer.full)
    run.paid.append(offer.full_units)
    for unit in np.unique(offer.full_units):
        amount = offer.price * int(unit) * run.scale // run.denominator
        members = offer.full[offer.full_units == unit]
        run.left[members] = np.maximum(run.left[members] - amount, 0)
    run.left[offer.empty] = 0
    run.spent[offer.empty] = True
    run.slack += 1
