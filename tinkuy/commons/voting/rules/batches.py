"""Whether what was counted by hand adds up, and whether two readings of it say the same. Nothing here corrects."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ..refusals import BatchRefusal

# Below this many ballots a tally of a box tells how each person voted (INTEGRITY 2: never cells under 5).
LEAST_ON_PAPER = 5


@dataclass(frozen=True)
class Reading:
    """What somebody read on the sheet; `votes` by option key."""

    ballots: int
    valid: int
    blank: int
    null_votes: int
    votes: Mapping[str, int]


def why_not_add_up(
    reading: Reading, *, signatures: int, max_choices: int
) -> tuple[BatchRefusal, dict[str, object]] | None:
    """The first account that does not hold: signatures = ballots = valid + blank + null, and as many marks as the
    valid ballots can carry."""
    parts = reading.valid + reading.blank + reading.null_votes
    choices = sum(reading.votes.values())
    facts: dict[str, object] = {"choices": choices, "valid": reading.valid, "allowed": reading.valid * max_choices}
    if reading.ballots != signatures:
        return BatchRefusal.SIGNATURES_DIFFER, {"signatures": signatures, "ballots": reading.ballots}
    if parts != reading.ballots:
        return BatchRefusal.PARTS_DIFFER, {"parts": parts, "ballots": reading.ballots}
    if choices > reading.valid * max_choices:
        return BatchRefusal.TOO_MANY_CHOICES, facts
    if choices < reading.valid:
        return BatchRefusal.TOO_FEW_CHOICES, facts
    if any(votes > reading.valid for votes in reading.votes.values()):
        return BatchRefusal.MORE_THAN_BALLOTS, {}
    return None


def differences(one: Reading, other: Reading) -> tuple[str, ...]:
    """Which accounts differ: names of totals and option keys, never how much (nobody learns a count from this)."""
    totals = [
        name for name in ("ballots", "valid", "blank", "null_votes") if getattr(one, name) != getattr(other, name)
    ]
    keys = sorted({*one.votes, *other.votes})
    return (*totals, *(key for key in keys if one.votes.get(key, 0) != other.votes.get(key, 0)))


def numbers_of(text: str) -> tuple[list[int], str]:
    """«1-25, 27 30» as numbers in the order written, and the first piece that is not one («» when all are)."""
    numbers: list[int] = []
    for piece in re.split(r"[,;\s]+", text.strip()):
        match = re.fullmatch(r"(\d{1,6})(?:-(\d{1,6}))?", piece)
        if match is None:
            return numbers, piece
        first, last = int(match[1]), int(match[2] or match[1])
        if last < first or last - first > 20_000:
            return numbers, piece
        numbers += range(first, last + 1)
    return numbers, ""


def repeated(numbers: list[int]) -> int | None:
    """The first number that comes twice."""
    seen: set[int] = set()
    for number in numbers:
        if number in seen:
            return number
        seen.add(number)
    return None
