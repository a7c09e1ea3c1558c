"""One cell, in every way people and programs write it."""

from datetime import date
from decimal import Decimal

import pytest

from tinkuy.commons.investments.rules.cells import (
    BadCell,
    amount_of,
    as_percent,
    code_of,
    date_of,
    percent_of,
    split_code_and_name,
    text_of,
    whole_of,
    yes_no_of,
)


@pytest.mark.parametrize(
    ("cell", "soles"),
    [
        ("1,234,567.89", "1234567.89"),
        ("1 234 567,89", "1234567.89"),
        ("1\u00a0234\u00a0567.89", "1234567.89"),
        ("S/ 1,234,567.89", "1234567.89"),
        ("S/. 456,468.55", "456468.55"),
        ("S/3370340", "3370340.00"),
        ("1.234.567,80", "1234567.80"),
        ("1'234,567.89", "1234567.89"),
        ("(500.00)", "-500.00"),
        ("1234,5", "1234.50"),
        ("1234.500000", "1234.50"),
        (0, "0.00"),
        (1234.56, "1234.56"),
        (1234.5600000001, "1234.56"),
        (0.1 + 0.2, "0.30"),
        ("3694444.2100000004", "3694444.21"),
    ],
)
def test_an_amount_is_read_as_it_is_written(cell, soles) -> None:
    assert amount_of(cell).soles == Decimal(soles)


@pytest.mark.parametrize("cell", ["", "  ", "-", "--", "NULL", None, "S/D", "nan"])
def test_nothing_is_not_zero(cell) -> None:
    assert amount_of(cell) is None


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("S/ 16140.42534", "«S/ 16140.42534» tiene más de dos decimales"),
        (16140.42534, "«16140.42534» tiene más de dos decimales"),
        ("16.140", "«16.140» puede ser miles o decimales: escríbelo con dos decimales"),
        ("1,23,456", "«1,23,456» no es un monto en soles"),
        ("US$ 300", "«US$ 300» no es un monto en soles"),
        ("por definir", "«por definir» no es un monto en soles"),
        ("1.2E+07", "está en notación científica: escribe el monto con todas sus cifras"),
        ("#N/A", "la fórmula de la celda da error (#N/A): corrígela o escribe el valor"),
        ("#¡REF!", "la fórmula de la celda da error (#¡REF!): corrígela o escribe el valor"),
        (1e15, "es un monto demasiado grande para ser de una inversión"),
        (True, "no es un monto en soles"),
    ],
)
def test_an_amount_that_cannot_be_told_is_refused_and_never_guessed(cell, reason) -> None:
    with pytest.raises(BadCell) as problem:
        amount_of(cell)
    assert str(problem.value) == reason


def test_thousandths_in_a_numeric_cell_are_rounded_and_said() -> None:
    amount = amount_of(9086904.118)
    assert (amount.soles, amount.rounded) == (Decimal("9086904.12"), True)


def test_thousands_of_soles_are_multiplied_before_the_cents_are_judged() -> None:
    assert amount_of("1,234.567", unit=1000).soles == Decimal("1234567.00")
    assert amount_of(0.34, unit=1_000_000).soles == Decimal("340000.00")


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (2234235.0, "2234235"),
        (2234235, "2234235"),
        ("2234235", "2234235"),
        (" 2234235.0 ", "2234235"),
        ("CUI 2234235", "2234235"),
        ("2,234,235", "2234235"),
        ("242534", "242534"),
        ("", ""),
        ("S/C", ""),
        ("0", ""),
        (0.0, ""),
        ("Sin código", ""),
    ],
)
def test_a_code_is_text_of_six_to_ten_digits_or_nothing(cell, code) -> None:
    assert code_of(cell) == code


@pytest.mark.parametrize("cell", ["12345", "12345678901", "ABC1234", "2.234235E+06", 22.5, "#N/A"])
def test_what_is_not_a_code_is_refused(cell) -> None:
    with pytest.raises(BadCell):
        code_of(cell)


def test_code_and_name_in_one_cell() -> None:
    assert split_code_and_name("2000846: PEQUEÑO SISTEMA") == ("2000846", "PEQUEÑO SISTEMA")
    assert split_code_and_name("SISTEMA ELÉCTRICO") == ("", "SISTEMA ELÉCTRICO")


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("11/02/2020", date(2020, 2, 11)),
        ("11-02-20", date(2020, 2, 11)),
        ("2020-02-11", date(2020, 2, 11)),
        ("2020-02-11T00:00:00", date(2020, 2, 11)),
        ("11/02/2020 10:30", date(2020, 2, 11)),
        ("11 de febrero de 2020", date(2020, 2, 11)),
        ("11-sep-2020", date(2020, 9, 11)),
        (43872, date(2020, 2, 11)),
        (43872.5, date(2020, 2, 11)),
        ("", None),
    ],
)
def test_a_date_is_day_first_iso_or_a_day_number(cell, day) -> None:
    assert date_of(cell) == day


@pytest.mark.parametrize("cell", ["31/02/2020", "02/25/2020", "pronto", "2020-13-01", "01/01/1900", 12.0])
def test_an_impossible_date_is_refused(cell) -> None:
    with pytest.raises(BadCell):
        date_of(cell)


def test_a_share_is_of_one_or_of_a_hundred_by_its_column() -> None:
    assert percent_of("45 %") == (Decimal(45), True)
    assert as_percent(Decimal("0.45"), signed=False, column_is_fraction=True) == Decimal("45.00")
    assert as_percent(Decimal("45"), signed=True, column_is_fraction=True) == Decimal("45.00")
    assert as_percent(Decimal("0.45"), signed=False, column_is_fraction=False) == Decimal("0.45")


def test_people_and_yes_or_no() -> None:
    assert [whole_of(cell) for cell in ("1,234", 53751.0, "1 234 habitantes", "")] == [1234, 53751, 1234, None]
    assert [yes_no_of(cell) for cell in ("Sí", "X", True, "NO", 0, "quizá")] == [True, True, True, False, False, None]
    with pytest.raises(BadCell):
        whole_of("muchas")


def test_text_is_one_line_without_odd_spaces() -> None:
    assert text_of("  MEJORAMIENTO\n DE\u00a0LA  I.E. ") == "MEJORAMIENTO DE LA I.E."
