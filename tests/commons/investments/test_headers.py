"""The header is found wherever it is, by the words of any source."""

import pytest

from tinkuy.commons.investments.rules.headers import find_header, why_no_header

MINISTRY = ["Código único de inversión", "Nombre de la inversión", "Monto viable", "Costo actualizado", "Ubigeo"]


@pytest.mark.parametrize(
    "titles",
    [
        MINISTRY,
        ["CODIGO_UNICO", "NOMBRE_INVERSION", "MONTO_VIABLE", "COSTO_ACTUALIZADO", "UBIGEO"],
        ["cui", "name", "viable_amount", "updated_cost", "ubigeos"],
        [
            "CÓDIGO ÚNICO DE INVERSIÓN(ES)",
            "NOMBRE DEL PROYECTO",
            "Monto Viable (S/)",
            "Costo Actualizado S/.",
            "ubigeo",
        ],
        ["  Cód. Único ", "DENOMINACIÓN", "monto  viable", "COSTO\nACTUALIZADO", "Código Ubigeo"],
    ],
)
def test_the_same_columns_under_the_words_of_each_source(titles) -> None:
    header = find_header([titles])
    assert header.fields == {"cui": 0, "name": 1, "viable_amount": 2, "updated_cost": 3, "ubigeo": 4}


def test_titles_above_do_not_hide_it() -> None:
    rows = [["GOBIERNO REGIONAL DE CAJAMARCA"], ["Reporte de la cartera 2026"], [], *[[""]] * 8, MINISTRY, [1, 2]]
    header = find_header(rows)
    assert (header.line, header.titles) == (12, tuple(MINISTRY))


def test_beyond_line_25_it_is_not_looked_for() -> None:
    assert find_header([[]] * 24 + [MINISTRY]).line == 25
    assert not find_header([[]] * 25 + [MINISTRY]).is_enough


def test_two_rows_with_merged_groups_are_one_header() -> None:
    upper = ["CUI", "Nombre de la inversión", "Ubicación geográfica", "", "", "Programado", ""]
    lower = ["", "", "Departamento", "Provincia", "Distrito", "2027", "2028"]
    header = find_header([upper, lower, [2234235, "CARRETERA", "CAJAMARCA", "CHOTA", "CHOTA", 1, 2]])
    assert header.line == 2
    assert header.fields == {"cui": 0, "name": 1, "department": 2, "province": 3, "district": 4}
    assert header.titles[5:] == ("Programado 2027", "Programado 2028")
    assert header.programmed == [5, 6]


def test_the_unit_is_read_from_the_title() -> None:
    titles = ["CUI", "Proyecto", "Monto viable (miles de S/)", "Costo actualizado en millones de soles", "Estado"]
    assert find_header([titles]).units == {"viable_amount": 1_000, "updated_cost": 1_000_000}


def test_the_better_word_wins_over_a_vague_one() -> None:
    header = find_header([["Código", "Proyecto", "Devengado", "PIM 2026", "Código único", "Devengado acumulado"]])
    assert header.fields["cui"] == 4
    assert header.fields["accrued"] == 5
    assert header.fields["pim"] == 3


def test_without_a_header_it_says_what_was_found_and_what_is_sought() -> None:
    header = find_header([["Departamento", "Estado", "Cuenta"], ["AMAZONAS", "ACTIVO", 8010]])
    assert not header.is_enough
    assert "«Departamento», «Estado», «Cuenta»" in why_no_header(header)
    assert "«Código único de inversión» (o «CUI»)" in why_no_header(header)


def test_without_the_code_it_says_which_column_is_missing() -> None:
    header = find_header([["Nombre de la inversión", "Monto viable", "Estado", "Provincia"]])
    assert "falta el código único (CUI)" in why_no_header(header)
