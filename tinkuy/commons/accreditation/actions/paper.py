"""A person without telephone or account registers on paper: the desk types what the form says, and why it was paper."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.files.actions import Upload
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.spaces.models import Space
from tinkuy.foundation.spaces.queries import why_not as why_not_stage

from ..enums import Channel, EvidenceKind
from ..models import AccreditationRequest
from ..refusals import AccreditationRefusal
from ..rules import REQUIRED_CONSENTS
from .drafts import attach_evidence, free_code, save_consents, save_person, save_representation
from .sending import place_on_file
from .steps import lock_space


def register_on_paper(
    *,
    space: Space,
    reason: str,
    person: dict[str, Any],
    representation: dict[str, Any],
    uploads: list[tuple[str, Upload]],
    actor: User,
    at: datetime,
) -> AccreditationRequest:
    """The whole registration in one act, in the name of who signed the form. `uploads`: (kind of evidence, file); the
    scanned form itself among them. Another person of the desk may rule on it, never who it is about."""
    if not reason.strip():
        raise Refused(AccreditationRefusal.REASON_MISSING)
    try:
        with transaction.atomic():
            lock_space(space.pk)
            refusal = why_not_stage(space, "register", at)
            if refusal:
                raise Refused(refusal)
            request = AccreditationRequest.objects.create(
                space=space,
                applicant=None,
                code=free_code(),
                channel=Channel.PAPER,
                entered_by=actor,
                entry_reason=reason.strip(),
                started_at=at,
            )
            save_person(request=request, actor=actor, at=at, **person)
            save_representation(request=request, actor=actor, at=at, **representation)
            for kind, upload in uploads:
                attach_evidence(request=request, kind=kind or EvidenceKind.FORM, upload=upload, actor=actor, at=at)
            save_consents(request=request, purposes=sorted(REQUIRED_CONSENTS), actor=actor, at=at)
            request.refresh_from_db()
            place_on_file(request, actor=actor, role="desk", at=at)
    except IntegrityError as error:
        raise Refused(AccreditationRefusal.ALREADY_REQUESTED) from error
    return request
