"""Hands counted by tellers who do not see each other's figures. Equal counts decide; different ones ask for another;
nothing is ever averaged."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Count:
    favor: int
    against: int
    abstain: int

    @property
    def total(self) -> int:
        return self.favor + self.against + self.abstain


def decided(counts: Sequence[Count]) -> Count | None:
    """The first count that two tellers share; None while none do."""
    for place, count in enumerate(counts):
        if count in counts[:place]:
            return count
    return None
