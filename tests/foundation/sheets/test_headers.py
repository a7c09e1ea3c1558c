"""Which row is the header and which column is which, whatever the words around them."""

import pytest

from tinkuy.foundation.sheets.rules.cells import BadCell, calendar_date_of, text_of
from tinkuy.foundation.sheets.rules.headers import Vocabulary

WORDS = Vocabulary(
    {"number": ("DNI", "N° de documento", "documento"), "name": ("nombres y apellidos", "nombre")}, needed=("number",)
)


@pytest.mark.parametrize(
    ("rows", "line", "fields"),
    [
        ([["DNI", "Nombre"], ["41000001", "Rosa"]], 1, {"number": 0, "name": 1}),
        ([["PADRÓN 2027", ""], [], ["Apellidos", "N° DE DOCUMENTO "]], 3, {"number": 1}),
        ([["documento", "dni", "NOMBRES Y APELLIDOS"]], 1, {"number": 1, "name": 2}),
    ],
)
def test_the_header_is_found(rows, line, fields):
    found = WORDS.find(rows)
    assert (found.line, found.fields, found.is_enough) == (line, fields, True)


def test_without_what_it_needs_a_header_says_what_is_missing():
    found = WORDS.find([["Nombre", "Cargo"]])
    assert (found.is_enough, found.missing) == (False, ("number",))
    assert found.cell(["Rosa"], "name") == "Rosa"
    assert found.cell([], "name") is None


@pytest.mark.parametrize(
    ("cell", "day"), [("5/3/1984", "1984-03-05"), ("1984-03-05T00:00", "1984-03-05"), (30746, "1984-03-05"), ("", "")]
)
def test_a_date_is_read_as_people_and_programs_write_it(cell, day):
    assert str(calendar_date_of(cell) or "") == day


@pytest.mark.parametrize("cell", ["31/02/1984", "ayer", "#REF!", 12])
def test_what_is_not_a_date_says_why(cell):
    with pytest.raises(BadCell):
        calendar_date_of(cell)


def test_a_cell_is_text_on_one_line():
    assert [text_of(cell) for cell in (7654321.0, " Ana\u00a0 María\n", True, None, "S/D")] == [
        "7654321", "Ana María", "SI", "", "",
    ]  # fmt: skip
