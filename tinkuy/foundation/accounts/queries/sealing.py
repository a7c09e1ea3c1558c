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


def seal_number(*, kind: str, number: str) -> SealedNumber:
    """The stored form of a document number, also of people who have no account. `open_number` reads it."""
    plain = normalized_number(kind, number)
    return SealedNumber(digest(f"{kind}|{plain}"), seal(plain, label=kind), plain[-4:])


def open_number(*, kind: str, cipher: bytes | memoryview) -> str | None:
    """The document number in clear; None when there is none or its key is missing."""
    return unseal(bytes(cipher), label=kind) if bytes(cipher) and key(_KEEP) else None


def digest(text: str) -> str:
    """HMAC-SHA256 with the key of identities: useless without the key, which is not in the database."""
    return hmac.new(ensure_key(_COMPARE), text.encode(), "sha256").hexdigest()


def seal(text: str, *, label: str) -> bytes:
    """AES-256-GCM: 12 bytes of nonce, then the ciphertext, which opens only under the same label."""
    nonce = secrets.token_bytes(12)
    return nonce + AESGCM(ensure_key(_KEEP)).encrypt(nonce, text.encode(), label.encode())


def unseal(sealed: bytes, *, label: str) -> str:
    return AESGCM(ensure_key(_KEEP)).decrypt(sealed[:12], sealed[12:], label.encode()).decode()
