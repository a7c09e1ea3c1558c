"""Documents: declared by their owner, verified by an official or by the national identity (INTEGRITY 4.8)."""

import logging
from datetime import datetime

from django.core.cache import cache
from django.db import IntegrityError, transaction

from tinkuy.foundation.audit.actions import record
from tinkuy.foundation.audit.models import PLATFORM
from tinkuy.foundation.shared.refusals import Refused

from .. import queries
from ..enums import IdentityLevel
from ..models import IdentityDocument, User
from ..queries import sealing
from ..queries.sealing import SealedNumber, seal_number
from ..refusals import IdentityRefusal, LimitRefusal
from ..rules import normalize_document

LOOKUPS_PER_HOUR = 20
logger = logging.getLogger(__name__)


def count_lookup(*, source: str, at: datetime) -> None:
    """Counts a question about a document number from a source (an address); the 21st of an hour is refused.

    Every page that answers by document number calls it first. If the counter is down, it refuses (INTEGRITY 4.6)."""
    key = f"lookups:{sealing.digest(source)}:{at:%Y%m%d%H}"
    try:
        cache.add(key, 0, timeout=3600)
        count = cache.incr(key)
    except Exception as error:
        logger.warning("The counter of look-ups failed: %s", type(error).__name__)
        raise Refused(LimitRefusal.TOO_MANY_LOOKUPS) from error
    if count > LOOKUPS_PER_HOUR:
        raise Refused(LimitRefusal.TOO_MANY_LOOKUPS)


@transaction.atomic
def declare_document(*, user: User, kind: str, number: str, at: datetime) -> IdentityDocument:
    """The person says which document is theirs. Raises MalformedDocument, or refuses one that cannot be registered."""
    normal = normalize_document(kind, number)
    User.objects.select_for_update().get(pk=user.pk)
    own = IdentityDocument.objects.filter(user=user).first()
    if own and own.level >= IdentityLevel.VERIFIED:
        raise Refused(IdentityRefusal.ALREADY_VERIFIED)
    sealed = seal_number(kind=kind, number=normal)
    if IdentityDocument.objects.filter(fingerprint=sealed.fingerprint).exclude(user=user).exists():
        raise Refused(IdentityRefusal.CANNOT_BE_REGISTERED)
    document = _write(user, kind, sealed, level=IdentityLevel.DECLARED, declared_at=at)
    record(
        chain=PLATFORM,
        kind="accounts.document_declared",
        at=at,
        actor_role="person",
        actor_number=user.pk,
        payload={"document_kind": kind},
    )
    return document


@transaction.atomic
def verify_identity(*, user: User, official: User, means: str, at: datetime, role: str = "desk") -> IdentityDocument:
    """An official saw the person and the document. `means`: how («DNI visto en mesa»). The caller checked the role."""
    document = IdentityDocument.objects.select_for_update().filter(user=user).first()
    if document is None:
        raise Refused(IdentityRefusal.NOTHING_TO_VERIFY)
    if official.pk == user.pk:
        raise Refused(IdentityRefusal.OWN_DOCUMENT)
    if document.level >= IdentityLevel.VERIFIED:
        raise Refused(IdentityRefusal.ALREADY_VERIFIED)
    document.level, document.verified_at, document.verified_by = IdentityLevel.VERIFIED, at, official
    document.verification_means = means[:60]
    document.save(update_fields=["level", "verified_at", "verified_by", "verification_means"])
    record(
        chain=PLATFORM,
        kind="accounts.identity_verified",
        at=at,
        actor_role=role,
        actor_number=official.pk,
        subject_kind="account",
        subject_number=user.pk,
        payload={"means": means[:60]},
    )
    return document


@transaction.atomic
def link_verified_document(*, user: User, kind: str, number: str, level: int, means: str, at: datetime) -> None:
    """The national identity proved the document. A mere declaration by another account gives way to the proof;
    a document verified in another account, or another one verified in this account, is refused."""
    normal = normalize_document(kind, number)
    sealed = seal_number(kind=kind, number=normal)
    other = (
        IdentityDocument.objects.select_for_update().filter(fingerprint=sealed.fingerprint).exclude(user=user).first()
    )
    own = IdentityDocument.objects.select_for_update().filter(user=user).first()
    if other and other.level >= min(level, IdentityLevel.VERIFIED):
        raise Refused(IdentityRefusal.CANNOT_BE_REGISTERED)
    if own and own.level >= IdentityLevel.VERIFIED and own.fingerprint != sealed.fingerprint:
        raise Refused(IdentityRefusal.ALREADY_VERIFIED)
    if other:
        _record_system(at, "accounts.declaration_released", other.user_id)
        other.delete()
    if own and own.fingerprint == sealed.fingerprint and own.level >= level:
        return
    _write(user, kind, sealed, level=level, declared_at=at, verified_at=at, verification_means=means[:60])
    _record_system(at, "accounts.identity_verified", user.pk, means=means[:60])


def verify_document(
    *,
    identity: IdentityDocument,
    verified_by: User | None,
    means: str,
    at: datetime,
    level: int = IdentityLevel.VERIFIED,
) -> None:
    """Marks a document as compared with its person, without a record of its own: the caller's act tells it."""
    IdentityDocument.objects.filter(pk=identity.pk).update(
        level=level, verified_at=at, verified_by=verified_by, verification_means=means[:60]
    )


def read_document_number(*, user: User, reader: User, role: str, reason: str, at: datetime) -> str:
    """The whole number, for the few who must read it; every reading is an act of the log (DS 016-2024-JUS, art. 46)."""
    record(
        chain=PLATFORM,
        kind="accounts.document_read",
        at=at,
        actor_role=role,
        actor_number=reader.pk,
        subject_kind="account",
        subject_number=user.pk,
        payload={"reason": reason},
    )
    return queries.document_number(user)


def _write(user: User, kind: str, sealed: SealedNumber, **fields: object) -> IdentityDocument:
    """Constraint first, kind sentence second: two accounts that race for a document end in one row and one refusal."""
    try:
        with transaction.atomic():
            return IdentityDocument.objects.update_or_create(
                user=user,
                defaults={
                    "kind": kind,
                    "fingerprint": sealed.fingerprint,
                    "encrypted_number": sealed.cipher,
                    "last_four": sealed.last_four,
                    **fields,
                },
            )[0]
    except IntegrityError as error:
        raise Refused(IdentityRefusal.CANNOT_BE_REGISTERED) from error


def _record_system(at: datetime, kind: str, user_number: int, **payload: str) -> None:
    record(
        chain=PLATFORM,
        kind=kind,
        at=at,
        actor_role="national_identity",
        subject_kind="account",
        subject_number=user_number,
        payload=payload,
    )
