"""The credential: granted once, suspended, given back, ended, removed. Each with its reason on file, and written down
as an event from which the register of any date is rebuilt."""

from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from tinkuy.foundation.accounts.actions import verify_identity
from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.audit.actions import record
from tinkuy.foundation.organizations.actions import publish_organization
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.shared.text import fold, short_code

from .. import queries
from ..enums import AccreditationStatus, CredentialEventKind, ListKind, RequestState, SanctionKind, Seat
from ..models import Accreditation, AccreditationRequest, CredentialEvent, Sanction
from ..queries import procedure
from ..refusals import AccreditationRefusal
from ..signals import accreditations_granted
from .deciding import DESK
from .steps import change_state, lock_request, lock_space, tell


@transaction.atomic
def grant_accreditation(
    *,
    request: AccreditationRequest,
    actor: User,
    at: datetime,
    with_vote: bool = True,
    reason: str = "",
    identity_means: str = "",
) -> Accreditation:
    """Gives the credential its number in the space. Voice only (`with_vote=False`) says why; classes with voice only
    never vote. Where the ordinance foresees challenges, only who is in the definitive list. Who will vote on the web
    needs a verified identity (law.md 7.3: an accredited official at the desk, or by the document's image):
    `identity_means` says how it was checked, when the account was not verified before."""
    lock_space(request.space_id)
    row = lock_request(request)
    refusal = queries.why_not_review(row.space, at) or queries.why_not_rule(row, actor)
    if refusal:
        raise Refused(refusal)
    rules = queries.rules_of(row.space)
    if rules.allows_challenges and not row.replaces_id and not procedure.entry_of(row, ListKind.DEFINITIVE):
        raise Refused(AccreditationRefusal.NOT_IN_DEFINITIVE)
    by_class = row.agent_class in queries.voice_only_classes(rules)
    may_vote = with_vote and not by_class
    if not may_vote and not reason.strip() and not by_class:
        raise Refused(AccreditationRefusal.REASON_MISSING)
    if row.state != RequestState.VOICE_ONLY:
        to = RequestState.ACCREDITED if may_vote else RequestState.VOICE_ONLY
        change_state(request=row, to=to, actor=actor, role=DESK, at=at, reason=reason.strip())
    if may_vote and queries.needs_identity_check(row):
        _verify(row, actor, identity_means, at)
    accreditation = _issue(row, may_vote=may_vote and row.state == RequestState.ACCREDITED, at=at)
    CredentialEvent.objects.create(
        accreditation=accreditation, kind=CredentialEventKind.GRANTED, at=at, may_vote=accreditation.may_vote
    )
    if row.organization:
        publish_organization(organization=row.organization, at=at)
    tell_granted(row, accreditation, at)
    announce([accreditation], at)
    return accreditation


def announce(granted: list[Accreditation], at: datetime) -> None:
    """For who keeps what the person did before having the credential."""
    transaction.on_commit(lambda: accreditations_granted.send(sender=Accreditation, accreditations=granted, at=at))


def _verify(row: AccreditationRequest, actor: User, means: str, at: datetime) -> None:
    if not means or row.applicant is None:
        raise Refused(AccreditationRefusal.IDENTITY_UNCHECKED)
    verify_identity(user=row.applicant, official=actor, means=means, at=at, role=DESK)


@transaction.atomic
def suspend_accreditation(*, accreditation: Accreditation, reason: str, actor: User, at: datetime) -> None:
    """Out of the roll until it is given back."""
    change_credential(accreditation, AccreditationStatus.SUSPENDED, RequestState.SUSPENDED, reason, actor, at)


@transaction.atomic
def reinstate_accreditation(*, accreditation: Accreditation, reason: str, actor: User, at: datetime) -> None:
    to = RequestState.ACCREDITED if accreditation.may_vote else RequestState.VOICE_ONLY
    change_credential(accreditation, AccreditationStatus.ACTIVE, to, reason, actor, at)


@transaction.atomic
def end_accreditation(*, accreditation: Accreditation, reason: str, actor: User, at: datetime) -> None:
    """For good: the seat is free for whom the organisation sends next."""
    change_credential(accreditation, AccreditationStatus.ENDED, RequestState.ENDED, reason, actor, at)


@transaction.atomic
def sanction_accreditation(
    *, accreditation: Accreditation, kind: str, reason: str, actor: User, at: datetime
) -> Sanction:
    """A fault and what follows: a warning, a letter, a suspension, or the removal of the person (Puno OR 003-2021)."""
    moves = {
        SanctionKind.SUSPENSION: (AccreditationStatus.SUSPENDED, RequestState.SUSPENDED),
        SanctionKind.REMOVAL: (AccreditationStatus.ENDED, RequestState.REMOVED),
    }
    if SanctionKind(kind) in moves:
        change_credential(accreditation, *moves[SanctionKind(kind)], reason, actor, at)
    else:
        _warn(accreditation, SanctionKind(kind), reason, actor, at)
    return Sanction.objects.create(
        accreditation=accreditation, kind=kind, reason=reason.strip(), imposed_at=at, imposed_by=actor
    )


def _warn(accreditation: Accreditation, kind: SanctionKind, reason: str, actor: User, at: datetime) -> None:
    row = lock_request(accreditation.request)
    refusal = queries.why_not_rule(row, actor)
    if refusal or not reason.strip():
        raise Refused(refusal or AccreditationRefusal.REASON_MISSING)
    record(
        chain=row.space.chain,
        kind="accreditation.warned_agent",
        at=at,
        actor_role=DESK,
        actor_number=actor.pk,
        subject_kind="accreditation_request",
        subject_number=row.pk,
        subject_label=row.code,
        payload={"sanction": str(kind), "credential": accreditation.number},
    )


_EVENTS = {
    RequestState.ACCREDITED: CredentialEventKind.REINSTATED,
    RequestState.VOICE_ONLY: CredentialEventKind.REINSTATED,
    RequestState.SUSPENDED: CredentialEventKind.SUSPENDED,
    RequestState.ENDED: CredentialEventKind.ENDED,
    RequestState.REPLACED: CredentialEventKind.REPLACED,
    RequestState.REMOVED: CredentialEventKind.REMOVED,
}


def change_credential(
    accreditation: Accreditation, status: AccreditationStatus, to: RequestState, reason: str, actor: User, at: datetime
) -> None:
    lock_space(accreditation.space_id)
    row = lock_request(accreditation.request)
    refusal = queries.why_not_rule(row, actor)
    if refusal:
        raise Refused(refusal)
    if not reason.strip():
        raise Refused(AccreditationRefusal.REASON_MISSING)
    payload: dict[str, object] = {"credential": accreditation.number}
    change_state(request=row, to=to, actor=actor, role=DESK, at=at, reason=reason.strip(), payload=payload)
    ended_at = at if status == AccreditationStatus.ENDED else None
    Accreditation.objects.filter(pk=accreditation.pk).update(status=status, ended_at=ended_at)
    CredentialEvent.objects.create(
        accreditation=accreditation, kind=_EVENTS[to], at=at, may_vote=accreditation.may_vote
    )
    tell(
        row,
        subject=_("Tu credencial cambió: %(state)s") % {"state": status.label.lower()},
        lines=[_("Motivo: %(reason)s") % {"reason": reason.strip()}],
        at=at,
    )


def _issue(row: AccreditationRequest, *, may_vote: bool, at: datetime) -> Accreditation:
    """The row of the credential; the space is locked, so the number is free. A code taken by chance is drawn again."""
    name = row.full_name
    for _attempt in range(20):
        try:
            with transaction.atomic():
                return Accreditation.objects.create(
                    space=row.space,
                    request=row,
                    user=row.applicant,
                    number=queries.next_number(row.space),
                    code=short_code(8),
                    public_name=name,
                    folded_name=fold(
                        f"{row.paternal_surname} {row.maternal_surname} {row.given_names} {row.organization_name}"
                    ),
                    organization=row.organization,
                    organization_name=row.organization_name,
                    agent_class=row.agent_class,
                    segment_title=row.segment.title if row.segment else "",
                    seat=row.seat or Seat.TITULAR,
                    province_code=row.province_code,
                    may_vote=may_vote,
                    granted_at=at,
                    valid_until=queries.rules_of(row.space).valid_until,
                )
        except IntegrityError:
            if Accreditation.objects.filter(request=row).exists():
                raise Refused(AccreditationRefusal.NOT_FROM_THIS_STATE, state=row.get_state_display().lower()) from None
    raise RuntimeError("No free credential code in twenty tries.")


def tell_granted(row: AccreditationRequest, accreditation: Accreditation, at: datetime) -> None:
    voice = _("con voz y voto") if accreditation.may_vote else _("solo con voz")
    address = f"{settings.BASE_URL}{reverse('accreditation:credential', args=[accreditation.code])}"
    tell(
        row,
        subject=_("Ya eres agente participante: credencial N.º %(number)s") % {"number": accreditation.number},
        lines=[
            _("Quedaste acreditada o acreditado %(voice)s en «%(space)s».")
            % {"voice": voice, "space": row.space.title},
            _("Tu credencial se verifica aquí: %(address)s") % {"address": address},
            _("Descárgala en PDF desde tu inscripción. Mira en el proceso cuándo se vota."),
        ],
        at=at,
    )
