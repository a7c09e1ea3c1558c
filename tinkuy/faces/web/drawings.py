"""Maps of the web face: places in the tones of a value, ready for the `region_map` tag."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from tinkuy.foundation.territory.drawings import WIDTH, Outline, parts_of
from tinkuy.foundation.territory.enums import FIGURES, LEVEL_NAMES, UNKNOWN, Figure
from tinkuy.foundation.territory.models import Place
from tinkuy.foundation.territory.rules import classes

# The height of a name on the map, and about how wide one letter is, in units of the view box.
FONT_SIZE = 18
_LETTER = 0.56 * FONT_SIZE


@dataclass(frozen=True)
class RegionMap:
    shapes: list[dict[str, object]]
    view_box: str
    legend: list[tuple[int, str]]
    place_heading: str


@dataclass(frozen=True)
class Fact:
    label: object
    value: str
    source: object
    is_known: bool


def of_figure(code: str, parts: Sequence[Place], figure: Figure, *, here: str = "") -> RegionMap:
    """The parts of a place by one of their figures; not known is its own tone and says so."""
    values = {part.code: getattr(part, figure.field) for part in parts}
    words = {key: write(value, figure.unit) for key, value in values.items()}
    return _map(code, values, words, lambda value: write(value, figure.unit), here=here)


def of_counts(code: str, counts: Mapping[str, int]) -> RegionMap:
    """The parts of a place by how many things there are in each."""
    codes = [outline.code for outline in parts_of(code).outlines]
    values = {key: counts.get(key) for key in codes}
    words = {key: f"{counts.get(key, 0):,}" for key in codes}
    return _map(code, values, words, lambda value: f"{value:,}", unknown=str(_("ninguno")))


def facts(place: Place) -> list[Fact]:
    return [
        Fact(
            figure.label,
            write(getattr(place, figure.field), figure.unit),
            figure.source_for(place.level),
            getattr(place, figure.field) is not None,
        )
        for figure in FIGURES
    ]


def table(parts: Sequence[Place]) -> dict[str, object]:
    """Every figure of every part, as a table."""
    return {
        "figures": FIGURES,
        "heading": LEVEL_NAMES[parts[0].level] if parts else "",
        "rows": [(part, [write(getattr(part, figure.field), figure.unit) for figure in FIGURES]) for part in parts],
    }


def write(value: Decimal | int | None, unit: str) -> str:
    if value is None:
        return str(UNKNOWN)
    if unit == "percent":
        return f"{value:,.1f} %"
    if unit == "km2":
        return f"{value:,.0f} km²"
    return f"{value:.3f}" if unit == "index" else f"{value:,}"


def _map(code, values, words, write_bound, *, here: str = "", unknown: str = "") -> RegionMap:
    drawing = parts_of(code)
    found = classes(values)
    named = _named(drawing.outlines)
    shapes = [
        {
            "name": outline.name,
            "d": outline.path,
            "value": words.get(outline.code, str(UNKNOWN)),
            "level": found.of.get(outline.code, 0),
            "url": reverse("web:place", args=[outline.code]),
            "x": outline.label_x if outline.code in named else None,
            "y": outline.label_y if outline.code in named else None,
            "is_here": outline.code == here,
        }
        for outline in drawing.outlines
    ]
    legend = [(level, _range(write_bound(low), write_bound(high))) for level, low, high in found.bounds]
    if 0 in {shape["level"] for shape in shapes}:
        legend.insert(0, (0, unknown or str(UNKNOWN)))
    heading = LEVEL_NAMES[{0: "department", 2: "province", 4: "district"}[len(code)]]
    return RegionMap(shapes, drawing.view_box, legend, str(heading))


def _named(outlines: Sequence[Outline]) -> set[str]:
    """Whose names fit without covering another or leaving the map, the roomiest first; the table says the rest."""
    placed: list[tuple[float, float, float, float]] = []
    named = set()
    for outline in sorted(outlines, key=lambda outline: -outline.label_room / len(outline.name)):
        half = len(outline.name) * _LETTER / 2
        left, right = outline.label_x - half, outline.label_x + half
        top, bottom = outline.label_y - FONT_SIZE, outline.label_y + FONT_SIZE * 0.2
        clear = all(right < x1 or x2 < left or bottom < y1 or y2 < top for x1, x2, y1, y2 in placed)
        if clear and left > 0 and right < WIDTH and half < outline.label_room:
            placed.append((left, right, top, bottom))
            named.add(outline.code)
    return named


def _range(low: str, high: str) -> str:
    return low if low == high else _("%(low)s a %(high)s") % {"low": low, "high": high}
