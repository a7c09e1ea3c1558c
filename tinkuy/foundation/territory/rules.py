"""Values of places in a few classes, for the tones of a map."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

Value = Decimal | int
STEPS = 5


@dataclass(frozen=True)
class Classes:
    """The class of each place, 1 (lowest) to 5; 0 is not known. `bounds`: (class, least, greatest) of each in use."""

    of: dict[str, int]
    bounds: tuple[tuple[int, Value, Value], ...]


def classes(values: Mapping[str, Value | None]) -> Classes:
    """As many places in each class as can be (quantiles); equal values are always in the same class."""
    known = sorted(value for value in values.values() if value is not None)
    level_of: dict[Value, int] = {}
    for rank, value in enumerate(known):
        level_of.setdefault(value, 1 + rank * STEPS // len(known))
    bounds = []
    for level in sorted(set(level_of.values())):
        inside = [value for value in level_of if level_of[value] == level]
        bounds.append((level, min(inside), max(inside)))
    return Classes({code: 0 if value is None else level_of[value] for code, value in values.items()}, tuple(bounds))
