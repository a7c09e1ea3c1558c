"""Search over everything published: whoever asks as people write finds it; what is not published is not there.

These promises hold on SQLite and on PostgreSQL: the suite runs on both.
"""

import pytest

from tests.factories.dossiers import dossier, dossiers
from tinkuy.foundation.dossiers import registry
from tinkuy.foundation.dossiers.actions import publish_dossiers, refresh_dossier, withdraw_dossier
from tinkuy.foundation.dossiers.models import Dossier
from tinkuy.foundation.dossiers.queries import search
from tinkuy.foundation.territory.actions import load_territory

pytestmark = pytest.mark.django_db


@pytest.fixture
def records() -> dict[str, Dossier]:
    return {
        "salud": dossier("Mejoramiento del centro de salud Ñuñoa", ubigeo="0604", body="CUI 2250130", days=1),
        "riego": dossier("Canales de riego Huáscar", ubigeo="060101", summary="Sembrar árboles en las vías", days=2),
        "camino": dossier("Trocha carrozable a Llaqtapata", kind="idea", days=3, entity_slug="gore-cajamarca"),
        "plaza": dossier("La plaza mayor", kind="idea", body="Plazo de obras: participación vecinal", days=4),
        "plazo": dossier("El plazo legal", kind="norm", days=5, space_slug="pp-2027"),
    }


def found(text: str, **filters) -> list[str]:
    return [hit.dossier.title for hit in search(text, **filters).hits]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("nunoa", "Mejoramiento del centro de salud Ñuñoa"),
        ("ÑUÑOA", "Mejoramiento del centro de salud Ñuñoa"),
        ("mejorar salud", "Mejoramiento del centro de salud Ñuñoa"),
        ("posta", "Mejoramiento del centro de salud Ñuñoa"),
        ("2250130", "Mejoramiento del centro de salud Ñuñoa"),
        ("arbol", "Canales de riego Huáscar"),
        ("via", "Canales de riego Huáscar"),
        ("canal", "Canales de riego Huáscar"),
        ("huasc", "Canales de riego Huáscar"),
        ("carretera", "Trocha carrozable a Llaqtapata"),
        ("camino vecinal", "Trocha carrozable a Llaqtapata"),
        ("llaqta", "Trocha carrozable a Llaqtapata"),
        ("obra participar", "La plaza mayor"),
    ],
)
def test_it_is_found_as_people_ask(records, text, title):
    assert found(text) == [title]


def test_the_exact_word_comes_before_its_stem(records):
    """Plaza and plazo share a stem: both are found, and each first when it is the one asked for."""
    assert found("plazo") == ["El plazo legal", "La plaza mayor"]
    assert found("plaza") == ["La plaza mayor", "El plazo legal"]


def test_the_name_of_the_place_finds_what_lies_there(records):
    load_territory()
    refresh_dossier(dossier=records["riego"], state="x")
    assert found("cajamarca riego") == ["Canales de riego Huáscar"]


def test_every_word_must_be_there(records):
    assert found("riego plaza") == []


@pytest.mark.parametrize(
    ("filters", "titles"),
    [
        ({"kind": "norm"}, ["El plazo legal"]),
        ({"entity": "gore-cajamarca"}, ["Trocha carrozable a Llaqtapata"]),
        ({"space": "pp-2027"}, ["El plazo legal"]),
        ({"ubigeo": "06"}, ["Canales de riego Huáscar", "Mejoramiento del centro de salud Ñuñoa"]),
        ({"ubigeo": "0604"}, ["Mejoramiento del centro de salud Ñuñoa"]),
        ({"kind": "nothing"}, []),
    ],
)
def test_filters_narrow_what_is_found(records, filters, titles):
    assert found("", **filters) == titles


def test_the_facets_count_every_kind_whatever_kind_is_chosen(records):
    page = search("plaza", kind="norm")
    assert [(facet.key, facet.count) for facet in page.facets] == [("idea", 1), ("norm", 1)]
    assert (page.total, [hit.dossier.title for hit in page.hits]) == (1, ["El plazo legal"])


@pytest.mark.parametrize(
    ("typed", "suggested"),
    [("caretera", ""), ("trocah", "trocha"), ("parcicipacion", "participacion"), ("llaqtapara", "llaqtapata")],
)
def test_a_mistyped_word_gets_the_nearest_that_finds_something(records, typed, suggested):
    """«Carretera» is only a synonym here: no record uses it, so nothing is offered for «caretera»."""
    assert search(typed).suggestion == suggested


def test_a_suggestion_keeps_the_other_words(records):
    assert search("canal hauscar").suggestion == "canal huascar"


def test_what_was_withdrawn_is_not_even_suggested(records):
    withdraw_dossier(dossier=records["camino"])
    assert (found("trocha"), search("trocah").suggestion) == ([], "")


def test_drafts_are_not_found(records):
    dossier("Puente secreto", published=False)
    assert found("puente") == []
    assert "Puente secreto" not in found("")


def test_a_changed_record_is_found_by_its_new_words_only(records):
    refresh_dossier(dossier=records["riego"], title="Reservorio Huáscar")
    assert (found("reservorio"), found("riego")) == (["Reservorio Huáscar"], [])


def test_many_are_published_with_few_statements(django_assert_max_num_queries):
    rows = [dossier(f"Pontón {n}", published=False) for n in range(50)]
    with django_assert_max_num_queries(12):
        publish_dossiers(dossiers=rows, at=rows[0].updated_at)
    assert search("ponton").total == 50


@pytest.mark.parametrize(
    "typed",
    [
        '"', "'", 'a"b', "*", "a*", "(", ")", "((", "a AND", "OR", "NOT x", "NEAR(a b)", "title:x", "{a}:b", "a & | !",
        ":*", "\\", "%", "_", "\x00", "a\x00b", "-", "--", "; DROP TABLE", "<->", "x" * 5000, "á" * 300, "🙂", "\ud83d",
        "a:b*", "^a", "$$", "٣", "\u202e", "de", "1/2",
    ],
)  # fmt: skip
def test_nothing_that_people_can_type_is_an_error(records, typed):
    search(typed, kind=typed, entity=typed, ubigeo=typed, space=typed, cursor=typed)
    page = search(typed)
    assert page.total == sum(facet.count for facet in page.facets)


def test_a_short_code_leads_to_its_record(records):
    code = records["plaza"].code
    for typed in (code, code.lower(), f"{code[:3]}-{code[3:]}", code.replace("0", "O").replace("1", "l")):
        assert search(typed).direct == records["plaza"]


def test_the_words_that_answered_are_marked():
    dossier("Los árboles de la plaza", summary="Nada. " * 60 + "Aquí la siembra de un árbol nativo. " + "Más. " * 60)
    [hit] = search("arbol").hits
    assert [part.text for part in hit.title if part.is_hit] == ["árboles"]
    assert [part.text for part in hit.excerpt if part.is_hit] == ["árbol"]
    assert len("".join(part.text for part in hit.excerpt)) < 200


def test_marked_text_is_never_changed():
    title = "<b>Árboles</b> & «plazas»"
    dossier(title)
    [hit] = search("plaza").hits
    assert "".join(part.text for part in hit.title) == title


def test_pages_are_walked_without_repeating():
    dossiers(7)
    first = search("carretera", size=3)
    second = search("carretera", size=3, cursor=first.next_cursor)
    third = search("carretera", size=3, cursor=second.next_cursor)
    seen = [hit.dossier.pk for page in (first, second, third) for hit in page.hits]
    assert (first.total, len(seen), len(set(seen)), third.next_cursor) == (7, 7, 7, "")


@pytest.mark.parametrize("count", [3, 40])
def test_a_search_costs_the_same_with_few_as_with_many(django_assert_num_queries, count):
    dossiers(count)
    with django_assert_num_queries(2):
        search("mejorar carreteras")


def test_an_unknown_kind_keeps_its_own_name():
    assert registry.kind("inexistente").plural == "inexistente"
