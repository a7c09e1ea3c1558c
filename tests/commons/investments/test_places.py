"""Codes as numbers and names as people write them lead to the same place."""

import pytest

from tinkuy.commons.investments.rules.places import Catalogue, in_words, normal_code, read_places

CATALOGUE = Catalogue(
    {
        "06": "Cajamarca",
        "0601": "Cajamarca",
        "060101": "Cajamarca",
        "060106": "Jesús",
        "0604": "Chota",
        "060401": "Chota",
        "060417": "Tacabamba",
        "0608": "Jaén",
        "0609": "San Ignacio",
        "0611": "San Miguel",
        "061101": "San Miguel",
        "05": "Ayacucho",
        "0505": "La Mar",
        "050501": "San Miguel",
        "07": "Callao",
    }
)


@pytest.mark.parametrize(
    ("cells", "codes"),
    [
        ({"ubigeo": 60417.0}, ["060417"]),
        ({"ubigeo": "060417"}, ["060417"]),
        ({"ubigeo": "060000"}, ["06"]),
        ({"ubigeo": 60400.0}, ["0604"]),
        ({"ubigeo": "060417|060401"}, ["060417", "060401"]),
        ({"ubigeo": "060417", "province_code": "0604|0609", "department_code": "06"}, ["060417", "0609"]),
        ({"ubigeo": "", "province_code": 604}, ["0604"]),
        ({"department": "CAJAMARCA", "province": "chota", "district": "TACABAMBA"}, ["060417"]),
        ({"department": "Dpto. Cajamarca", "province": "Prov. de Jaen"}, ["0608"]),
        ({"department": "CAJAMARCA", "province": "- TODOS -", "district": "- TODOS -"}, ["06"]),
        ({"province": "SAN IGNACIO; JAÉN"}, ["0609", "0608"]),
        ({"province": "SAN MIGUEL", "district": "SAN MIGUEL"}, ["061101"]),
        ({"location": "Cajamarca - Chota - Tacabamba"}, ["060417"]),
        ({"location": "CAJAMARCA"}, ["0601"]),
        ({"department": "Provincia Constitucional del Callao"}, ["07"]),
        ({}, []),
    ],
)
def test_where_it_is(cells, codes) -> None:
    where = read_places(cells, CATALOGUE, near="06")
    assert (where.codes, where.unknown) == (codes, [])


def test_multiprovincial_is_no_place_but_it_is_said() -> None:
    where = read_places({"province": "MULTIPROVINCIAL"}, CATALOGUE)
    assert (where.codes, where.is_multiprovincial) == ([], True)
    assert read_places({"province": "MULTI PROVINCIAL"}, CATALOGUE, near="06").codes == ["06"]


def test_an_unknown_place_is_named_and_the_wider_one_stays() -> None:
    where = read_places({"department": "CAJAMARCA", "province": "NARNIA"}, CATALOGUE)
    assert where.codes == ["06"]
    assert [(item.field, item.value) for item in where.unknown] == [("province", "NARNIA")]
    assert read_places({"ubigeo": 999999}, CATALOGUE).unknown[0].value == "999999"


def test_a_name_that_two_departments_have_is_not_guessed() -> None:
    assert read_places({"district": "SAN MIGUEL"}, CATALOGUE).unknown[0].value == "SAN MIGUEL"
    assert read_places({"district": "SAN MIGUEL"}, CATALOGUE, near="05").codes == ["050501"]


def test_codes_as_numbers() -> None:
    codes = [normal_code(text, digits=6) for text in ("10401.0", "010000", "10600", "x", "1234567")]
    assert codes == ["010401", "01", "0106", "", ""]


def test_in_words() -> None:
    assert in_words(["060417"], CATALOGUE.names) == "Tacabamba (Chota)"
    assert in_words(["0608", "0609"], CATALOGUE.names) == "Jaén y San Ignacio"
    assert in_words(["060417", "060401", "0608", "060101"], CATALOGUE.names) == "4 lugares de Cajamarca, Chota y Jaén"
    assert in_words([], CATALOGUE.names) == ""
