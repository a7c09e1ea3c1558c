"""Tags that every template has: money, dates, states, charts, the woven band. docs/howto/pages.md shows each."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import segno
from django import template
from django.forms import BoundField, CheckboxInput
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from tinkuy.foundation.shared import drawings as weave
from tinkuy.foundation.shared import money
from tinkuy.foundation.shared import text as words
from tinkuy.foundation.ui.drawings import bars as bar_drawing
from tinkuy.foundation.ui.drawings import maps, symbols
from tinkuy.foundation.ui.drawings import timeline as timeline_drawing
from tinkuy.foundation.ui.drawings.rows import read

register = template.Library()
_UNKNOWN = "—"

# Figures and dates ----------------------------------------------------------------------------------


@register.filter
def readable(name: str) -> str:
    """An official name in capitals, as one reads it."""
    return words.readable(str(name))


@register.filter
def soles(amount: Decimal | int | None) -> str:
    """S/ 1,234.50."""
    return money.soles(amount)


@register.filter
def soles_short(amount: Decimal | int | None) -> str:
    """For charts and cards: S/ 12.35 millones, S/ 450,000. The full amount stands somewhere on the same page."""
    if amount is None:
        return _UNKNOWN
    if abs(Decimal(amount)) >= 1_000_000:
        return _("S/ %(amount)s millones") % {"amount": f"{Decimal(amount) / 1_000_000:,.2f}"}
    return f"S/ {Decimal(amount):,.0f}"


@register.filter
def number(value: Decimal | int | None) -> str:
    """1,234 or 61.20: thousands with a comma, decimals as they come."""
    return _UNKNOWN if value is None or value == "" else f"{value:,}"


@register.filter
def percent(value: Decimal | int | None) -> str:
    """80 %, 12.5 %: takes percent, not a fraction; at most two decimals."""
    if value is None or value == "":
        return _UNKNOWN
    rounded = format(Decimal(value).quantize(Decimal("0.01")), ",f").rstrip("0").rstrip(".")
    return f"{rounded}\N{NO-BREAK SPACE}%"


@register.filter
def day(value: date | None) -> str:
    """viernes 12 de junio de 2026."""
    if isinstance(value, datetime):
        value = timezone.localtime(value)
    return formats.date_format(value, "DATE_FORMAT") if value else _UNKNOWN


@register.filter
def moment(value: datetime | None) -> str:
    """viernes 12 de junio de 2026, 17:00."""
    return formats.date_format(timezone.localtime(value), "DATETIME_FORMAT") if value else _UNKNOWN


@register.filter
def stage_moment(value: datetime, now: datetime) -> str:
    """viernes 12 de junio, 17:00; the year only when it is another."""
    there, here = timezone.localtime(value), timezone.localtime(now)
    return formats.date_format(there, r"l j \d\e F, H:i" if there.year == here.year else "DATETIME_FORMAT")


_UNITS = {"soles": soles, "soles_short": soles_short, "number": number, "percent": percent}

# Forms ----------------------------------------------------------------------------------------------


@register.filter
def control_kind(field: BoundField) -> str:
    """«tick» for one checkbox, whose label goes beside it; empty for the rest."""
    return "tick" if isinstance(field.field.widget, CheckboxInput) else ""


@register.filter
def first_control(field: BoundField) -> str:
    """Where a link of the error summary leads: the id of the field's control, or of its first option."""
    return field.id_for_label or f"{field.auto_id}_0"


# Words ----------------------------------------------------------------------------------------------


@register.simple_tag(takes_context=True)
def nav_link(context: template.Context, url: str, label: str, exact: bool = False) -> SafeString:
    """A list item with a link; it says when it is the page one is in (or, unless `exact`, above it)."""
    path = getattr(context.get("request"), "path", "")
    is_here = path == url if exact or url == "/" else path.startswith(url)
    current = mark_safe(' aria-current="page"') if is_here else ""
    return format_html('<li><a href="{}"{}>{}</a></li>', url, current, label)


@register.simple_tag
def state(kind: str, label: str) -> SafeString:
    """A state in a word with its shape: done, ongoing, decided, open or neutral."""
    return format_html(
        '<span class="state state-{}"><svg viewBox="0 0 12 12" aria-hidden="true" focusable="false">'
        '<path fill-rule="evenodd" d="{}"/></svg>{}</span>',
        kind,
        symbols.STATES[kind],
        label,
    )


@register.inclusion_tag("ui/drawings/_facts.html")
def facts(rows: Iterable[Any]) -> dict[str, object]:
    """A short list of label and value; rows without a value are left out."""
    return {"rows": [pair for pair in (read(row, "label", "value") for row in rows) if pair[1] not in (None, "")]}


# Pictures -------------------------------------------------------------------------------------------


@register.inclusion_tag("ui/drawings/_weave.html", name="weave")
def weave_band(code: str) -> dict[str, object]:
    return {"paths": weave.paths(str(code))}


@register.inclusion_tag("ui/drawings/_score_bar.html")
def score_bar(technical: Any, vote: Any, whole: Any = 100) -> dict[str, object]:
    """Both parts of a score, already weighted, on a bar as long as the whole (100 points)."""
    parts = bar_drawing.score(technical, vote, whole)
    return {"bars": parts, "sum": parts[0].value + parts[1].value}


@register.inclusion_tag("ui/drawings/_fill_bar.html")
def fill_bar(
    parts: Iterable[Any], total: Any, caption: str = "", unit: str = "soles", legend: bool = True
) -> dict[str, object]:
    """A ceiling that fills with parts (label, value). The sentence and the key under it say the same in figures."""
    drawn, write = bar_drawing.filling(parts, total), _UNITS[unit]
    return {
        "filling": drawn,
        "bars": [(bar, write(bar.value)) for bar in drawn.bars],
        "used": write(drawn.used),
        "total": write(drawn.total),
        "remainder": write(drawn.remainder),
        "excess": write(drawn.excess),
        "caption": caption,
        "legend": legend,
    }


@register.inclusion_tag("ui/drawings/_bars.html")
def bars(rows: Iterable[Any], caption: str = "", unit: str = "number") -> dict[str, object]:
    """A table whose values have a bar beside them. Rows: (label, value), optionally url and tone (1 to 4)."""
    return {"bars": [(bar, _UNITS[unit](bar.value)) for bar in bar_drawing.side_by_side(rows)], "caption": caption}


@register.inclusion_tag("ui/drawings/_timeline.html")
def timeline(stages: Iterable[Any], now: datetime | None = None) -> dict[str, object]:
    now = now or timezone.now()
    return {"points": timeline_drawing.points(stages, now), "now": now}


@register.inclusion_tag("ui/drawings/_region_map.html")
def region_map(
    shapes: Iterable[Any],
    view_box: str = "0 0 600 600",
    caption: str = "",
    place_heading: str = "",
    value_heading: str = "",
    legend: Iterable[Any] = (),
    font_size: int = 14,
) -> dict[str, object]:
    """A map and, beside it, the same in a table. Shapes: see `drawings.maps.shapes`. Legend: (level, words)."""
    return {
        "shapes": maps.shapes(shapes),
        "view_box": view_box,
        "caption": caption,
        "place_heading": place_heading,
        "value_heading": value_heading,
        "legend": legend,
        "font_size": font_size,
    }


@register.simple_tag
def qr(url: str, label: str = "") -> SafeString:
    """A QR code as SVG, black on white in both themes so that every phone reads it."""
    drawing = segno.make(url, error="m", micro=False).svg_inline(
        border=3, omitsize=True, dark="#000", light="#fff", svgclass="qr", lineclass=None
    )
    words = format_html("<title>{}</title>", label or _("Código QR que lleva a esta página"))
    opened, rest = drawing.split(">", 1)
    return mark_safe(f'{opened} role="img">{words}{rest}')  # noqa: S308 segno escapes; the words went through format_html
