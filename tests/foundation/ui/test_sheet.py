"""The style sheet keeps its promises: every pair of colours can be read, in both themes, and it stays small."""

import gzip
import re
from pathlib import Path

import pytest

STATIC = Path(__file__).resolve().parents[3] / "tinkuy" / "foundation" / "ui" / "static" / "ui"
SHEET = (STATIC / "tinkuy.css").read_text()
PAPERS = ("paper", "card", "sunk")
READ = [
    *(("ink", paper) for paper in (*PAPERS, "anil-wash", "cochinilla-wash", "ocre-wash", "quebrada-wash")),
    *(("soft-ink", paper) for paper in (*PAPERS, "anil-wash")),
    *((color, paper) for color in ("anil", "anil-deep", "cochinilla") for paper in PAPERS),
    *((color, f"{color}-wash") for color in ("anil", "cochinilla", "ocre", "quebrada")),
    *((color, paper) for color in ("ocre", "quebrada") for paper in ("paper", "card")),
    ("anil-deep", "anil-wash"),
    ("on-anil", "anil"),
    ("on-anil", "anil-deep"),
    ("on-cochinilla", "cochinilla"),
]
SEEN = [
    *(("edge", paper) for paper in PAPERS),
    *((f"thread-{number}", paper) for number in (1, 2, 3, 4) for paper in ("paper", "card")),
]


def tokens(theme: str) -> dict[str, str]:
    light, dark = re.findall(r":root \{(.*?)\n\s*\}", SHEET, re.DOTALL)[:2]
    named = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", light))
    return named if theme == "light" else named | dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", dark))


def luminance(color: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [int(color[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_measured_as_the_norm_does() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_can_be_read_on_every_paper(theme: str) -> None:
    colors = tokens(theme)
    faint = {pair: round(contrast(colors[pair[0]], colors[pair[1]]), 2) for pair in READ}
    assert {pair: ratio for pair, ratio in faint.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_borders_and_charts_can_be_seen(theme: str) -> None:
    colors = tokens(theme)
    faint = {pair: round(contrast(colors[pair[0]], colors[pair[1]]), 2) for pair in SEEN}
    assert {pair: ratio for pair, ratio in faint.items() if ratio < 3} == {}


def test_what_a_page_loads_is_small() -> None:
    assert len(gzip.compress(SHEET.encode())) < 16 * 1024
    assert (STATIC / "fonts" / "atkinson-next.woff2").stat().st_size < 24 * 1024


def test_the_sheet_asks_nothing_of_other_hosts() -> None:
    assert re.findall(r"url\([\"']?([^\"')]+)", SHEET) == ["fonts/atkinson-next.woff2"]
    assert "@import" not in SHEET
