"""An organisation changes who speaks for it: its act, the old credential out, the new one in, at once."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.files.actions import Upload
from tinkuy.foundation.shared.refusals import Refused

from ..enums import AccreditationStatus, Channel, EvidenceKind, RequestState
from ..models import Accreditation, AccreditationRequest
from ..refusals import AccreditationRefusal
from ..rules import REQUIRED_CONSENTS
from .credentials import change_credential, grant_accreditation
from .deciding import admit_request
from .drafts import attach_evidence, free_code, save_consents, save_person
from .sending import place_on_file
from .steps import lock_space

_SAME = (
    "represents", "organization_id", "organization_name", "organization_kind", "organization_ruc",
    "organization_registry", "organization_founded_on", "organization_members", "province_code", "district_code",
    "agent_class", "segment_id", "seat",
)  # fmt: skip


def replace_accreditation(
    *,
    accreditation: Accreditation,
    person: dict[str, Any],
    uploads: list[tuple[str, Upload]],
    reason: str,
    actor: User,
    at: datetime,
    post: str = "",
) -> Accreditation:
    """The new delegate takes the same seat of the same organisation, with the act of its assembly among `uploads`
    ((kind of evidence, file)). Both are on file: who left, who came, why. It is no new list: the seat was in
    it already."""
    try:
        with transaction.atomic():
            return _replace(accreditation, person, uploads, reason, post, actor, at)
    except IntegrityError as error:
        raise Refused(AccreditationRefusal.ALREADY_REQUESTED) from error


def _replace(
    old: Accreditation,
    person: dict[str, Any],
    uploads: list[tuple[str, Upload]],
    reason: str,
    post: str,
    actor: User,
    at: datetime,
) -> Accreditation:
    lock_space(old.space_id)
    old = Accreditation.objects.select_related("request", "space").get(pk=old.pk)
    if old.organization_id is None or old.status == AccreditationStatus.ENDED:
        raise Refused(AccreditationRefusal.ONLY_ORGANIZATIONS_REPLACE)
    if EvidenceKind.MANDATE not in [kind for kind, _file in uploads]:
        label = EvidenceKind.MANDATE.label
        raise Refused(AccreditationRefusal.EVIDENCE_MISSING, missing=label)
    change_credential(old, AccreditationStatus.ENDED, RequestState.REPLACED, reason, actor, at)
    request = AccreditationRequest.objects.create(
        space=old.space,
        code=free_code(),
        channel=Channel.PAPER,
        entered_by=actor,
        entry_reason=reason.strip()[:300],
        started_at=at,
        replaces=old,
        post=post,
        **{name: getattr(old.request, name) for name in _SAME},
    )
    save_person(request=request, actor=actor, at=at, **person)
    for kind, upload in uploads:
        attach_evidence(request=request, kind=kind, upload=upload, actor=actor, at=at)
    save_consents(request=request, purposes=sorted(REQUIRED_CONSENTS), actor=actor, at=at)
    request.refresh_from_db()
    place_on_file(request, actor=actor, role="desk", at=at)
    admit_request(request=request, actor=actor, at=at)
    request.refresh_from_db()
    return grant_accreditation(
        request=request,
        actor=actor,
        at=at,
        with_vote=old.may_vote,
        reason=reason,
        identity_means="Documento visto en la mesa",
    )
