import secrets
from dataclasses import dataclass
from datetime import datetime

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tinkuy.foundation.keys.actions import ensure_key

from .enums import IdentityLevel
from .models import IdentityDocument, User
from .rules import fingerprint, normalized_number


def declare_document(*, user: User, kind: str, number: str, at: datetime) -> IdentityDocument:
    """Keeps the document as INTEGRITY 4.8 says: fingerprint, cipher, four digits. One document, one account: the
    second account that declares it meets the constraint `one_account_per_document`."""
    sealed = seal_number(kind=kind, number=number)
    return IdentityDocument.objects.create(
        user=user,
        kind=kind,
        fingerprint=sealed.fingerprint,
        encrypted_number=sealed.cipher,
        last_four=sealed.last_four,
        level=IdentityLevel.DECLARED,
        declared_at=at,
    )


@dataclass(frozen=True)
class SealedNumber:
    """What may be stored of a document number: to compare, to open with the key, to show."""

    fingerprint: str
    cipher: bytes
    last_four: str


def seal_number(*, kind: str, number: str) -> SealedNumber:
    """The stored form of a document number, also of people who have no account. `queries.open_number` reads it."""
    plain = normalized_number(kind, number)
    nonce = secrets.token_bytes(12)
    cipher = nonce + AESGCM(ensure_key("identity-cipher")).encrypt(nonce, plain.encode(), kind.encode())
    return SealedNumber(fingerprint(ensure_key("identity-fingerprint"), kind, plain), cipher, plain[-4:])


def verify_document(
    *,
    identity: IdentityDocument,
    verified_by: User | None,
    means: str,
    at: datetime,
    level: int = IdentityLevel.VERIFIED,
) -> None:
    """Somebody (or a simulator of the national register) compared the document with the person."""
    IdentityDocument.objects.filter(pk=identity.pk).update(
        level=level, verified_at=at, verified_by=verified_by, verification_means=means
    )
