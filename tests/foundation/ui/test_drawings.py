"""Charts: each says in words and figures what it draws, and draws what it says."""

import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.template import engines

from tinkuy.foundation.ui.drawings import bars, maps, timeline

PARTS = [("Agua", Decimal("4500000")), ("Posta", Decimal("2750000.50")), ("Camino", Decimal("900000"))]


def render(source: str, **facts: object) -> str:
    """The words of what a template draws, single spaced."""
    return re.sub(r"\s+", " ", engines["django"].from_string(source).render(facts))


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()


def test_a_ceiling_that_is_not_reached_says_what_is_left() -> None:
    drawn = bars.filling(PARTS, Decimal("10000000"))
    assert [(bar.start, bar.width) for bar in drawn.bars] == [
        (Decimal("0.00"), Decimal("45.00")),
        (Decimal("45.00"), Decimal("27.50")),
        (Decimal("72.50"), Decimal("9.00")),
    ]
    assert (drawn.remainder, drawn.excess, drawn.limit_at) == (Decimal("1849999.50"), 0, Decimal("100.00"))
    html = render("{% fill_bar parts total %}", parts=PARTS, total=Decimal("10000000"))
    assert "S/ 8,150,000.50 de S/ 10,000,000.00; quedan S/ 1,849,999.50 ." in words(html)
    assert re.findall(r"Agua|Posta|Camino|S/ [\d,]+\.\d\d(?=</strong></li>)", html)[1::2] == [
        "S/ 4,500,000.00",
        "S/ 2,750,000.50",
        "S/ 900,000.00",
    ]


def test_a_ceiling_that_is_passed_says_by_how_much() -> None:
    drawn = bars.filling(PARTS, 5_000_000)
    assert (drawn.excess, drawn.limit_at) == (Decimal("3150000.50"), Decimal("61.35"))
    text = words(render("{% fill_bar parts total %}", parts=PARTS, total=5_000_000))
    assert "Suma S/ 8,150,000.50: pasa por S/ 3,150,000.50 el tope de S/ 5,000,000.00." in text


@pytest.mark.parametrize("total", [0, None, Decimal("0.00")])
def test_nothing_of_nothing_is_drawn_as_nothing(total: object) -> None:
    drawn = bars.filling([], total)
    assert (drawn.bars, drawn.used, drawn.limit_at) == ([], 0, Decimal("0.00"))


def test_a_score_shows_its_two_parts_and_their_sum() -> None:
    html = render("{% score_bar technical vote %}", technical=Decimal("61.20"), vote=Decimal("15.00"))
    assert 'x="0.00" width="61.20"' in html
    assert 'x="61.20" width="15.00"' in html
    assert words(html) == "Técnico 61.20 + votación 15.00 = 76.20"


def test_bars_are_a_table_whose_figures_are_the_truth() -> None:
    html = render("{% bars rows 'Por provincia' %}", rows=[("Jaén", 31, "/jaen/"), {"label": "Cutervo", "value": 8}])
    assert words(html) == "Por provincia Jaén 31 Cutervo 8"
    assert re.findall(r'width="([\d.]+)" height="10"', html) == ["100.00", "25.81"]
    assert '<th scope="row"><a href="/jaen/">Jaén</a></th>' in re.sub(r"\s*(<[^>]+>)\s*", r"\1", html)


def test_the_map_has_the_same_in_a_table() -> None:
    rows = [
        {"name": "Jaén", "d": "M0 0h1v1z", "value": "31 proyectos", "level": 9, "url": "/jaen/"},
        {"name": "Chota <b>", "d": "M1 0h1v1z", "value": "", "level": None},
    ]
    assert [shape.level for shape in maps.shapes(rows)] == [5, 0]
    html = render("{% region_map shapes value_heading='Proyectos' %}", shapes=rows)
    table = html[html.index("<table") :]
    assert words(table) == "Provincia Proyectos Jaén 31 proyectos Chota &lt;b&gt; —"
    assert 'aria-hidden="true"' in html[: html.index("<table")]
    assert "<b>" not in html


OPENS, CLOSES = datetime(2026, 5, 11, 13, tzinfo=UTC), datetime(2026, 5, 16, 4, 59, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "places"),
    [
        (OPENS - timedelta(seconds=1), ["today", "next"]),
        (OPENS, ["now", "today"]),
        (CLOSES - timedelta(seconds=1), ["now", "today"]),
        (CLOSES, ["past", "today"]),
    ],
)
def test_today_stands_after_what_has_begun(now: datetime, places: list[str]) -> None:
    drawn = timeline.points([{"title": "Votación", "opens_at": OPENS, "closes_at": CLOSES}], now)
    assert [point.place for point in drawn] == places


def test_a_stage_says_its_dates_in_the_time_of_lima() -> None:
    stages = [{"title": "Votación", "opens_at": OPENS, "closes_at": CLOSES}]
    text = words(render("{% timeline stages now %}", stages=stages, now=OPENS + timedelta(days=1)))
    assert text == (
        "Votación Desde el lunes 11 de mayo, 08:00 hasta el viernes 15 de mayo, 23:59 En curso Hoy, martes 12 de mayo"
    )


def test_a_qr_code_is_drawn_without_style_and_says_what_it_is() -> None:
    html = render("{% qr 'https://tinkuy.pe/c/7K2M9Q' 'Código de la obra' %}")
    assert html.startswith("<svg")
    assert 'role="img"><title>Código de la obra</title>' in html
    assert "style=" not in html
