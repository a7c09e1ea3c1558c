from dataclasses import dataclass
from typing import Any

from ..enums import ConsentPurpose, IdentityLevel
from ..models import Consent, IdentityDocument, User
from ..rules import normalize_document
from ..signals import personal_data_requested
from . import sealing


@dataclass(frozen=True)
class Document:
    """A person's document in clear: for the few functions that compare it, never for a page, a log or a file."""

    kind: str
    number: str
    level: int


def identity_level(user: Any) -> IdentityLevel:
    """How sure we are of who this is; a closed or anonymous account is at the lowest."""
    if not isinstance(user, User):
        return IdentityLevel.CONTACT
    document = IdentityDocument.objects.filter(user=user).only("level").first()
    return IdentityLevel(document.level) if document else IdentityLevel.CONTACT


def has_level(user: Any, level: int) -> bool:
    """Each act states the level it needs (law.md 7.3)."""
    return identity_level(user) >= level


def document_number(user: User) -> str:
    """The whole number, decrypted: for rolls and for its owner. Staff screens show `identity.masked`; an official who
    must read it goes through `actions.read_document_number`, which leaves a record."""
    document = document_of(user)
    return document.number if document else ""


def document_of(user: object) -> Document | None:
    """The document of the account, deciphered; None when there is none (or its key is missing)."""
    identity = IdentityDocument.objects.filter(user=user).first() if isinstance(user, User) else None
    number = sealing.open_number(kind=identity.kind, cipher=identity.encrypted_number) if identity else None
    return Document(identity.kind, number, identity.level) if identity and number is not None else None


def person_with_document(*, kind: str, number: str) -> User | None:
    """Whose document it is. Raises MalformedDocument. Pages call `actions.count_lookup` first."""
    sealed = sealing.seal_number(kind=kind, number=normalize_document(kind, number))
    document = IdentityDocument.objects.select_related("user").filter(fingerprint=sealed.fingerprint).first()
    return document.user if document else None


def consents_in_force(user: User) -> dict[str, Consent]:
    """Purpose -> the consent given and not withdrawn."""
    return {consent.purpose: consent for consent in Consent.objects.filter(user=user, withdrawn_at=None)}


def demo_accounts() -> list[User]:
    """The invented people of the demonstration, in the order they were made."""
    return list(User.objects.filter(is_demo=True, is_active=True).exclude(demo_role="").order_by("pk"))


def personal_data(user: User) -> dict[str, Any]:
    """All that is kept of a person, for that person (Ley 29733): the account, and what the apps above add."""
    data: dict[str, Any] = {
        "cuenta": {
            "correo": user.email,
            "nombres": user.given_names,
            "apellido_paterno": user.paternal_surname,
            "apellido_materno": user.maternal_surname,
            "telefono": user.phone,
            "desde": user.joined_at.isoformat(),
        },
        "documento": _document_data(user),
        "consentimientos": [
            {
                "finalidad": str(ConsentPurpose(consent.purpose).label),
                "version_del_texto": consent.text_version,
                "dado": consent.given_at.isoformat(),
                "retirado": consent.withdrawn_at.isoformat() if consent.withdrawn_at else None,
            }
            for consent in user.consents.order_by("given_at", "pk")
        ],
    }
    for _receiver, answer in personal_data_requested.send(sender=User, user=user):
        if isinstance(answer, tuple):
            title, content = answer
            data[title] = content
    return data


def _document_data(user: User) -> dict[str, Any] | None:
    document = IdentityDocument.objects.filter(user=user).first()
    if document is None:
        return None
    return {
        "tipo": str(document.get_kind_display()),
        "numero": document_number(user),
        "nivel": str(document.get_level_display()),
        "declarado": document.declared_at.isoformat(),
        "verificado": document.verified_at.isoformat() if document.verified_at else None,
        "medio": document.verification_means,
    }
