"""A registration while the person writes it: each step is saved by itself, in whatever order."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from tinkuy.foundation.accounts.actions import seal_number
from tinkuy.foundation.accounts.models import IdentityDocument, User
from tinkuy.foundation.files.actions import Upload, store_upload
from tinkuy.foundation.files.enums import JPEG, PDF, PNG
from tinkuy.foundation.organizations.rules import clean_ruc
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.shared.text import fold, short_code
from tinkuy.foundation.spaces.models import Space
from tinkuy.foundation.spaces.queries import why_not as why_not_stage

from .. import queries
from ..enums import AgentClass, Represents, RequestState, Seat
from ..models import AccreditationRequest, AdherentList, Evidence, RequestConsent
from ..refusals import AccreditationRefusal
from .steps import lock_request

MAX_FILES = 10
MAX_SIZE = 5 * 1024 * 1024
ACCEPTED = frozenset({PDF, JPEG, PNG})
CONSENT_TEXT_VERSION = "2026-11"
PERSON_FIELDS = (
    "paternal_surname", "maternal_surname", "given_names", "email", "phone", "sex", "birth_date", "education",
    "profession",
)  # fmt: skip
REPRESENTATION_FIELDS = (
    "represents", "organization_name", "organization_kind", "organization_registry", "organization_founded_on",
    "organization_members", "post", "province_code", "district_code", "segment", "seat", "adherents", "agent_class",
)  # fmt: skip
_EDITABLE = (RequestState.DRAFT, RequestState.OBSERVED)
_CLASS_OF_KIND = {
    "public": AgentClass.PUBLIC_ENTITY,
    "professional": AgentClass.PROFESSIONAL,
    "university": AgentClass.PROFESSIONAL,
}


@transaction.atomic
def start_request(*, space: Space, actor: User, at: datetime) -> AccreditationRequest:
    """The person's draft in the space, with what the account already knows; called twice it is the same draft."""
    existing = queries.live_request_of(actor, space)
    if existing:
        return existing
    refusal = why_not_stage(space, "register", at)
    if refusal:
        raise Refused(refusal)
    try:
        with transaction.atomic():
            return AccreditationRequest.objects.create(
                space=space,
                applicant=actor,
                code=free_code(),
                email=actor.email,
                phone=actor.phone,
                given_names=actor.given_names,
                paternal_surname=actor.paternal_surname,
                maternal_surname=actor.maternal_surname,
                started_at=at,
                **_document_of(actor),
            )
    except IntegrityError:
        return AccreditationRequest.objects.get(
            space=space, applicant=actor, state__in=[RequestState.DRAFT, *queries.LIVE_STATES]
        )


@transaction.atomic
def save_person(*, request: AccreditationRequest, actor: User, at: datetime, **data: Any) -> AccreditationRequest:
    """Step 1. `data`: the person's fields, and document_kind with document_number (kept sealed, INTEGRITY 4.8)."""
    row = _editable(request)
    for name in PERSON_FIELDS:
        if name in data:
            setattr(row, name, data[name])
    if data.get("document_number"):
        sealed = seal_number(kind=data["document_kind"], number=data["document_number"])
        row.document_kind = data["document_kind"]
        row.document_fingerprint = sealed.fingerprint
        row.document_cipher = sealed.cipher
        row.document_last_four = sealed.last_four
        if row.state != RequestState.DRAFT and queries.same_person(row):
            raise Refused(AccreditationRefusal.ALREADY_REQUESTED)
    row.folded_name = fold(row.full_name)
    row.save()
    return row


@transaction.atomic
def save_representation(
    *, request: AccreditationRequest, actor: User, at: datetime, **data: Any
) -> AccreditationRequest:
    """Step 2: whom the person speaks for, where, in which seat. The organisation is registered when it is sent."""
    row = _editable(request)
    for name in REPRESENTATION_FIELDS:
        if name in data:
            setattr(row, name, data[name])
    row.organization_ruc = clean_ruc(data.get("organization_ruc", row.organization_ruc))
    if row.represents == Represents.SELF:
        row.organization_name = row.organization_kind = row.organization_ruc = row.organization_registry = row.post = ""
        row.organization_founded_on = row.organization_members = None
        row.seat = Seat.TITULAR
    row.agent_class = _class_of(row)
    counted = AdherentList.objects.filter(request=row).values_list("counted", flat=True).first()
    row.adherents = row.adherents if counted is None else counted
    row.save()
    return row


@transaction.atomic
def attach_evidence(*, request: AccreditationRequest, kind: str, upload: Upload, actor: User, at: datetime) -> Evidence:
    """Step 3: a PDF, JPG or PNG of up to 5 MB, checked by content."""
    row = _editable(request)
    if row.evidence.count() >= MAX_FILES:
        raise Refused(AccreditationRefusal.TOO_MANY_FILES, limit=MAX_FILES)
    stored = store_upload(upload=upload, allowed=ACCEPTED, max_size=MAX_SIZE, uploader=actor, at=at)
    return Evidence.objects.create(request=row, kind=kind, file=stored, added_at=at)


@transaction.atomic
def remove_evidence(*, request: AccreditationRequest, evidence: Evidence, actor: User, at: datetime) -> None:
    """Takes a file away. What the desk already saw (attached before the request was sent) stays on file."""
    row = _editable(request)
    if row.sent_at and evidence.added_at <= row.sent_at:
        raise Refused(AccreditationRefusal.NOT_EDITABLE)
    Evidence.objects.filter(pk=evidence.pk, request=row).delete()


@transaction.atomic
def save_consents(*, request: AccreditationRequest, purposes: list[str], actor: User | None, at: datetime) -> None:
    """The boxes that are ticked now, each with the version of its text; one that was unticked is withdrawn."""
    row = _editable(request)
    row.consents.exclude(purpose__in=purposes).delete()
    for purpose in purposes:
        RequestConsent.objects.get_or_create(
            request=row, purpose=purpose, defaults={"text_version": CONSENT_TEXT_VERSION, "given_at": at}
        )


@transaction.atomic
def discard_draft(*, request: AccreditationRequest, actor: User, at: datetime) -> None:
    """Forgets a draft with everything in it. A request that was sent is never removed."""
    row = lock_request(request)
    if row.state != RequestState.DRAFT:
        raise Refused(AccreditationRefusal.NOT_EDITABLE)
    row.delete()


def free_code() -> str:
    """A short code that no request has; the constraint keeps the truth of the one in a billion."""
    codes = (short_code() for _ in range(20))
    return next(code for code in codes if not AccreditationRequest.objects.filter(code=code).exists())


def _editable(request: AccreditationRequest) -> AccreditationRequest:
    row = lock_request(request)
    if row.state not in _EDITABLE:
        raise Refused(AccreditationRefusal.NOT_EDITABLE)
    return row


def _document_of(actor: User) -> dict[str, Any]:
    """The account's document, as it is sealed there."""
    identity = IdentityDocument.objects.filter(user=actor).first()
    if identity is None:
        return {}
    return {
        "document_kind": identity.kind,
        "document_fingerprint": identity.fingerprint,
        "document_cipher": bytes(identity.encrypted_number),
        "document_last_four": identity.last_four,
        "birth_date": identity.birth_date,
    }


def _class_of(row: AccreditationRequest) -> str:
    if row.represents == Represents.SELF:
        return AgentClass.CITIZEN
    return _CLASS_OF_KIND.get(row.organization_kind, AgentClass.ORGANIZATION)
