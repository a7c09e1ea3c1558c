"""Coordination between levels of government: what is asked for twice, and whether co-financing pays what lacks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from tinkuy.foundation.shared.refusals import Refusal
from tinkuy.foundation.shared.text import fold

from ..refusals import CoordinationRefusal

SAME_CUI, SAME_TITLE = "same_cui", "same_title"
_SMALL_WORDS = frozenset(
    {"de", "del", "la", "el", "los", "las", "en", "y", "a", "al", "para", "con", "por", "distrito"}
)


@dataclass(frozen=True)
class Asked:
    """Something that an entity wants to pay: `remaining` is what is left to pay of it, where that is known."""

    key: int
    cui: str
    title_key: str
    places: frozenset[str]
    amount: Decimal
    remaining: Decimal | None = None


@dataclass(frozen=True)
class Twin:
    left: int
    right: int
    kind: str
    overlap: Decimal | None


def title_key(title: str) -> str:
    """The words of a title that tell it apart, in order of the alphabet: how two spellings of one work meet."""
    words = set(re.findall(r"[a-z0-9]+", fold(title))) - _SMALL_WORDS
    return " ".join(sorted(words))[:400]


def twins(left: Sequence[Asked], right: Sequence[Asked]) -> list[Twin]:
    """Pairs of `left` and `right` with the same code, or the same title in the same place; never one with itself."""
    by_cui: dict[str, list[Asked]] = {}
    by_title: dict[str, list[Asked]] = {}
    for row in right:
        by_cui.setdefault(row.cui, []).append(row)
        by_title.setdefault(row.title_key, []).append(row)
    found = []
    for mine in left:
        same = {other.key: SAME_CUI for other in by_cui.get(mine.cui, []) if mine.cui}
        for other in by_title.get(mine.title_key, []):
            if mine.title_key and _share_a_place(mine.places, other.places):
                same.setdefault(other.key, SAME_TITLE)
        others = {other.key: other for other in right}
        found += [Twin(mine.key, key, kind, overlap(mine, others[key])) for key, kind in sorted(same.items())]
    return found


def overlap(mine: Asked, other: Asked) -> Decimal | None:
    """What both ask together beyond what is left to pay; None when no one says how much is left."""
    remaining = other.remaining if other.remaining is not None else mine.remaining
    return None if remaining is None else max(mine.amount + other.amount - remaining, Decimal(0))


def _share_a_place(mine: frozenset[str], other: frozenset[str]) -> bool:
    """A district is in its province: «060101» and «0601» share a place, «0601» and «0604» do not."""
    return any(a.startswith(b) or b.startswith(a) for a in mine for b in other if a and b)


def lacking(*, cost_left: Decimal | None, amount: Decimal) -> Decimal:
    """What is left to pay of a project beyond what this process gives it; nothing when its cost is not known."""
    return Decimal(0) if cost_left is None else max(cost_left - amount, Decimal(0))


def why_not_cofinance(*, is_agreed: bool, lacks: Decimal, shares: Sequence[Decimal], document: str) -> Refusal | None:
    """Others may put money, materials or labour (Reglamento art. 6): all that the project lacks, no more."""
    if not is_agreed:
        return CoordinationRefusal.NOT_AGREED
    if not document.strip():
        return CoordinationRefusal.NO_DOCUMENT
    if lacks <= 0:
        return CoordinationRefusal.NOTHING_LACKS
    return CoordinationRefusal.DOES_NOT_SUM if sum(shares, Decimal(0)) != lacks else None
