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
    secret = key("identity-cipher")
    if identity is None or secret is None:
        return None
    sealed = bytes(identity.encrypted_number)
    number = AESGCM(secret).decrypt(sealed[:12], sealed[12:], identity.kind.encode()).decode()
    return Document(identity.kind, number, identity.level)
