"""From elected to recognised: the act gives mandates and the role; who leaves is followed by the next in the count."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tinkuy.commons.bodies.actions import end_mandate, open_body, open_seat, seat_person
from tinkuy.commons.bodies.enums import BodyKind
from tinkuy.commons.bodies.models import Mandate, Seat
from tinkuy.commons.bodies.queries import mandates_on
from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.files.models import StoredFile
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.spaces.actions import grant_role, publish_document, revoke_role
from tinkuy.foundation.spaces.enums import SpaceRole
from tinkuy.foundation.spaces.models import SpaceMembership

from .. import queries
from ..enums import Outcome
from ..models import Candidacy, OversightCommittee
from ..refusals import ElectionRefusal
from ..rules import last_day
from .committee import act, locked
from .election import refuse_tied

DOCUMENT = "resolucion_comite"


@transaction.atomic
def recognize(
    *,
    committee: OversightCommittee,
    act_number: str,
    act_on: date,
    starts_on: date,
    actor: User,
    at: datetime,
    posts: Mapping[int, str] | None = None,
    file: StoredFile | None = None,
) -> OversightCommittee:
    """Publishes the act in the file of the process, opens the body, seats the elected and gives them their role.
    `posts`: candidacy number -> post. Two officials at once: one passes, the other reads which act it was."""
    row = locked(committee)
    if row.recognized_at:
        raise Refused(ElectionRefusal.ALREADY_RECOGNIZED, act=row.act_number)
    if row.decided_at is None:
        if row.rounds.filter(counted_at__isnull=False).exists():
            refuse_tied(row)
        raise Refused(ElectionRefusal.NOT_DECIDED)
    if not act_number.strip():
        raise Refused(ElectionRefusal.ACT_MISSING)
    row.act_number, row.starts_on, row.until_on = act_number.strip(), starts_on, last_day(starts_on, row.term_months)
    row.recognized_at = at
    row.body = open_body(
        public_body=row.space.body,
        space=row.space,
        kind=BodyKind.OVERSIGHT,
        slug=f"comite-de-vigilancia-{row.pk}",
        name=_("Comité de vigilancia · %(space)s") % {"space": row.space.title[:150]},
        opened_on=starts_on,
        legal_basis="Ley 28056; Instructivo 001-2010-EF/76.01, capítulo III.1",
        min_women_percent=row.min_women_percent,
        term_months=row.term_months,
        actor=actor,
        at=at,
    )
    row.save(update_fields=["act_number", "starts_on", "until_on", "recognized_at", "body"])
    publish_document(
        space=row.space, kind=DOCUMENT, title=_("Reconocimiento del comité de vigilancia"), number=row.act_number,
        issued_on=act_on, file=file, actor=actor, at=at,
    )  # fmt: skip
    elected = row.candidacies.filter(outcome=Outcome.ELECTED).order_by("place")
    for number, candidacy in enumerate(elected, start=1):
        seat = open_seat(
            body=row.body, number=number, title=_("Integrante %(number)s") % {"number": number}, sector="social",
            filled_by="election", proposed_by=_("Agentes participantes"), ubigeo=candidacy.province_code,
            opened_on=starts_on, actor=actor, at=at,
        )  # fmt: skip
        post = (posts or {}).get(candidacy.number, "")
        _seat(row, seat, candidacy, starts_on, act_on, actor, at, post=post, number=row.act_number, file=file)
    payload = {"act": row.act_number, "from": starts_on, "until": row.until_on, "members": len(elected)}
    act(row, "recognized_committee", actor, at, payload)
    return row


def _seat(
    committee: OversightCommittee,
    seat: Seat,
    candidacy: Candidacy,
    starts_on: date,
    act_on: date | None,
    actor: User,
    at: datetime,
    *,
    post: str,
    number: str,
    file: StoredFile | None = None,
    replaces: Mandate | None = None,
) -> Mandate:
    mandate = seat_person(
        seat=seat,
        public_name=candidacy.public_name,
        user=candidacy.user,
        sex=candidacy.sex,
        organization=candidacy.accreditation.organization,
        organization_name=candidacy.organization_name,
        post=post,
        starts_on=starts_on,
        until_on=committee.until_on,
        act_number=number,
        act_on=act_on,
        act_file=file,
        document_fingerprint=candidacy.accreditation.request.document_fingerprint,
        replaces=replaces,
        actor=actor,
        at=at,
    )
    if candidacy.user:
        grant_role(space=committee.space, user=candidacy.user, role=SpaceRole.OVERSIGHT, actor=actor, at=at)
    return mandate


@transaction.atomic
def end_member(
    *,
    committee: OversightCommittee,
    mandate: Mandate,
    reason: str,
    on: date,
    note: str,
    act_number: str,
    actor: User,
    at: datetime,
) -> Mandate | None:
    """A resignation or a removal, with its reason; the next in the count takes the seat from the following day.
    Returns the new mandate, or None when nobody is left: the seat stays vacant, in sight."""
    row = locked(committee)
    if mandate.seat.body_id != row.body_id:
        raise Refused(ElectionRefusal.NOT_A_MEMBER)
    ended = end_mandate(mandate=mandate, reason=reason, on=on, note=note, actor=actor, at=at)
    _take_role(row, ended.user_id, actor, at)
    following = _next(row, ended)
    payload = {"seat": mandate.seat.number, "reason": reason, "next": following.number if following else None}
    act(row, "ended_member", actor, at, payload)
    if following is None or ended.ended_on is None:
        return None
    Candidacy.objects.filter(pk=following.pk).update(outcome=Outcome.ELECTED)
    starts = date.fromordinal(ended.ended_on.toordinal() + 1)
    number = act_number.strip() or row.act_number
    return _seat(row, mandate.seat, following, starts, None, actor, at, post=ended.post, number=number, replaces=ended)


def _next(committee: OversightCommittee, ended: Mandate) -> Candidacy | None:
    """The next in the count; where there is one seat per province, the next of a province without a member."""
    waiting = queries.alternates(committee)
    if not committee.one_per_province or committee.body is None:
        return waiting.first()
    after = date.fromordinal((ended.ended_on or ended.starts_on).toordinal() + 1)
    names = mandates_on(committee.body, after).values_list("public_name", flat=True)
    seated = committee.candidacies.filter(outcome=Outcome.ELECTED, public_name__in=list(names))
    taken = set(seated.values_list("province_code", flat=True))
    return next((row for row in waiting if row.province_code not in taken), None)


def revoke_ended(*, at: datetime) -> int:
    """Takes the role from who no longer has a mandate in force. Who got the role by hand is left alone."""
    done, today = 0, timezone.localdate(at)
    for row in OversightCommittee.objects.filter(body__isnull=False).select_related("space", "body"):
        held = Mandate.objects.filter(seat__body=row.body, user__isnull=False)
        current = set(mandates_on(row.body, today).values_list("user_id", flat=True)) if row.body else set()
        past = held.exclude(user__in=current).exclude(starts_on__gt=today).values_list("user_id", flat=True)
        done += sum(_take_role(row, user, None, at) for user in set(past))
    return done


def _take_role(committee: OversightCommittee, user_id: int | None, actor: User | None, at: datetime) -> int:
    rows = SpaceMembership.objects.filter(space=committee.space, user_id=user_id or 0, role=SpaceRole.OVERSIGHT)
    membership = rows.select_related("space", "user").first()
    if membership is None:
        return 0
    revoke_role(membership=membership, actor=actor or membership.user, at=at)
    return 1
