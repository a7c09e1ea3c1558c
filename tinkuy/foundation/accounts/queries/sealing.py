"""Document numbers at rest: a keyed fingerprint to compare, an authenticated cipher to keep (INTEGRITY 1.8, 4.8)."""

import hmac
import secrets

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tinkuy.foundation.keys.actions import ensure_key


def fingerprint(kind: str, number: str) -> str:
    """HMAC-SHA256 of «kind|normalised number»: useless without the key, which is not in the database."""
    return digest(f"{kind}|{number}")


def digest(text: str) -> str:
    return hmac.new(ensure_key("identity"), text.encode(), "sha256").hexdigest()


def seal(text: str, *, label: str) -> bytes:
    """AES-256-GCM; `label` ties the ciphertext to its row, so that it cannot be moved to another."""
    nonce = secrets.token_bytes(12)
    return nonce + AESGCM(ensure_key("identity-encryption")).encrypt(nonce, text.encode(), label.encode())


def unseal(sealed: bytes, *, label: str) -> str:
    sealed = bytes(sealed)
    return AESGCM(ensure_key("identity-encryption")).decrypt(sealed[:12], sealed[12:], label.encode()).decode()
