"""The technical score of a project (law.md 1.11, features 3.3): 0 to 100, or the reason why there is none yet.

A sheet is worth S = 100 · Σ points / Σ weights. T is the mean of the sheets that count, rounded half up to four
decimals once at the end. A missing criterion blocks: it is never zero. A conflict of interest voids the sheet. When the
highest and the lowest sheet are more than `spread_threshold` points apart the project goes back to its evaluators.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from .scores import rounded

SCORED, TOO_FEW, MISSING, SPREAD, SENT_BACK = "scored", "too_few", "missing", "spread", "sent_back"


@dataclass(frozen=True)
class SheetFacts:
    """Points by criterion code. Of each evaluator the last sheet handed in, if it has no conflict or annulment."""

    evaluator: int
    points: Mapping[str, Decimal]


@dataclass(frozen=True)
class Assessment:
    """`sheets` is what each evaluator's sheet is worth; `spread` the distance between the furthest two."""

    status: str
    score: Decimal | None
    sheets: Mapping[int, Decimal]
    spread: Decimal
    missing: tuple[str, ...] = ()


def assess(
    weights: Mapping[str, Decimal], sheets: Sequence[SheetFacts], *, minimum_evaluators: int, spread_threshold: int
) -> Assessment:
    """Weights are the highest points of each criterion code."""
    missing = tuple(sorted({code for sheet in sheets for code in weights if code not in sheet.points}))
    if missing:
        return Assessment(MISSING, None, {}, Decimal(0), missing)
    exact = {sheet.evaluator: _worth(weights, sheet) for sheet in sheets}
    shown = {evaluator: rounded(value) for evaluator, value in exact.items()}
    if not exact or len(exact) < minimum_evaluators:
        return Assessment(TOO_FEW, None, shown, Decimal(0))
    spread = max(exact.values()) - min(exact.values())
    if spread > spread_threshold:
        return Assessment(SPREAD, None, shown, rounded(spread))
    return Assessment(SCORED, rounded(sum(exact.values(), Fraction(0)) / len(exact)), shown, rounded(spread))


def _worth(weights: Mapping[str, Decimal], sheet: SheetFacts) -> Fraction:
    for code, weight in weights.items():
        if not 0 <= sheet.points[code] <= weight:
            raise ValueError(f"{code}: {sheet.points[code]} points where the most is {weight}.")
    points = sum((Fraction(sheet.points[code]) for code in weights), Fraction(0))
    return 100 * points / sum((Fraction(weight) for weight in weights.values()), Fraction(0))


def missing_codes(weights: Mapping[str, Decimal], points: Mapping[str, Decimal]) -> tuple[str, ...]:
    return tuple(code for code in weights if code not in points)
