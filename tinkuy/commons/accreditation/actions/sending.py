"""A registration reaches the desk: the first time, and after an observation."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tinkuy.foundation.accounts.actions import declare_document
from tinkuy.foundation.accounts.models import IdentityDocument, User
from tinkuy.foundation.accounts.queries import open_number
from tinkuy.foundation.organizations.actions import find_or_register_organization
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.spaces.queries import why_not as why_not_stage

from .. import queries
from ..enums import LIVE_STATES, Represents, RequestState, SeatScheme
from ..models import AccreditationRequest
from ..refusals import AccreditationRefusal
from ..rules import why_not_send
from ..rules.procedure import titulars_complement
from .steps import change_state, lock_request, lock_space, tell


def send_request(*, request: AccreditationRequest, actor: User, at: datetime) -> AccreditationRequest:
    """From draft to sent. Two people who want one seat, or one person twice at once: one passes, the other reads
    why. The document is declared in the account when it had none."""
    try:
        with transaction.atomic():
            lock_space(request.space_id)
            row = lock_request(request)
            refusal = why_not_stage(row.space, "register", at)
            if refusal:
                raise Refused(refusal)
            _declare_for_the_account(row, actor, at)
            place_on_file(row, actor=actor, role="participant", at=at)
    except IntegrityError as error:
        raise _clash(request, error) from error
    return row


def place_on_file(row: AccreditationRequest, *, actor: User, role: str, at: datetime) -> None:
    """What web and paper share: the rules, the organisation, the seat, the state. The caller holds the locks."""
    obstacle = why_not_send(queries.request_facts(row, at=at), queries.requirements_of(queries.rules_of(row.space)))
    if obstacle:
        raise Refused(obstacle.refusal, **obstacle.facts)
    _join_organization(row, actor, at)
    _refuse_doubles(row)
    row.sent_at = row.sent_at or at
    row.save(update_fields=["organization", "organization_name", "sent_at"])
    change_state(request=row, to=RequestState.SENT, actor=actor, role=role, at=at)
    tell(
        row,
        subject=_("Recibimos tu inscripción %(code)s") % {"code": row.code},
        lines=[
            _("Tu inscripción como agente participante llegó a la mesa de acreditación. Su código es %(code)s.")
            % {"code": row.code},
            _("La mesa la revisará. Si falta algo, te escribiremos con el plazo para completarlo."),
        ],
        at=at,
    )


@transaction.atomic
def cure_request(*, request: AccreditationRequest, actor: User, note: str, at: datetime) -> AccreditationRequest:
    """The person answers the observation within the term; the due day counts whole."""
    lock_space(request.space_id)
    row = lock_request(request)
    refusal = queries.why_not_review(row.space, at)
    if refusal:
        raise Refused(refusal)
    if row.state == RequestState.OBSERVED and row.cure_due_on and timezone.localdate(at) > row.cure_due_on:
        raise Refused(AccreditationRefusal.CURE_TERM_OVER, due=date_format(row.cure_due_on, "l j \\d\\e F"))
    obstacle = why_not_send(queries.request_facts(row, at=at), queries.requirements_of(queries.rules_of(row.space)))
    if obstacle:
        raise Refused(obstacle.refusal, **obstacle.facts)
    _join_organization(row, actor, at)
    _refuse_doubles(row)
    row.save(update_fields=["organization", "organization_name"])
    change_state(request=row, to=RequestState.CURED, actor=actor, role="participant", at=at, reason=note.strip())
    return row


def _declare_for_the_account(row: AccreditationRequest, actor: User, at: datetime) -> None:
    identity = IdentityDocument.objects.filter(user=actor).first()
    if identity is None and row.document_fingerprint:
        number = open_number(kind=row.document_kind, cipher=row.document_cipher) or ""
        declare_document(user=actor, kind=row.document_kind, number=number, at=at)
    elif identity and row.document_fingerprint and identity.fingerprint != row.document_fingerprint:
        raise Refused(AccreditationRefusal.DOCUMENT_DIFFERS, last_four=identity.last_four)


def _join_organization(row: AccreditationRequest, actor: User, at: datetime) -> None:
    if row.represents != Represents.ORGANIZATION:
        row.organization = None
        return
    row.organization = find_or_register_organization(
        name=row.organization_name,
        kind=row.organization_kind,
        ruc=row.organization_ruc,
        registry_number=row.organization_registry,
        founded_on=row.organization_founded_on,
        ubigeo=row.province_code,
        member_count=row.organization_members,
        actor=actor,
        at=at,
    )
    row.organization_name = row.organization.name


def _refuse_doubles(row: AccreditationRequest) -> None:
    if queries.same_person(row):
        raise Refused(AccreditationRefusal.ALREADY_REQUESTED)
    if row.organization and queries.holder_of(row):
        seat = row.get_seat_display().lower()
        raise Refused(AccreditationRefusal.SEAT_TAKEN, organization=row.organization.name, seat=seat)
    _refuse_titulars_of_one_sex(row)


def _refuse_titulars_of_one_sex(row: AccreditationRequest) -> None:
    """One woman and one man, where the ordinance asks two titulars."""
    if not row.organization or queries.rules_of(row.space).seats != SeatScheme.TWO_TITULARS:
        return
    others = AccreditationRequest.objects.filter(
        space_id=row.space_id, organization=row.organization, state__in=LIVE_STATES
    )
    if not titulars_complement([row.sex, *others.exclude(pk=row.pk).values_list("sex", flat=True)]):
        raise Refused(AccreditationRefusal.TITULARS_OF_ONE_SEX)


def _clash(request: AccreditationRequest, error: IntegrityError) -> Refused:
    """The constraint spoke before the lock could: which one, as a sentence."""
    if "seat" in str(error):
        seat = request.get_seat_display().lower()
        return Refused(AccreditationRefusal.SEAT_TAKEN, organization=request.organization_name, seat=seat)
    return Refused(AccreditationRefusal.ALREADY_REQUESTED)
