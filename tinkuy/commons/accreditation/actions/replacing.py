"""An organisation changes who speaks for it: its act, the old credential out, the new one in, at once. It asks from its
account and the desk accepts, or it comes to the desk with its paper."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.audit.actions import record
from tinkuy.foundation.files.actions import Upload
from tinkuy.foundation.mailing.actions import queue_message
from tinkuy.foundation.shared.refusals import Refused

from .. import queries
from ..enums import AccreditationStatus, Channel, EvidenceKind, RequestState
from ..models import Accreditation, AccreditationRequest
from ..queries.replacements import speaks_for, waiting
from ..refusals import AccreditationRefusal
from ..rules import REQUIRED_CONSENTS
from .credentials import change_credential, grant_accreditation
from .deciding import DESK, admit_request
from .drafts import attach_evidence, free_code, save_consents, save_person
from .sending import place_on_file
from .steps import lock_request, lock_space

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
    """At the desk. The new delegate takes the same seat of the same organisation, with the act of its assembly among
    `uploads` ((kind of evidence, file)). Both are on file: who left, who came, why. It is no new list: the seat was in
    it already."""
    try:
        with transaction.atomic():
            draft = _draft(accreditation, person, uploads, reason, post, actor, at)
            return _accept(draft, actor, at)
    except IntegrityError as error:
        raise Refused(AccreditationRefusal.ALREADY_REQUESTED) from error


def ask_replacement(
    *,
    accreditation: Accreditation,
    person: dict[str, Any],
    uploads: list[tuple[str, Upload]],
    reason: str,
    actor: User,
    at: datetime,
    post: str = "",
) -> AccreditationRequest:
    """The organisation itself asks, through whoever holds one of its credentials. Nothing changes until the desk has
    looked at the act and at the new delegate's document. One at a time for each seat."""
    if not speaks_for(actor, accreditation):
        raise Refused(AccreditationRefusal.NOT_YOUR_ORGANIZATION)
    try:
        with transaction.atomic():
            draft = _draft(accreditation, person, uploads, reason, post, actor, at)
            _record(draft, "asked_replacement", "participant", actor, at)
    except IntegrityError as error:
        raise Refused(AccreditationRefusal.REPLACEMENT_ASKED) from error
    return draft


@transaction.atomic
def accept_replacement(*, request: AccreditationRequest, actor: User, at: datetime) -> Accreditation:
    """The desk has seen the act and the document: the change is done as if it had been brought on paper."""
    lock_space(request.space_id)
    row = _waiting(request)
    granted = _accept(row, actor, at)
    _tell_who_asked(row, _("La mesa aceptó el cambio de quien representa a tu organización."), at)
    return granted


@transaction.atomic
def refuse_replacement(*, request: AccreditationRequest, reason: str, actor: User, at: datetime) -> None:
    """Nothing changes; what was proposed, with its personal data, is erased. Who asked reads why."""
    lock_space(request.space_id)
    row = _waiting(request)
    refusal = queries.why_not_rule(row, actor)
    if refusal or not reason.strip():
        raise Refused(refusal or AccreditationRefusal.REASON_MISSING)
    _record(row, "refused_replacement", DESK, actor, at)
    words = _("La mesa no aceptó el cambio de quien representa a tu organización. Motivo: %(reason)s")
    _tell_who_asked(row, words % {"reason": reason.strip()}, at)
    row.delete()


def _waiting(request: AccreditationRequest) -> AccreditationRequest:
    """The proposal, locked; somebody else may have decided on it meanwhile."""
    if not AccreditationRequest.objects.filter(pk=request.pk, state=RequestState.DRAFT).exists():
        raise Refused(AccreditationRefusal.NOT_FROM_THIS_STATE, state=request.get_state_display().lower())
    return lock_request(request)


def _draft(
    old: Accreditation,
    person: dict[str, Any],
    uploads: list[tuple[str, Upload]],
    reason: str,
    post: str,
    actor: User,
    at: datetime,
) -> AccreditationRequest:
    """Who comes, in the place of whom, as a draft with its evidence."""
    lock_space(old.space_id)
    old = Accreditation.objects.select_related("request", "space").get(pk=old.pk)
    if old.organization_id is None or old.status == AccreditationStatus.ENDED:
        raise Refused(AccreditationRefusal.ONLY_ORGANIZATIONS_REPLACE)
    if waiting(old.space).filter(replaces=old).exists():
        raise Refused(AccreditationRefusal.REPLACEMENT_ASKED)
    if EvidenceKind.MANDATE not in [kind for kind, _file in uploads]:
        raise Refused(AccreditationRefusal.EVIDENCE_MISSING, missing=EvidenceKind.MANDATE.label)
    if not reason.strip():
        raise Refused(AccreditationRefusal.REASON_MISSING)
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
    return request


def _accept(request: AccreditationRequest, actor: User, at: datetime) -> Accreditation:
    old = Accreditation.objects.select_related("request", "space").get(replaced_by=request)
    reason = request.entry_reason
    change_credential(old, AccreditationStatus.ENDED, RequestState.REPLACED, reason, actor, at)
    place_on_file(request, actor=actor, role=DESK, at=at)
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


def _tell_who_asked(row: AccreditationRequest, words: str, at: datetime) -> None:
    asker = row.entered_by
    if asker is None or not asker.email:
        return
    queue_message(
        recipient=asker.email,
        subject=_("El cambio de quien representa a %(organization)s") % {"organization": row.organization_name[:120]},
        body=f"{words}\n\n{row.space.title}",
        kind="accreditation",
        key=f"accreditation:replacement:{row.pk}",
        at=at,
        is_legal_notice=True,
    )


def _record(row: AccreditationRequest, verb: str, role: str, actor: User, at: datetime) -> None:
    record(
        chain=row.space.chain,
        kind=f"accreditation.{verb}",
        at=at,
        actor_role=role,
        actor_number=actor.pk,
        subject_kind="accreditation_request",
        subject_number=row.pk,
        subject_label=row.code,
        payload={"credential": row.replaces.number if row.replaces else None},
    )
