"""Opening a body, seating people, ending mandates. Nothing is deleted; every step is an act."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.audit.actions import record
from tinkuy.foundation.audit.models import PLATFORM
from tinkuy.foundation.files.models import StoredFile
from tinkuy.foundation.mailing.actions import queue_message
from tinkuy.foundation.organizations.models import CivilSocietyOrganization, PublicBody
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.shared.text import fold
from tinkuy.foundation.spaces.models import Space
from tinkuy.foundation.territory.queries import districts_of, provinces_of

from . import queries
from .enums import COUNCILS, EndReason, MandateRole
from .models import CollegiateBody, Mandate, Seat
from .readers import seat_plans, templates
from .refusals import BodyRefusal
from .rules import Span, notice_due, overlap


@transaction.atomic
def open_body(
    *,
    public_body: PublicBody,
    kind: str,
    slug: str,
    name: str,
    actor: User | None,
    at: datetime,
    opened_on: date | None = None,
    space: Space | None = None,
    **fields: object,
) -> CollegiateBody:
    """`fields`: legal_basis, source, quotas, quota_note, term_months."""
    try:
        with transaction.atomic():
            body = CollegiateBody.objects.create(
                public_body=public_body,
                space=space,
                kind=kind,
                slug=slug,
                name=name,
                opened_on=opened_on or timezone.localdate(at),
                **fields,
            )
    except IntegrityError as error:
        raise Refused(BodyRefusal.SLUG_TAKEN) from error
    _record(body, "bodies.opened_body", actor, at, {"kind": kind, "name": name, "slug": slug})
    return body


@transaction.atomic
def open_from_template(
    *,
    public_body: PublicBody,
    template: str,
    slug: str,
    actor: User | None,
    at: datetime,
    opened_on: date | None = None,
    space: Space | None = None,
) -> CollegiateBody:
    """The composition that the law gives, in the territory of the entity: its provinces or districts get their seat."""
    found = templates().get(template)
    if found is None:
        raise Refused(BodyRefusal.UNKNOWN_TEMPLATE)
    columns = ("legal_basis", "source", "society_base", "society_percent", "one_producer_in", "min_women_percent")
    fields = {name: found[name] for name in (*columns, "quota_note", "term_months")}
    body = open_body(
        public_body=public_body,
        kind=found["kind"],
        slug=slug,
        name=found["name"],
        actor=actor,
        at=at,
        opened_on=opened_on,
        space=space,
        **fields,
    )
    code = public_body.ubigeo
    provinces = {row.code: row.name for row in provinces_of(code)} if len(code) == 2 else {}
    districts = {row.code: row.name for row in districts_of(code)} if len(code) == 4 else {}
    for number, plan in enumerate(seat_plans(found, provinces=provinces, districts=districts), start=1):
        open_seat(
            body=body,
            number=number,
            title=plan.title,
            sector=plan.sector,
            filled_by=plan.filled_by,
            ubigeo=plan.ubigeo,
            proposed_by=plan.proposed_by,
            opened_on=body.opened_on,
            actor=actor,
            at=at,
        )
    return body


@transaction.atomic
def open_seat(
    *,
    body: CollegiateBody,
    number: int,
    title: str,
    sector: str,
    filled_by: str,
    actor: User | None,
    at: datetime,
    ubigeo: str = "",
    proposed_by: str = "",
    opened_on: date | None = None,
) -> Seat:
    held = _locked(body)
    _refuse_closed(held)
    if held.seats.filter(number=number).exists():
        raise Refused(BodyRefusal.NUMBER_TAKEN, number=number)
    seat = Seat.objects.create(
        body=held,
        number=number,
        title=title.strip(),
        sector=sector,
        filled_by=filled_by,
        ubigeo=ubigeo,
        proposed_by=proposed_by.strip(),
        opened_on=opened_on or timezone.localdate(at),
    )
    _record(held, "bodies.opened_seat", actor, at, {"seat": number, "sector": sector, "filled_by": filled_by})
    return seat


@transaction.atomic
def close_seat(*, seat: Seat, on: date, reason: str, actor: User | None, at: datetime) -> None:
    held = _locked(seat.body)
    if not reason.strip():
        raise Refused(BodyRefusal.REASON_MISSING)
    _refuse_members(Mandate.objects.filter(seat=seat), on)
    Seat.objects.filter(pk=seat.pk).update(closed_on=on)
    _record(held, "bodies.closed_seat", actor, at, {"seat": seat.number, "on": on, "reason": reason.strip()})


@transaction.atomic
def close_body(
    *, body: CollegiateBody, on: date, actor: User | None, at: datetime, successor: CollegiateBody | None = None
) -> None:
    """The body ends, with the one that takes its place; its seats and mandates stay readable for ever."""
    held = _locked(body)
    _refuse_closed(held)
    _refuse_members(Mandate.objects.filter(seat__body=held), on)
    held.closed_on, held.successor = on, successor
    held.save(update_fields=["closed_on", "successor"])
    _record(held, "bodies.closed_body", actor, at, {"on": on, "successor": successor.pk if successor else None})


def seat_person(
    *,
    seat: Seat,
    public_name: str,
    starts_on: date,
    act_number: str,
    actor: User | None,
    at: datetime,
    role: str = MandateRole.TITULAR,
    user: User | None = None,
    until_on: date | None = None,
    organization: CivilSocietyOrganization | None = None,
    organization_name: str = "",
    sex: str = "",
    post: str = "",
    document_fingerprint: str = "",
    act_on: date | None = None,
    act_file: StoredFile | None = None,
    replaces: Mandate | None = None,
) -> Mandate:
    """Gives a mandate. A mandate whose term was over is closed in passing; one in force refuses. Two at once: one
    passes, the other reads who sits there."""
    mandate = Mandate(
        seat=seat,
        role=role,
        user=user,
        public_name=public_name.strip(),
        folded_name=fold(public_name),
        sex=sex,
        organization=organization,
        organization_name=(organization.name if organization else organization_name).strip(),
        post=post.strip(),
        starts_on=starts_on,
        until_on=until_on,
        act_number=act_number.strip(),
        act_on=act_on,
        act_file=act_file,
        replaces=replaces,
        person_key=f"user:{user.pk}" if user else f"doc:{document_fingerprint}" if document_fingerprint else "",
        organization_key=f"org:{organization.pk}" if organization else "",
    )
    try:
        with transaction.atomic():
            _seat(mandate, actor, at)
    except IntegrityError as error:
        raise _clash(mandate, error) from error
    return mandate


def _seat(mandate: Mandate, actor: User | None, at: datetime) -> None:
    mandate.seat = Seat.objects.select_related("body__public_body").get(pk=mandate.seat_id)
    mandate.exclusive_scope = queries.exclusive_scope_of(mandate.seat)
    # The councils first, in one order: locking its own body before them made two councils wait for each other.
    _lock_councils(mandate)
    body = _locked(mandate.seat.body)
    mandate.seat.refresh_from_db(fields=["closed_on"])
    _refuse_incomplete(mandate, body)
    _close_expired(mandate, at)
    holder = _who_overlaps(mandate)
    if holder:
        raise Refused(BodyRefusal.SEAT_HELD, **_held_by(mandate, holder))
    clash = queries.clash_of(
        scope=mandate.exclusive_scope,
        person_key=mandate.person_key,
        organization_key=mandate.organization_key,
        role=mandate.role,
        seat=mandate.seat,
    )
    if clash:
        raise Refused(BodyRefusal.DOUBLE_ACCREDITATION, body=clash.seat.body.name)
    mandate.save()
    payload = {
        "seat": mandate.seat.number,
        "role": mandate.role,
        "from": mandate.starts_on,
        "until": mandate.until_on,
        "act": mandate.act_number,
        "replaces": mandate.replaces_id,
    }
    _record(body, "bodies.seated_person", actor, at, payload, number=mandate.pk)


@transaction.atomic
def end_mandate(*, mandate: Mandate, reason: str, on: date, note: str, actor: User | None, at: datetime) -> Mandate:
    """Ends a mandate with its last day and its reason; the alternate stands in from the next day."""
    body = _locked(mandate.seat.body)
    row = Mandate.objects.select_for_update(of=("self",)).select_related("seat").get(pk=mandate.pk)
    if row.ended_on is not None:
        raise Refused(BodyRefusal.ALREADY_ENDED)
    if reason in (EndReason.REMOVAL, EndReason.RESIGNATION) and not note.strip():
        raise Refused(BodyRefusal.REASON_MISSING)
    row.ended_on, row.end_reason, row.end_note = max(on, row.starts_on - timedelta(days=1)), reason, note.strip()
    if row.until_on:
        row.ended_on = min(row.ended_on, row.until_on)
    row.save(update_fields=["ended_on", "end_reason", "end_note"])
    payload = {"seat": row.seat.number, "role": row.role, "on": row.ended_on, "reason": reason}
    _record(body, "bodies.ended_mandate", actor, at, payload, number=row.pk)
    return row


def end_expired(*, at: datetime) -> int:
    """Writes down the mandates whose term is over. Composition did not count them already: nothing legal changes."""
    done = 0
    for row in queries.expired_mandates(timezone.localdate(at)).select_related("seat__body"):
        try:
            end_mandate(
                mandate=row, reason=EndReason.TERM, on=row.until_on or row.starts_on, note="", actor=None, at=at
            )
            done += 1
        except Refused:  # somebody ended it meanwhile
            continue
    return done


def tell_ends(*, at: datetime) -> int:
    """Tells member and entity that a mandate ends in 60, 30 and 7 days: one message per mandate, step and reader."""
    today, told = timezone.localdate(at), 0
    for row in queries.ending_mandates(today):
        days = notice_due(row.until_on, today) if row.until_on else None
        if days is not None:
            told += _tell(row, days, at)
    return told


def _tell(row: Mandate, days: int, at: datetime) -> int:
    body = row.seat.body
    readers = {row.user.email if row.user else "", body.public_body.contact_email} - {""}
    page = reverse("bodies:body", args=[body.public_body.slug, body.slug])
    with transaction.atomic():
        for reader in sorted(readers):
            queue_message(
                recipient=reader,
                subject=_("Un mandato termina el %(day)s: %(body)s")
                % {"day": date_format(row.until_on, "j \\d\\e F") if row.until_on else "", "body": body.name},
                body=_("%(name)s ocupa el asiento «%(seat)s» hasta esa fecha. Prepara la elección.\n\n%(url)s")
                % {"name": row.public_name, "seat": row.seat.title, "url": f"{settings.BASE_URL}{page}"},
                kind="bodies",
                key=f"bodies:mandate:{row.pk}:{row.until_on}:{days}:{reader}"[:160],
                at=at,
            )
    return len(readers)


def _locked(body: CollegiateBody) -> CollegiateBody:
    return CollegiateBody.objects.select_for_update(of=("self",)).select_related("space", "public_body").get(pk=body.pk)


def _lock_councils(mandate: Mandate) -> None:
    """Two councils that exclude each other give mandates one at a time; always in the same order."""
    if mandate.exclusive_scope:
        department = mandate.exclusive_scope.removeprefix("councils:")
        rows = CollegiateBody.objects.filter(kind__in=COUNCILS, public_body__ubigeo__startswith=department)
        list(rows.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))


def _refuse_closed(body: CollegiateBody) -> None:
    if body.closed_on:
        raise Refused(BodyRefusal.BODY_CLOSED, day=date_format(body.closed_on, "j \\d\\e F \\d\\e Y"))


def _refuse_members(mandates: "queries.QuerySet[Mandate]", on: date) -> None:
    open_ended = mandates.filter(ended_on__isnull=True).exclude(until_on__lt=on)
    if open_ended.exists():
        raise Refused(BodyRefusal.HAS_MEMBERS)


def _refuse_incomplete(mandate: Mandate, body: CollegiateBody) -> None:
    _refuse_closed(body)
    if mandate.seat.closed_on and mandate.starts_on > mandate.seat.closed_on:
        raise Refused(BodyRefusal.SEAT_CLOSED)
    if not mandate.public_name:
        raise Refused(BodyRefusal.NAME_MISSING)
    if not mandate.act_number:
        raise Refused(BodyRefusal.ACT_MISSING)
    if mandate.until_on and mandate.until_on < mandate.starts_on:
        raise Refused(BodyRefusal.BAD_DATES)


def _close_expired(mandate: Mandate, at: datetime) -> None:
    """Terms that were over before this one starts, in this seat and of this person: closed by their own date."""
    same = Mandate.objects.filter(ended_on__isnull=True, until_on__lt=mandate.starts_on)
    rows = same.filter(seat=mandate.seat, role=mandate.role)
    if mandate.exclusive_scope and mandate.person_key:
        rows |= same.filter(exclusive_scope=mandate.exclusive_scope, person_key=mandate.person_key)
    for row in rows.select_related("seat__body"):
        end_mandate(mandate=row, reason=EndReason.TERM, on=row.until_on or row.starts_on, note="", actor=None, at=at)


def _who_overlaps(mandate: Mandate) -> Mandate | None:
    span = Span(mandate.starts_on, mandate.until_on)
    rows = Mandate.objects.filter(seat=mandate.seat, role=mandate.role)
    held = (row for row in rows if not (row.ended_on and row.ended_on < row.starts_on))
    return next((row for row in held if overlap(span, Span(row.starts_on, row.last_day))), None)


def _held_by(mandate: Mandate, holder: Mandate | None) -> dict[str, object]:
    role = mandate.get_role_display().lower()
    return {"seat": mandate.seat.number, "role": role, "name": holder.public_name if holder else "—"}


def _clash(mandate: Mandate, error: IntegrityError) -> Refused:
    """The constraint spoke where the look before missed it: which one, as a sentence."""
    text = str(error)
    if "one_mandate_in_force" in text or "seat_id" in text:
        return Refused(BodyRefusal.SEAT_HELD, **_held_by(mandate, None))
    return Refused(BodyRefusal.DOUBLE_ACCREDITATION, body=_("otro asiento de los consejos"))


def _record(
    body: CollegiateBody,
    kind: str,
    actor: User | None,
    at: datetime,
    payload: dict[str, object],
    number: int | None = None,
) -> None:
    record(
        chain=body.space.chain if body.space else PLATFORM,
        kind=kind,
        at=at,
        actor_role="administrator" if actor else "system",
        actor_number=actor.pk if actor else None,
        subject_kind="mandate" if number else "collegiate_body",
        subject_number=number or body.pk,
        subject_label=body.name,
        payload=payload,
    )
