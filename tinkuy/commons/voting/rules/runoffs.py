"""Who goes to a second round, by the rule that was frozen before the first (law.md 1.12: run-off, then draw)."""

from collections.abc import Mapping
from dataclasses import dataclass

AMONG_TIED = "tied"
AMONG_FIRST = "first"


@dataclass(frozen=True)
class RunOffRule:
    """`tied`: those level at the last seat go on. `first`: when nobody passes half of the valid ballots, the first
    `size`, and whoever is level with the last of them."""

    among: str = AMONG_TIED
    seats: int = 1
    size: int = 2


def level_at_the_last_seat(votes: Mapping[str, int], seats: int) -> tuple[str, ...]:
    """Keys level across the line between in and out; none when the line is clear."""
    order = sorted(votes, key=lambda key: (-votes[key], key))
    if len(order) <= seats or votes[order[seats - 1]] != votes[order[seats]]:
        return ()
    return tuple(key for key in order if votes[key] == votes[order[seats]])


def who_goes_on(votes: Mapping[str, int], *, valid: int, rule: RunOffRule) -> tuple[str, ...]:
    """The options of the second round; none when the first decided."""
    if rule.among == AMONG_TIED:
        return level_at_the_last_seat(votes, rule.seats)
    order = sorted(votes, key=lambda key: (-votes[key], key))
    if not order or 2 * votes[order[0]] > valid:
        return ()
    last = votes[order[min(rule.size, len(order)) - 1]]
    return tuple(key for key in order if votes[key] >= last)
