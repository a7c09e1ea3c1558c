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
