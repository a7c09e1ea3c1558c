"""What ballots come to: tallies of every kind of vote, and the two greedy ways of spending a budget.

Tie order (printed with every count): the higher score, then more votes, then the identifier as text, so that the same
file gives the same winners everywhere. `ties` lists each place where that order, and not the votes, decided.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from .equal_shares import equal_shares
from .pabulib import POINT_TYPES, Election, Project

RULES = ("greedy", "greedy-stop", "equal-shares")
TIE_ORDERS = {
    "id": ("mayor puntaje", "más votos", "identificador"),
    "cost": ("mayor puntaje", "más votos", "menor costo", "identificador"),
}


@dataclass(frozen=True)
class Tie:
    """Projects that the votes left level; `chosen` are those that the tie order favoured."""

    projects: tuple[str, ...]
    chosen: tuple[str, ...]
    score: str


@dataclass(frozen=True)
class Count:
    rule: str
    tally: Mapping[str, Decimal]
    selected: tuple[str, ...]
    cost: Decimal
    ties: tuple[Tie, ...]
    tie_order: tuple[str, ...]
    notes: Mapping[str, object] = field(default_factory=dict)


def count(election: Election, rule: str, *, ties: str = "id", completed: bool = True, utility: str = "cost") -> Count:
    """The winners of the election by one of RULES. `completed` and `utility` concern equal shares alone."""
    scores = tally(election)
    order = tie_key(election, scores, ties)
    if rule == "equal-shares":
        shares = equal_shares(election, tie_key=order, completed=completed, utility=utility)
        found = tuple(Tie(tie.projects, (tie.chosen,), tie.price) for tie in shares.ties)
        selected, notes = shares.selected, {"increments": shares.increments, "utility": utility}
    else:
        selected, found = greedy(election, scores, order, stops=rule == "greedy-stop")
        notes = {}
    cost = sum((election.projects[key].cost for key in selected), Decimal(0))
    return Count(rule, scores, selected, cost, found, TIE_ORDERS[ties], notes)


def tally(election: Election) -> dict[str, Decimal]:
    """Votes of each project; its score where ballots give points or an order. No ballot, no points: zero."""
    if election.vote_type in POINT_TYPES:
        return _points(election)
    if election.vote_type == "ordinal":
        return _places(election)
    votes = approvals(election)
    return {key: Decimal(votes[key]) for key in election.projects}


def approvals(election: Election) -> Counter[str]:
    """How many ballots name each project."""
    return Counter(choice for vote in election.votes for choice in vote.choices)


def tie_key(election: Election, scores: Mapping[str, Decimal], ties: str) -> Callable[[str], tuple]:
    """The order in which equals are taken: see the module's words."""
    votes = approvals(election)
    if ties == "cost":
        return lambda key: (-scores[key], -votes[key], election.projects[key].cost, key)
    return lambda key: (-scores[key], -votes[key], key)


def greedy(
    election: Election, scores: Mapping[str, Decimal], order: Callable[[str], tuple], *, stops: bool
) -> tuple[tuple[str, ...], tuple[Tie, ...]]:
    """Down the list by score, each project that still fits; `stops` ends at the first that does not.

    A project that nobody chose is not taken, however much is left."""
    groups: dict[Decimal, list[str]] = defaultdict(list)
    for key in sorted((key for key in election.projects if scores[key] > 0), key=order):
        groups[scores[key]].append(key)
    left, selected, ties = election.budget, [], []
    for score, level in groups.items():
        taken, rest, stopped = _fill([election.projects[key] for key in level], left, stops=stops)
        if _order_decided(level, taken, election.projects, left):
            ties.append(Tie(tuple(level), tuple(taken), format(score, "f")))
        selected += taken
        left = rest
        if stopped:
            break
    return tuple(selected), tuple(ties)


def _fill(level: Iterable[Project], left: Decimal, *, stops: bool) -> tuple[list[str], Decimal, bool]:
    taken: list[str] = []
    for project in level:
        if project.cost <= left:
            taken.append(project.id)
            left -= project.cost
        elif stops:
            return taken, left, True
    return taken, left, False


def _order_decided(level: Sequence[str], taken: Sequence[str], projects: Mapping[str, Project], left: Decimal) -> bool:
    """Whether another order of these equals could have given others: one that is out would have fitted alone."""
    out = [key for key in level if key not in taken]
    return len(level) > 1 and any(projects[key].cost <= left for key in out)


def _points(election: Election) -> dict[str, Decimal]:
    scores = dict.fromkeys(election.projects, Decimal(0))
    for vote in election.votes:
        for choice, points in zip(vote.choices, vote.points, strict=True):
            scores[choice] += points
    return scores


def _places(election: Election) -> dict[str, Decimal]:
    """The first of a ballot earns `max_length`, the next one less; without it, as many as the ballot itself has."""
    longest = int(election.meta.get("max_length") or 0)
    scores = dict.fromkeys(election.projects, Decimal(0))
    for vote in election.votes:
        top = longest or len(vote.choices)
        for place, choice in enumerate(vote.choices):
            scores[choice] += max(top - place, 0)
    return scores
