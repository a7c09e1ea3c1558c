"""The country as it is shipped: every place once, with INEI's code and RENIEC's alias, unknown figures as unknown."""

import pytest

from tinkuy.foundation.territory import queries
from tinkuy.foundation.territory.actions import load_territory
from tinkuy.foundation.territory.models import Department, District, Province

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _country() -> None:
    load_territory()


def test_loading_again_changes_nothing():
    before = list(District.objects.values_list("code", "population"))
    assert load_territory() == {"departments": 25, "provinces": 196, "districts": 1892}
    assert list(District.objects.values_list("code", "population")) == before
    assert (Department.objects.count(), Province.objects.count()) == (25, 196)


def test_loading_again_brings_figures_up_to_date():
    District.objects.filter(code="060401").update(population=1, folded_name="otro")
    load_territory()
    chota = District.objects.get(code="060401")
    assert (chota.folded_name, chota.population > 1) == ("chota", True)


def test_cajamarca_has_13_provinces_and_127_districts():
    assert len(queries.provinces_of("06")) == 13
    assert len(queries.districts_of("06")) == 127
    assert len(queries.districts_of("0604")) == 19


def test_inei_and_reniec_number_chota_differently():
    assert queries.place("0604").name == "Chota"
    assert queries.by_reniec("0606").name == "Chota"
    assert queries.place("0606").name == "Cutervo"
    assert queries.by_reniec("0604").name == "Contumazá"


def test_callao_is_07_for_inei_and_24_for_reniec():
    assert queries.by_reniec("24").code == "07"


@pytest.mark.parametrize(
    ("text", "within", "level", "code"),
    [
        ("Cajamarca", "", "", "06"),
        ("  cajamarca ", "", "province", "0601"),
        ("JAÉN", "06", "", "0608"),
        ("jaen", "0608", "district", "060801"),
        ("ÁNCASH", "", "", "02"),
        ("Contumaza", "", "", "0605"),
        ("San Juan", "0601", "", "060112"),
    ],
)
def test_a_place_is_found_by_its_name_however_it_is_written(text, within, level, code):
    assert queries.place_named(text, within=within, level=level).code == code


@pytest.mark.parametrize("text", ["Santa Rosa", "Atlántida", "", "%", "'; --"])
def test_an_ambiguous_or_unknown_name_is_nobody(text):
    assert queries.place_named(text) is None


def test_what_is_not_known_is_null_and_not_zero():
    new_district = queries.place("130112")
    assert (new_district.name, new_district.hdi, new_district.poverty_pct) == ("Alto Trujillo", None, None)


@pytest.mark.parametrize("code", ["", "9", "99", "0699", "abcdef", "06040101"])
def test_a_code_of_no_place_is_nothing(code):
    assert queries.place(code) is None
    assert queries.lineage(code) == []


def test_the_full_name_climbs_to_the_department():
    assert queries.full_name("060417") == "Tacabamba, Chota, Cajamarca"
    assert queries.full_name("") == "Perú"
