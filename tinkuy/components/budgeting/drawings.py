"""The map of a result: provinces in the tone of the money that reaches them."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from tinkuy.foundation.shared.money import soles
from tinkuy.foundation.territory.drawings import parts_of
from tinkuy.foundation.territory.rules import classes

MOST_LABELS = 20


@dataclass(frozen=True)
class AmountMap:
    shapes: list[dict[str, object]]
    view_box: str
    legend: list[tuple[int, str]]


def of_amounts(department: str, amounts: Mapping[str, Decimal]) -> AmountMap:
    """Provinces of a department by amount in soles; a province without any has its own tone and says so."""
    drawing = parts_of(department)
    values = {outline.code: amounts.get(outline.code) for outline in drawing.outlines}
    found = classes(values)
    has_labels = len(drawing.outlines) <= MOST_LABELS
    nothing = _("ninguno")
    shapes: list[dict[str, object]] = [
        {
            "name": outline.name,
            "d": outline.path,
            "value": soles(values[outline.code]) if values[outline.code] else nothing,
            "level": found.of.get(outline.code, 0),
            "x": outline.label_x if has_labels else None,
            "y": outline.label_y if has_labels else None,
        }
        for outline in drawing.outlines
    ]
    legend = [(level, _range(soles(low), soles(high))) for level, low, high in found.bounds]
    return AmountMap(shapes, drawing.view_box, [(0, nothing), *legend])


def _range(low: str, high: str) -> str:
    return low if low == high else _("%(low)s a %(high)s") % {"low": low, "high": high}
