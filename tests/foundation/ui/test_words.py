"""Figures, dates and states as people read them in Peru."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import engines
from django.test import RequestFactory

from tinkuy.foundation.ui.templatetags import ui


@pytest.mark.parametrize(
    ("filter_name", "value", "text"),
    [
        ("soles", Decimal("1234567.5"), "S/ 1,234,567.50"),
        ("soles", None, "—"),
        ("soles_short", Decimal("12345678.90"), "S/ 12.35 millones"),
        ("soles_short", Decimal("450000"), "S/ 450,000"),
        ("soles_short", None, "—"),
        ("number", 1234567, "1,234,567"),
        ("number", Decimal("61.20"), "61.20"),
        ("number", 0, "0"),
        ("number", None, "—"),
        ("percent", Decimal("80"), "80\u00a0%"),
        ("percent", Decimal("12.50"), "12.5\u00a0%"),
        ("percent", Decimal("33.3333"), "33.33\u00a0%"),
        ("percent", 0, "0\u00a0%"),
        ("percent", None, "—"),
        ("day", date(2026, 6, 12), "viernes 12 de junio de 2026"),
        ("day", None, "—"),
        # After seven in the evening it is already tomorrow in Greenwich, not in Lima.
        ("day", datetime(2026, 6, 13, 2, tzinfo=UTC), "viernes 12 de junio de 2026"),
        ("moment", datetime(2026, 6, 13, 2, tzinfo=UTC), "viernes 12 de junio de 2026, 21:00"),
    ],
)
def test_figures_and_dates_are_written_as_in_peru(filter_name: str, value: object, text: str) -> None:
    assert getattr(ui, filter_name)(value) == text


def test_a_state_has_a_word_and_a_shape() -> None:
    drawn = {kind: ui.state(kind, "<Palabra>") for kind in ("done", "ongoing", "decided", "open", "neutral")}
    assert len({html.split('d="')[1] for html in drawn.values()}) == 5
    assert [html for html in drawn.values() if "&lt;Palabra&gt;" not in html] == []


def test_a_state_that_does_not_exist_is_a_bug_and_loud() -> None:
    with pytest.raises(KeyError):
        ui.state("pending", "Pendiente")


@pytest.mark.parametrize(
    ("path", "tag", "is_here"),
    [
        ("/espacios/", '{% nav_link "/espacios/" "Participa" %}', True),
        ("/espacios/uno/", '{% nav_link "/espacios/" "Participa" %}', True),
        ("/espacios/uno/", '{% nav_link "/espacios/" "Participa" exact=True %}', False),
        ("/datos/", '{% nav_link "/espacios/" "Participa" %}', False),
        ("/datos/", '{% nav_link "/" "Inicio" %}', False),
    ],
)
def test_a_link_knows_when_one_is_there(path: str, tag: str, is_here: bool) -> None:
    html = engines["django"].from_string(tag).render({}, RequestFactory().get(path))
    assert ('aria-current="page"' in html) is is_here


def test_facts_leave_out_what_is_not_known() -> None:
    html = engines["django"].from_string("{% facts rows %}").render({"rows": [("Costo", "S/ 1.00"), ("Obra", "")]})
    assert html.count("<dt>") == 1
