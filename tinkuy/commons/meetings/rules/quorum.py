"""How many must be inside for the session to be valid, with its working.

Law 27972, articles 100 and 104: the coordination councils meet with half plus one. What other assemblies need is said
by their bylaws: a setting of the space.
"""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Quorum:
    """`call`: 1 or 2."""

    call: int
    entitled: int
    present: int
    percent: int
    plus_one: bool
    needed: int

    @property
    def is_met(self) -> bool:
        return self.present >= self.needed

    @property
    def formula(self) -> str:
        """The count as one would do it on paper."""
        if self.percent == 0:
            return "basta con quienes estén presentes, al menos una persona"
        share = f"{self.percent} % de {self.entitled} = {self.entitled * self.percent / 100:g}"
        if self.plus_one:
            return f"{share}; sin decimales, más una persona: {self.needed}"
        return f"{share}; hacia arriba: {self.needed}"

    def as_working(self) -> dict[str, Any]:
        return {
            "call": self.call, "entitled": self.entitled, "present": self.present, "percent": self.percent,
            "plus_one": self.plus_one, "needed": self.needed, "is_met": self.is_met, "formula": self.formula,
        }  # fmt: skip


def quorum_of(*, call: int, entitled: int, present: int, percent: int, plus_one: bool) -> Quorum:
    """Half plus one of 41 is 21: the half without decimals, and one more. Never more than all, never less than one."""
    needed = entitled * percent // 100 + 1 if plus_one and percent else -(-entitled * percent // 100)
    return Quorum(call, entitled, present, percent, plus_one, max(1, min(needed, max(entitled, 1))))
