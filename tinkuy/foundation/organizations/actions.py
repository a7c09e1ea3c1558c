from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.audit.actions import record
from tinkuy.foundation.audit.models import PLATFORM
from tinkuy.foundation.shared.refusals import Refused

from . import queries
from .models import CivilSocietyOrganization, PublicBody
from .refusals import OrganizationRefusal
from .rules import clean_ruc, is_ruc, name_key


@transaction.atomic
def find_or_register_organization(
    *,
    name: str,
    kind: str,
    actor: User | None,
    at: datetime,
    ruc: str = "",
    registry_number: str = "",
    founded_on: date | None = None,
    ubigeo: str = "",
    member_count: int | None = None,
    legal_representative: str = "",
) -> CivilSocietyOrganization:
    """The organisation of that RUC (or of that name in that place), registered now when it is new. What is already
    on file is not overwritten by the next person who writes it; two callers at once get the same row."""
    number = clean_ruc(ruc)
    if not name.strip():
        raise Refused(OrganizationRefusal.NAME_MISSING)
    if number and not is_ruc(number):
        raise Refused(OrganizationRefusal.RUC_INVALID, ruc=ruc.strip())
    known = queries.organization_named(name=name, ruc=number, ubigeo=ubigeo)
    if known:
        return known
    try:
        with transaction.atomic():
            organization = CivilSocietyOrganization.objects.create(
                name=name.strip(),
                folded_name=name_key(name),
                kind=kind,
                ruc=number,
                registry_number=registry_number.strip(),
                founded_on=founded_on,
                ubigeo=ubigeo,
                member_count=member_count,
                legal_representative=legal_representative.strip(),
            )
    except IntegrityError:
        return _registered_meanwhile(name=name, ruc=number, ubigeo=ubigeo)
    record(
        chain=PLATFORM,
        kind="organizations.organization_registered",
        at=at,
        actor_role="person",
        actor_number=actor.pk if actor else None,
        subject_kind="organization",
        subject_number=organization.pk,
        # Without what the person typed: it is public only once the organisation is accredited.
        payload={"kind": kind, "ubigeo": ubigeo},
    )
    return organization


@dataclass(frozen=True)
class NamedOrganization:
    """What a roster says of an organisation."""

    name: str
    kind: str
    ruc: str = ""
    registry_number: str = ""
    founded_on: date | None = None
    ubigeo: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """By its RUC; without one, by name and place: as the constraints tell organisations apart."""
        return (self.ruc, "") if self.ruc else (name_key(self.name), self.ubigeo)


@transaction.atomic
def find_or_register_many(
    *, named: Iterable[NamedOrganization], actor: User | None, at: datetime
) -> dict[tuple[str, str], CivilSocietyOrganization]:
    """Each organisation of a batch under its `key`: those on file as they are, the new ones at once and in one act.
    Whoever registered one of them meanwhile wins: then each is looked for by itself."""
    asked = {one.key: one for one in named}
    found = queries.organizations_by_key(asked)
    new = [one for key, one in asked.items() if key not in found]
    try:
        with transaction.atomic():
            made = CivilSocietyOrganization.objects.bulk_create([_row(one) for one in new])
    except IntegrityError:
        alone = {one.key: find_or_register_organization(**asdict(one), actor=actor, at=at) for one in new}
        return found | alone
    if made:
        _record_many(made, actor, at)
    return found | {one.key: row for one, row in zip(new, made, strict=True)}


def _row(one: NamedOrganization) -> CivilSocietyOrganization:
    if one.ruc and not is_ruc(one.ruc):
        raise Refused(OrganizationRefusal.RUC_INVALID, ruc=one.ruc)
    return CivilSocietyOrganization(
        name=one.name.strip(),
        folded_name=name_key(one.name),
        kind=one.kind,
        ruc=one.ruc,
        registry_number=one.registry_number.strip(),
        founded_on=one.founded_on,
        ubigeo=one.ubigeo,
    )


def _record_many(made: list[CivilSocietyOrganization], actor: User | None, at: datetime) -> None:
    record(
        chain=PLATFORM,
        kind="organizations.registered_in_bulk",
        at=at,
        actor_role="person",
        actor_number=actor.pk if actor else None,
        subject_kind="organization",
        payload={"count": len(made), "first": made[0].pk, "last": made[-1].pk},
    )


def publish_organization(*, organization: CivilSocietyOrganization, at: datetime) -> None:
    """From now on it stands in the public directory; repeating it changes nothing."""
    rows = CivilSocietyOrganization.objects.filter(pk=organization.pk, published_at__isnull=True)
    rows.update(published_at=at)


@transaction.atomic
def create_body(
    *, slug: str, name: str, short_name: str, level: str, actor: User | None, at: datetime, **fields: object
) -> PublicBody:
    """A public body that may convene spaces. `fields`: ubigeo, data_controller, contact_email, is_demo."""
    try:
        with transaction.atomic():
            body = PublicBody.objects.create(slug=slug, name=name, short_name=short_name, level=level, **fields)
    except IntegrityError as error:
        raise Refused(OrganizationRefusal.SLUG_TAKEN) from error
    record(
        chain=PLATFORM,
        kind="organizations.body_created",
        at=at,
        actor_role="operator",
        actor_number=actor.pk if actor else None,
        subject_kind="public_body",
        subject_number=body.pk,
        subject_label=body.name,
        payload={"slug": slug, "level": level, "ubigeo": body.ubigeo},
    )
    return body


def _registered_meanwhile(*, name: str, ruc: str, ubigeo: str) -> CivilSocietyOrganization:
    known = queries.organization_named(name=name, ruc=ruc, ubigeo=ubigeo)
    if known is None:
        raise RuntimeError("The organisation clashed with another and cannot be found.")
    return known
