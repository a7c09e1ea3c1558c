from dataclasses import dataclass

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tinkuy.foundation.keys.queries import key

from .models import IdentityDocument, User


@dataclass(frozen=True)
class Document:
    """A person's document in clear: for the few functions that compare it, never for a page, a log or a file."""

    kind: str
    number: str
    level: int


def document_of(user: object) -> Document | None:
    """The document of the account, deciphered; None when there is none (or its key is missing)."""
    identity = IdentityDocument.objects.filter(user=user).first() if isinstance(user, User) else None
    number = open_number(kind=identity.kind, cipher=identity.encrypted_number) if identity else None
    return Document(identity.kind, number, identity.level) if identity and number is not None else None


def open_number(*, kind: str, cipher: bytes | memoryview) -> str | None:
    """The document number in clear; None when its key is missing."""
    secret = key("identity-cipher")
    sealed = bytes(cipher)
    return AESGCM(secret).decrypt(sealed[:12], sealed[12:], kind.encode()).decode() if secret and sealed else None
