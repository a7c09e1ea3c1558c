"""Small things about words that several apps need."""

import re
import secrets
import unicodedata

from django.utils.functional import Promise

# What people read: a sentence, or one that is translated when it is shown.
Words = str | Promise

# Crockford's base 32: no I, L, O, U, so that a code can be read aloud and copied from paper.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def fold(text: str) -> str:
    """Lower case, no accents, single spaces: how names are compared (ñ counts as n)."""
    flat = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"\s+", " ", flat).strip()


def short_code(length: int = 6) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def read_code(typed: str) -> str:
    """What somebody typed from paper, as a code: upper case, O as 0, I and L as 1, no dashes."""
    return typed.upper().replace("O", "0").replace("I", "1").replace("L", "1").replace("-", "").replace(" ", "")


def neutral_cell(value: object) -> object:
    """A value for a spreadsheet: text that a program would run as a formula gets an apostrophe in front."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value


_SMALL_WORDS = "a al ante con contra de del desde e el en entre hacia hasta la las lo los o para por sin sobre u y"
_ACRONYMS = """
    AER ADP APP CAP CEBA CETPRO CIAM CITE CONADIS CUI DNI DS EBR EIA EPS FONIPREL GL GORE GR GRD IE IEI IEP IESP IEST
    IGA IIEE IOARR ISTP JASS JEC JU LT MEF MINAM MINEDU MINSA MPC MT OTASS PCD PDRC PEI PI PIP PMI PNP PTAP PTAR RN RS
    SAP SNIP TIC TICS UBS UF UGEL UNC UNJ UNACH UPSS VRAEM
"""
_SMALL, _KEPT = frozenset(_SMALL_WORDS.split()), frozenset(_ACRONYMS.split())
_ROMAN = re.compile(r"(?=[IVX])X{0,3}(IX|IV|V?I{0,3})")


def readable(name: str) -> str:
    """An official name in capitals as one reads it: «Mejoramiento de la Carretera a Chota». For showing only: what is
    kept and exported stays as it came. Names with small letters, acronyms, numerals and codes are left alone."""
    letters = [letter for letter in name if letter.isalpha()]
    if len(letters) < 12 or sum(letter.isupper() for letter in letters) < 0.9 * len(letters):
        return name
    parts = re.split(r"([\s/\-–—()«»\"“”,;:]+)", name)
    first = next(number for number, part in enumerate(parts) if part and part[0].isalpha())
    return "".join(_word(part, is_first=number == first) for number, part in enumerate(parts))


def _word(word: str, *, is_first: bool) -> str:
    bare = word.strip(".")
    if not bare.isalpha() or bare in _KEPT or _ROMAN.fullmatch(bare):
        return word
    if bare.lower() in _SMALL and not is_first:
        return word.lower()
    return word.capitalize()
