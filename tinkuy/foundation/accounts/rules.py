"""How a document number is read, and what each level of identity allows (law.md 7.2, 7.3)."""

import re

from stdnum.exceptions import InvalidChecksum, ValidationError
from stdnum.pe import cui

# ID Perú says how the person proved who they are; an electronic DNI or a token is a certificate.
_WITH_CERTIFICATE = frozenset({"pki_dnie", "pki_token"})
_ONLY_QUESTIONS = frozenset({"only_questions"})
DECLARED, VERIFIED, CRYPTOGRAPHIC = 1, 2, 3


class MalformedDocument(ValueError):
    """The text is not a document number of that kind; the message says why, in Spanish, for who wrote it."""


def normalize_document(kind: str, typed: str) -> str:
    """The number as it is compared and kept: capital letters and digits only.

    DNI: 8 digits; the check character printed on the card is checked when given and never kept.
    CE: 8 to 12 characters. Passport: 6 to 20 (neither has a public check rule)."""
    compact = re.sub(r"[\s.\-]", "", typed).upper()
    if kind == "dni":
        return _dni(compact)
    lowest, highest, name = (8, 12, "carné de extranjería") if kind == "ce" else (6, 20, "pasaporte")
    if not re.fullmatch(rf"[A-Z0-9]{{{lowest},{highest}}}", compact):
        raise MalformedDocument(f"El número de {name} tiene de {lowest} a {highest} letras y números.")
    return compact


def normalized_number(kind: str, number: str) -> str:
    """The number as it is compared, however it was typed: capital letters and digits; a DNI that a spreadsheet robbed
    of its leading zeros gets them back, and its check character is dropped. Refuses nothing."""
    plain = re.sub(r"[^0-9A-Z]", "", number.upper())
    return plain[:8].zfill(8) if kind == "dni" and plain[:8].isdigit() else plain


def level_of(acr: str) -> int:
    """The level of identity that a way of authenticating at the national provider gives."""
    if acr in _WITH_CERTIFICATE:
        return CRYPTOGRAPHIC
    return DECLARED if acr in _ONLY_QUESTIONS else VERIFIED


def _dni(compact: str) -> str:
    if not re.fullmatch(r"\d{8}[\dA-K]?", compact):
        raise MalformedDocument("El DNI tiene 8 dígitos (puedes añadir el dígito de verificación).")
    try:
        return str(cui.validate(compact))[:8]
    except InvalidChecksum as error:
        raise MalformedDocument("El dígito de verificación no corresponde a ese DNI: revisa el número.") from error
    except ValidationError as error:
        raise MalformedDocument("Ese número no es de un DNI.") from error
