"""A whole file: what becomes an investment, what is rejected, what is said. Rows never vanish."""

from decimal import Decimal

import pytest

from tests.factories.investments import HEADER, ROAD, SCHOOL
from tinkuy.commons.investments.rules.places import Catalogue
from tinkuy.commons.investments.rules.portfolio import Portfolio, UnreadablePortfolio, read_portfolio

CATALOGUE = Catalogue(
    {
        "06": "Cajamarca",
        "0601": "Cajamarca",
        "060106": "Jesús",
        "0604": "Chota",
        "060401": "Chota",
        "060417": "Tacabamba",
        "0609": "San Ignacio",
    }
)


def read(*rows, header=HEADER, **options) -> Portfolio:
    portfolio = read_portfolio([header, *rows], catalogue=CATALOGUE, **options)
    joined = sum(len(entry.lines) for entry in portfolio.entries.values())
    assert portfolio.rows_read == joined + len(portfolio.of_kind("rejected"))
    return portfolio


def changed(row, **changes) -> tuple:
    names = ("cui", "name", "state", "viable", "cost", "department", "province", "district", "ubigeo")
    return tuple(changes.get(name, cell) for name, cell in zip(names, row, strict=True))


def said(portfolio: Portfolio, kind: str) -> list[tuple[int, str, str]]:
    return [(note.line, note.column, note.value) for note in portfolio.of_kind(kind)]


def test_rows_of_one_code_are_one_investment_with_all_its_places() -> None:
    portfolio = read(ROAD, changed(ROAD, district="CHOTA", ubigeo=60401), SCHOOL)
    entry = portfolio.entries["2234235"]
    assert (entry.places, entry.lines, entry.is_multiprovincial) == (["060417", "060401"], [2, 3], False)
    assert (portfolio.rows_read, len(portfolio.entries), portfolio.joined) == (3, 2, 1)
    assert portfolio.notes == []


def test_two_provinces_make_it_multiprovincial() -> None:
    portfolio = read(ROAD, changed(ROAD, province="SAN IGNACIO", district="", ubigeo="0609"))
    assert portfolio.entries["2234235"].is_multiprovincial


def test_the_same_row_twice_is_a_duplicate_and_counts_once() -> None:
    portfolio = read(ROAD, ROAD)
    assert said(portfolio, "duplicate") == [(3, "Código único de inversión", "2234235")]
    assert portfolio.total == Decimal(3500000)


def test_rows_of_one_code_with_another_amount_are_a_conflict_that_names_both_lines() -> None:
    portfolio = read(ROAD, SCHOOL, changed(ROAD, cost=4000000, district="CHOTA", ubigeo=60401))
    [warning] = portfolio.of_kind("warning")
    assert warning.reason == (
        "las filas 2 y 4 del código 2234235 no coinciden: «3,500,000.00» y «4,000,000.00»; vale la primera"
    )
    assert (warning.line, warning.column) == (4, "Costo actualizado")
    assert len(portfolio.of_kind("duplicate")) == 1
    assert portfolio.entries["2234235"].places == ["060417", "060401"]


def test_a_blank_is_filled_by_the_next_row_of_the_code() -> None:
    portfolio = read(changed(ROAD, cost=""), changed(ROAD, district="CHOTA", ubigeo=60401))
    assert portfolio.entries["2234235"].values["updated_cost"] == Decimal(3500000)
    assert portfolio.notes == []


@pytest.mark.parametrize(
    ("changes", "column", "value", "reason"),
    [
        ({"cui": ""}, 0, "", "sin código: regístralo como idea"),
        ({"cui": "12A"}, 0, "12A", "no es un código único: debe tener solo cifras (casi siempre 7)"),
        ({"cui": 12345}, 0, "12345", "tiene 5 cifras: un código único tiene 7 (se aceptan de 6 a 10)"),
        ({"name": " "}, 1, "", "sin nombre de la inversión"),
        ({"cost": "S/ 16140.42534"}, 4, "S/ 16140.42534", "«S/ 16140.42534» tiene más de dos decimales"),
        ({"viable": -5}, 3, "-5", "un monto no puede ser negativo"),
        ({"viable": "#N/A"}, 3, "#N/A", "la fórmula de la celda da error (#N/A): corrígela o escribe el valor"),
    ],
)
def test_a_bad_row_is_named_with_line_column_value_and_reason(changes, column, value, reason) -> None:
    portfolio = read(SCHOOL, changed(ROAD, **changes))
    [note] = portfolio.of_kind("rejected")
    assert (note.line, note.column, note.value, note.reason) == (3, HEADER[column], value, reason)
    assert list(portfolio.entries) == ["2324969"]


def test_totals_notes_blank_lines_and_repeated_headers_are_not_rows() -> None:
    rows = [
        ROAD,
        [],
        ["", "TOTAL CHOTA", "", 1, 1],
        HEADER,
        SCHOOL,
        ["Total general", "", "", 9],
        ["Fuente: MEF"],
        [""],
    ]
    portfolio = read(*rows)
    assert (portfolio.rows_read, portfolio.rows_skipped) == (2, 4)
    assert portfolio.entries["2324969"].lines == [6]


def test_an_investment_called_total_is_still_an_investment() -> None:
    assert len(read(changed(ROAD, name="TOTAL REHABILITACIÓN DEL CANAL")).entries) == 1


def test_six_digits_are_taken_and_warned_of() -> None:
    portfolio = read(changed(ROAD, cui="242534"))
    assert said(portfolio, "warning") == [(2, "Código único de inversión", "242534")]


@pytest.mark.parametrize("state", ["CERRADO", "DESACTIVADO TEMPORALMENTE", "Desactivado totalmente"])
def test_a_closed_investment_is_warned_of_once(state) -> None:
    portfolio = read(changed(ROAD, state=state), changed(ROAD, state=state, ubigeo=60401))
    assert said(portfolio, "warning") == [(2, "Estado de la inversión", state)]


def test_an_unknown_place_keeps_the_investment() -> None:
    portfolio = read(changed(ROAD, ubigeo="", province="NARNIA", district=""))
    assert said(portfolio, "unknown_place") == [(2, "Provincia", "NARNIA")]
    assert portfolio.entries["2234235"].unknown_places == ["NARNIA"]
    assert portfolio.entries["2234235"].places == ["06"]


def test_a_column_that_never_passes_one_is_of_fractions() -> None:
    header = (*HEADER, "Avance físico", "Avance financiero")
    portfolio = read((*ROAD, 0.45, 45.5), (*SCHOOL, 1, "122.9%"), header=header)
    values = portfolio.entries["2234235"].values
    assert (values["physical_progress"], values["financial_progress"]) == (Decimal("45.00"), Decimal("45.50"))
    assert portfolio.entries["2324969"].values["physical_progress"] == Decimal("100.00")
    assert said(portfolio, "warning") == [(3, "Avance financiero", "122.9")]


def test_a_bad_date_leaves_a_blank_and_a_warning() -> None:
    portfolio = read((*ROAD, "31/02/2024"), header=(*HEADER, "Fecha de viabilidad"))
    assert said(portfolio, "warning") == [(2, "Fecha de viabilidad", "31/02/2024")]
    assert "viable_on" not in portfolio.entries["2234235"].values


def test_what_is_programmed_beyond_the_cost_is_warned_of() -> None:
    portfolio = read((*ROAD, 2000000, 2000000), header=(*HEADER, "Programado 2027", "Programado 2028"))
    [warning] = portfolio.of_kind("warning")
    assert warning.reason == "lo programado (4,000,000.00) supera el costo menos lo devengado (3,500,000.00)"


def test_a_header_in_thousands_multiplies_and_says_so() -> None:
    header = tuple(f"{title} (miles de S/)" if "Costo" in title else title for title in HEADER)
    portfolio = read(changed(ROAD, cost=3500), header=header)
    assert portfolio.total == Decimal(3500000)
    assert len(portfolio.of_kind("warning")) == 1


def test_the_other_columns_are_kept_as_they_are() -> None:
    assert read((*ROAD, "MTC"), header=(*HEADER, "Pliego")).entries["2234235"].extras == {"Pliego": "MTC"}


def test_a_file_without_rows_is_said() -> None:
    with pytest.raises(UnreadablePortfolio, match="no hay ninguna fila con datos"):
        read()
