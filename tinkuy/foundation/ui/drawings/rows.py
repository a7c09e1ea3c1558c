"""What the drawing tags accept: tuples, dictionaries or objects; and numbers as SVG writes them."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any


def read(item: Any, *names: str) -> tuple[Any, ...]:
    """The named parts of a row, in order; what it lacks is an empty text."""
    if isinstance(item, Mapping):
        return tuple(item.get(name, "") for name in names)
    if isinstance(item, tuple | list):
        return (*item[: len(names)], *("" for _ in names[len(item) :]))
    return tuple(getattr(item, name, "") for name in names)


def decimal(value: Any) -> Decimal:
    return Decimal(str(value)) if value not in (None, "") else Decimal(0)


def share(part: Decimal, whole: Decimal) -> Decimal:
    """Percent of the whole, two decimals; nothing of nothing is nothing."""
    return (part * 100 / whole).quantize(Decimal("0.01")) if whole else Decimal("0.00")
