"""Many at once, each with its own line of history: admitting what has nothing against it, granting credentials."""

import hashlib
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from tinkuy.foundation.accounts.enums import IdentityLevel
from tinkuy.foundation.accounts.models import IdentityDocument, User
from tinkuy.foundation.audit.actions import record
from tinkuy.foundation.organizations.models import CivilSocietyOrganization
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.shared.text import fold, short_code
from tinkuy.foundation.spaces.models import Space

from .. import queries
from ..enums import CredentialEventKind, ListKind, RequestState, Seat
from ..models import Accreditation, AccreditationRequest, CredentialEvent, RequestEvent
from ..queries import procedure
from ..refusals import AccreditationRefusal
from .credentials import announce, tell_granted
from .deciding import DESK
from .steps import lock_space

_SIZE = 500


@transaction.atomic
def admit_all(*, space: Space, actor: User, at: datetime) -> int:
    """Admits what waits and has nothing against it. Left for a person to look at: likely twins, what is one's own, what
    is of one's own organisation (art. 99). Returns how many."""
    space = lock_space(space.pk)
    _refuse_shut(space, at)
    waiting = AccreditationRequest.objects.filter(space=space, state__in=procedure.UNDECIDED)
    rows = list(_not_own(waiting, actor, space).select_for_update(of=("self",)).order_by("id"))
    doubtful = queries.twin_keys(space)
    rows = [row for row in rows if (row.folded_name, row.birth_date) not in doubtful]
    _move(rows, RequestState.ADMITTED, actor, at)
    _record_bulk(space, "admitted_in_bulk", rows, actor, at)
    return len(rows)


@transaction.atomic
def grant_all(*, space: Space, actor: User, at: datetime) -> int:
    """A credential for each admitted person whose identity was checked; where the ordinance foresees challenges, only
    those of the definitive list. Returns how many."""
    space = lock_space(space.pk)
    _refuse_shut(space, at)
    rules = queries.rules_of(space)
    admitted = AccreditationRequest.objects.filter(space=space, state=RequestState.ADMITTED)
    if rules.allows_challenges:
        listed = procedure.last_list(space, ListKind.DEFINITIVE)
        if listed is None:
            raise Refused(AccreditationRefusal.NOT_IN_DEFINITIVE)
        admitted = admitted.filter(roster_entries__roster_list=listed, roster_entries__standing__in=procedure.FIT)
    checked = IdentityDocument.objects.filter(level__gte=IdentityLevel.VERIFIED).values("user_id")
    admitted = admitted.filter(Q(applicant__isnull=True) | Q(applicant__in=checked))
    mine = _not_own(admitted, actor, space).select_for_update(of=("self",)).select_related("space__body")
    rows = list(mine.order_by("paternal_surname", "maternal_surname", "given_names", "id"))
    granted = _issue_all(space, rows, at)
    _move([row for row in rows if granted[row.pk].may_vote], RequestState.ACCREDITED, actor, at)
    _move([row for row in rows if not granted[row.pk].may_vote], RequestState.VOICE_ONLY, actor, at)
    named = {row.organization_id for row in rows if row.organization_id}
    CivilSocietyOrganization.objects.filter(pk__in=named, published_at__isnull=True).update(published_at=at)
    _record_bulk(space, "granted_in_bulk", rows, actor, at)
    for row in rows:
        tell_granted(row, granted[row.pk], at)
    announce(list(granted.values()), at)
    return len(rows)


def _issue_all(space: Space, rows: list[AccreditationRequest], at: datetime) -> dict[int, Accreditation]:
    rules = queries.rules_of(space)
    voice_only = queries.voice_only_classes(rules)
    first = queries.next_number(space)
    segments = dict(rules.segments.values_list("pk", "title")) if rules.pk else {}
    made = [
        Accreditation(
            space=space,
            request=row,
            user_id=row.applicant_id,
            number=first + place,
            code=short_code(8),
            public_name=row.full_name,
            folded_name=fold(
                f"{row.paternal_surname} {row.maternal_surname} {row.given_names} {row.organization_name}"
            ),
            organization_id=row.organization_id,
            organization_name=row.organization_name,
            agent_class=row.agent_class,
            segment_title=segments.get(row.segment_id or 0, ""),
            seat=row.seat or Seat.TITULAR,
            province_code=row.province_code,
            may_vote=row.agent_class not in voice_only,
            granted_at=at,
            valid_until=rules.valid_until,
        )
        for place, row in enumerate(rows)
    ]
    Accreditation.objects.bulk_create(made, batch_size=_SIZE)
    CredentialEvent.objects.bulk_create(
        [
            CredentialEvent(accreditation=one, kind=CredentialEventKind.GRANTED, at=at, may_vote=one.may_vote)
            for one in made
        ],
        batch_size=_SIZE,
    )
    return {one.request_id: one for one in made}


def _move(rows: list[AccreditationRequest], to: RequestState, actor: User, at: datetime) -> None:
    RequestEvent.objects.bulk_create(
        [
            RequestEvent(request=row, from_state=row.state, to_state=to, at=at, actor=actor, actor_role=DESK)
            for row in rows
        ],
        batch_size=_SIZE,
    )
    for start in range(0, len(rows), _SIZE):
        numbers = [row.pk for row in rows[start : start + _SIZE]]
        AccreditationRequest.objects.filter(pk__in=numbers).update(state=to)


def _not_own(rows: QuerySet[AccreditationRequest], actor: User, space: Space) -> QuerySet[AccreditationRequest]:
    """Nobody decides on their own request nor on their organisation's."""
    fingerprint = IdentityDocument.objects.filter(user=actor).values_list("fingerprint", flat=True).first() or "-"
    mine = Q(applicant=actor) | Q(document_fingerprint=fingerprint)
    organizations = AccreditationRequest.objects.filter(mine, space=space, organization__isnull=False)
    rows = rows.exclude(document_fingerprint=fingerprint).filter(Q(applicant__isnull=True) | ~Q(applicant=actor))
    own = list(organizations.values_list("organization_id", flat=True))
    return rows.filter(Q(organization__isnull=True) | ~Q(organization__in=own)) if own else rows


def _refuse_shut(space: Space, at: datetime) -> None:
    refusal = queries.why_not_review(space, at)
    if refusal:
        raise Refused(refusal)


def _record_bulk(space: Space, verb: str, rows: list[AccreditationRequest], actor: User, at: datetime) -> None:
    """One act for all, with the fingerprint of the codes in their order: who they are is in their own histories."""
    if not rows:
        return
    codes = hashlib.sha256("\n".join(row.code for row in rows).encode()).hexdigest()
    record(
        chain=space.chain,
        kind=f"accreditation.{verb}",
        at=at,
        actor_role=DESK,
        actor_number=actor.pk,
        subject_kind="space",
        subject_number=space.pk,
        subject_label=space.title,
        payload={"count": len(rows), "codes_sha256": codes},
    )
