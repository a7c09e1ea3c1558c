"""Document numbers at rest: a keyed fingerprint to compare, an authenticated cipher to keep (INTEGRITY 1.8, 4.8)."""

import hmac
import secrets
from dataclasses import dataclass

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tinkuy.foundation.keys.actions import ensure_key
from tinkuy.foundation.keys.queries import key

from ..rules import normalized_number

_COMPARE, _KEEP = "identity", "identity-encryption"


@dataclass(frozen=True)
class SealedNumber:
    """What may be stored of a document number: to compare, to open with the key, to show."""

    fingerprint: str
    cipher: bytes
    last_four: str


class Sealer:
    """Seals many numbers in one piece of work: each key is read once, and goes with it."""

    def __init__(self) -> None:
        self._compare, self._keep = ensure_key(_COMPARE), AESGCM(ensure_key(_KEEP))

    def fingerprint(self, *, kind: str, number: str) -> str:
        return _hmac(self._compare, f"{kind}|{normalized_number(kind, number)}")

    def seal_number(self, *, kind: str, number: str) -> SealedNumber:
        plain = normalized_number(kind, number)
        return SealedNumber(_hmac(self._compare, f"{kind}|{plain}"), _encrypt(self._keep, plain, kind), plain[-4:])


class Opener:
    """Opens many numbers in one piece of work; None for each while the key is missing, which it never makes."""

    def __init__(self) -> None:
        found = key(_KEEP)
        self._keep = AESGCM(found) if found else None

    def open_number(self, *, kind: str, cipher: bytes | memoryview) -> str | None:
        sealed = bytes(cipher)
        if not sealed or self._keep is None:
            return None
        return self._keep.decrypt(sealed[:12], sealed[12:], kind.encode()).decode()


def seal_number(*, kind: str, number: str) -> SealedNumber:
    """The stored form of a document number, also of people who have no account. `open_number` reads it."""
    return Sealer().seal_number(kind=kind, number=number)


def open_number(*, kind: str, cipher: bytes | memoryview) -> str | None:
    """The document number in clear; None when there is none or its key is missing."""
    return Opener().open_number(kind=kind, cipher=cipher)


def digest(text: str) -> str:
    """HMAC-SHA256 with the key of identities: useless without the key, which is not in the database."""
    return _hmac(ensure_key(_COMPARE), text)


def seal(text: str, *, label: str) -> bytes:
    """AES-256-GCM: 12 bytes of nonce, then the ciphertext, which opens only under the same label."""
    return _encrypt(AESGCM(ensure_key(_KEEP)), text, label)


def unseal(sealed: bytes, *, label: str) -> str:
    return AESGCM(ensure_key(_KEEP)).decrypt(sealed[:12], sealed[12:], label.encode()).decode()


def _hmac(secret: bytes, text: str) -> str:
    return hmac.new(secret, text.encode(), "sha256").hexdigest()


def _encrypt(cipher: AESGCM, text: str, label: str) -> bytes:
    nonce = secrets.token_bytes(12)
    return nonce + cipher.encrypt(nonce, text.encode(), label.encode())
