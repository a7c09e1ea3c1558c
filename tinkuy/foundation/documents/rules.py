"""What of somebody's text can be printed, and the woven band of a code."""

import hashlib
import unicodedata
from collections.abc import Iterable
from typing import Any

# Signs outside the house font that the composer's own fallback draws.
EXTRA_SIGNS = frozenset("→←↑↓≥≤≠≈×÷✓□■●○▲")
MISSING = "□"
BAND_ROWS = 4
BAND_COLUMNS = 24


def printable(value: Any, covered: frozenset[int]) -> Any:
    """The same data with every text drawable: what no font has becomes «□» (a document with holes does not compile
    as PDF/A), invisible controls disappear, decomposed accents are joined."""
    if isinstance(value, str):
        return "".join(_drawable(letter, covered) for letter in unicodedata.normalize("NFC", value))
    if isinstance(value, dict):
        return {str(key): printable(item, covered) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [printable(item, covered) for item in value]
    return value


def _drawable(letter: str, covered: frozenset[int]) -> str:
    if ord(letter) in covered or letter in EXTRA_SIGNS or letter == "\n":
        return letter
    if letter == "\t":
        return " "
    return "" if unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Mn"} else MISSING


def covered_by(ranges: Iterable[tuple[int, int]]) -> frozenset[int]:
    return frozenset(point for first, last in ranges for point in range(first, last + 1))


def woven_band(code: str) -> list[list[int]]:
    """Rows of colours (0–3) drawn from the code: the same code, the same cloth. Each half mirrors the other, as in
    a belt. Decoration only."""
    seed = hashlib.sha256(f"tinkuy|{code}".encode()).digest()
    half = BAND_COLUMNS // 2
    rows = []
    for row in range(BAND_ROWS // 2):
        side = [seed[(row * half + column) % len(seed)] % 4 for column in range(half)]
        rows.append(side + side[::-1])
    return rows + rows[::-1]
