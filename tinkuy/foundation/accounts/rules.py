"""How a document number is compared: as written in the register, whoever typed it."""

import hashlib
import hmac
import re


def normalized_number(kind: str, number: str) -> str:
    """Upper case, letters and digits only; a DNI that a spreadsheet robbed of its leading zeros gets them back."""
    plain = re.sub(r"[^0-9A-Z]", "", number.upper())
    return plain.zfill(8) if kind == "dni" and plain.isdigit() else plain


def fingerprint(key: bytes, kind: str, number: str) -> str:
    """HMAC-SHA256 of «kind|number». A plain hash would not do: all DNI are hashed in a minute (INTEGRITY 1.8)."""
    return hmac.new(key, f"{kind}|{normalized_number(kind, number)}".encode(), hashlib.sha256).hexdigest()
