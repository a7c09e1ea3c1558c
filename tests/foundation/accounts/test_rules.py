"""Which numbers are documents, and how they are compared (law.md 7.2)."""

import pytest

from tinkuy.foundation.accounts.rules import MalformedDocument, level_of, normalize_document, normalized_number


@pytest.mark.parametrize(
    ("kind", "typed", "number"),
    [
        ("dni", "10117410", "10117410"),
        ("dni", " 1011 7410-2 ", "10117410"),
        ("dni", "10117410-G", "10117410"),
        ("ce", "001234567", "001234567"),
        ("ce", "n-12345678", "N12345678"),
        ("passport", "ab 123456", "AB123456"),
    ],
)
def test_a_number_is_kept_in_one_form(kind, typed, number):
    assert normalize_document(kind, typed) == number
    assert normalized_number(kind, typed) == number


def test_a_dni_that_a_spreadsheet_robbed_of_its_zeros_is_compared_whole():
    assert normalized_number("dni", "123456") == "00123456"


@pytest.mark.parametrize(
    ("kind", "typed", "sentence"),
    [
        ("dni", "1011741", "8 dígitos"),
        ("dni", "1011741A", "8 dígitos"),
        ("dni", "10117410-3", "dígito de verificación no corresponde"),
        ("dni", "", "8 dígitos"),
        ("ce", "1234567", "de 8 a 12"),
        ("ce", "1234567890123", "de 8 a 12"),
        ("passport", "12345", "de 6 a 20"),
        ("passport", "12345ñ", "de 6 a 20"),
    ],
)
def test_what_is_no_document_is_said_so(kind, typed, sentence):
    with pytest.raises(MalformedDocument, match=sentence):
        normalize_document(kind, typed)


@pytest.mark.parametrize(("acr", "level"), [("pki_dnie", 3), ("face_mobile", 2), ("", 2), ("only_questions", 1)])
def test_the_way_of_proving_gives_the_level(acr, level):
    assert level_of(acr) == level
