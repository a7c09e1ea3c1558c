"""The few formulas of the secret vote (INTEGRITY 2). Keys are bytes; what comes out is lower-case hex."""

import hashlib
import hmac
import re
from collections.abc import Sequence

# Crockford's base 32: no I, L, O, U, so that a receipt can be read aloud and copied from paper.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_HEX = 25  # 100 bits of the commitment make the 20 letters of a receipt code


def person(roll_key: bytes, kind: str, number: str) -> str:
    """HMAC of the document: the same person gives the same row, and nobody without the key can try all numbers."""
    return _keyed(roll_key, f"{kind}|{number}")


def token(vote_key: bytes, person_code: str, poll: str, scope: str) -> str:
    return _keyed(vote_key, f"{person_code}|{poll}|{scope}")


def commitment(poll: str, scope: str, choices: Sequence[str], nonce: str) -> str:
    """SHA-256 of «poll|scope|choices|nonce»: choices sorted and joined by commas (their keys have none)."""
    return hashlib.sha256(f"{poll}|{scope}|{','.join(sorted(choices))}|{nonce}".encode()).hexdigest()


def order_key(roll_key: bytes, person_code: str, option: str) -> str:
    """Puts the options of a voter in an order that is random among voters and stable for each."""
    return _keyed(roll_key, f"order|{person_code}|{option}")


def receipt_code(commitment_hex: str) -> str:
    """The first 100 bits of the commitment as four groups of five letters: «7K2QD-…»."""
    number = int(commitment_hex[:CODE_HEX], 16)
    letters = "".join(_ALPHABET[(number >> shift) & 31] for shift in range(95, -1, -5))
    return "-".join(letters[at : at + 5] for at in range(0, 20, 5))


def commitment_prefix(typed: str) -> str | None:
    """What somebody typed from a receipt (its code, or the whole commitment), as the start of a commitment."""
    plain = re.sub(r"[\s-]", "", typed).upper()
    if re.fullmatch(r"[0-9A-F]{64}", plain):
        return plain.lower()
    plain = plain.replace("O", "0").replace("I", "1").replace("L", "1")
    if len(plain) != 20 or any(letter not in _ALPHABET for letter in plain):
        return None
    number = 0
    for letter in plain:
        number = number << 5 | _ALPHABET.index(letter)
    return f"{number:0{CODE_HEX}x}"


def _keyed(key: bytes, message: str) -> str:
    return hmac.new(key, message.encode(), hashlib.sha256).hexdigest()
