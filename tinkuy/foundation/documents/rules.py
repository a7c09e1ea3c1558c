"""What of somebody's text can be printed, and the woven band of a code."""

import unicodedata
from collections.abc import Iterable
from typing import Any

# Signs outside the house font that the composer's own fallback draws.
EXTRA_SIGNS = frozenset("→←↑↓≥≤≠≈×÷✓□■●○▲")
MISSING = "□"
_THREADS = {1: "#2f3a9b", 2: "#b3304f", 3: "#bf7f15", 4: "#3d8061"}


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


def woven_band(paths: Iterable[tuple[int, str]], *, width: int, height: int) -> str:
    """The band of a code as an SVG of its own, with the threads of the house."""
    drawn = "".join(f'<path d="{path}" stroke="{_THREADS[thread]}"/>' for thread, path in paths)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 -.5 {width} {height}" fill="none">'
        f'<path d="M0-.5h{width}v{height}H0z" fill="#f3ecde"/>{drawn}</svg>'
    )
