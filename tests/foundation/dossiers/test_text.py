"""Spanish words meet whatever their accents, number or tense; Quechua words are left as they are written."""

import pytest

from tinkuy.foundation.dossiers.text import MAX_TERMS, stem, terms, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Participación", "participar"),
        ("árboles", "arbol"),
        ("vías", "vía"),
        ("obras", "obra"),
        ("pistas", "pista"),
        ("reparaciones", "reparación"),
        ("votación", "votar"),
        ("construcción", "construir"),
        ("pavimentación", "pavimentar"),
        ("hospitales", "hospital"),
        ("lápices", "lápiz"),
        ("calles", "calle"),
        ("cobres", "cobre"),
        ("redes", "red"),
        ("distribución", "distribuir"),
        ("evaluaciones", "evaluar"),
    ],
)
def test_forms_of_a_word_have_one_stem(one, other):
    assert stem(words(one)[0]) == stem(words(other)[0])


@pytest.mark.parametrize(("one", "other"), [("riego", "riesgo"), ("puente", "puesto"), ("canal", "cano")])
def test_different_words_stay_apart(one, other):
    assert stem(one) != stem(other)


def test_apostrophes_of_quechua_do_not_break_a_word():
    assert words("Ch'aska, ñawi; LLAQTA’kuna") == ["chaska", "nawi", "llaqtakuna"]


def test_small_words_do_not_count_unless_they_are_all_there_is():
    assert [term.alternatives[0][0].exact for term in terms("la carretera de Chota")] == ["carretera", "chota"]
    assert [term.alternatives[0][0].exact for term in terms("de la")] == ["de", "la"]


def test_only_the_last_word_may_be_unfinished():
    assert [term.alternatives[0][0].is_prefix for term in terms("puente cajam")] == [False, True]


def test_a_phrase_is_one_term_with_its_synonyms():
    [term] = terms("centros de salud")
    assert [[token.exact for token in said] for said in term.alternatives][:2] == [["centros", "salud"], ["posta"]]


def test_a_question_has_at_most_twelve_terms():
    assert len(terms(" ".join(f"palabra{n}" for n in range(500)))) == MAX_TERMS


@pytest.mark.parametrize("text", ["", "   ", "!!!", "\x00", "—", "'\"*()"])
def test_what_has_no_words_asks_nothing(text):
    assert terms(text) == []
