"""Who sat where on a day, and whether the quotas held. Rebuilt from the mandates; what is public is name and seat."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.organizations.models import PublicBody
from tinkuy.foundation.spaces.models import Space
from tinkuy.foundation.spaces.queries import visible_to

from .enums import COUNCILS, FilledBy, MandateRole
from .models import CollegiateBody, Mandate, Seat
from .rules import Quota, QuotaRules, Sitting, quotas


@dataclass(frozen=True)
class Place:
    """A seat on a day. The alternate stands in while there is no titular."""

    seat: Seat
    titular: Mandate | None
    alternate: Mandate | None

    @property
    def acting(self) -> Mandate | None:
        return self.titular or self.alternate

    @property
    def stands_in(self) -> bool:
        return self.titular is None and self.alternate is not None


def bodies_of(public_body: PublicBody, viewer: object) -> QuerySet[CollegiateBody]:
    """The bodies of an entity that may be known: those of a space in preparation only to its team."""
    rows = CollegiateBody.objects.filter(public_body=public_body).select_related("public_body", "space")
    return rows.filter(Q(space__isnull=True) | Q(space__in=visible_to(viewer)))


def body_of(space: Space, kind: str) -> CollegiateBody | None:
    """The body of that kind that lives with the space."""
    return CollegiateBody.objects.filter(space=space, kind=kind).order_by("-id").first()


def in_force_on(day: date) -> Q:
    """Mandates that hold on a day: started, and neither ended nor past their term."""
    return Q(starts_on__lte=day) & (Q(last__isnull=True) | Q(last__gte=day))


def mandates_on(body: CollegiateBody, on: date) -> QuerySet[Mandate]:
    rows = Mandate.objects.filter(seat__body=body).annotate(last=Coalesce(F("ended_on"), F("until_on")))
    return rows.filter(in_force_on(on)).select_related("seat", "organization").order_by("seat__number", "role")


def composition(body: CollegiateBody, on: date) -> list[Place]:
    """Every seat that existed on that day, with who held it."""
    open_seats = body.seats.filter(opened_on__lte=on).filter(Q(closed_on__isnull=True) | Q(closed_on__gte=on))
    held = {(row.seat_id, row.role): row for row in mandates_on(body, on)}
    return [
        Place(seat, held.get((seat.pk, MandateRole.TITULAR)), held.get((seat.pk, MandateRole.ALTERNATE)))
        for seat in open_seats
    ]


def quota_rules(body: CollegiateBody) -> QuotaRules:
    return QuotaRules(body.society_base, body.society_percent, body.one_producer_in, body.min_women_percent)


def quotas_of(body: CollegiateBody, places: list[Place]) -> list[Quota]:
    """The quotas with their working, over who acts in each seat."""
    members = [Sitting(place.seat.sector, place.acting.sex) for place in places if place.acting]
    return quotas(members, [place.seat.sector for place in places], quota_rules(body))


def history(body: CollegiateBody) -> QuerySet[Mandate]:
    """Every mandate the body ever had, the newest first."""
    return Mandate.objects.filter(seat__body=body).select_related("seat", "organization").order_by("-starts_on", "-pk")


def exclusive_scope_of(seat: Seat) -> str:
    """Councils of one department exclude each other for who was elected; mayors sit in both by their office."""
    if seat.body.kind not in COUNCILS or seat.filled_by == FilledBy.OFFICE:
        return ""
    return f"councils:{seat.body.public_body.ubigeo[:2]}"


def clash_of(*, scope: str, person_key: str, organization_key: str, role: str, seat: Seat) -> Mandate | None:
    """A mandate in another seat of the same councils by the same person, or for the same organisation."""
    if not scope:
        return None
    same = Q(pk__isnull=True)
    if person_key:
        same |= Q(person_key=person_key)
    if organization_key:
        same |= Q(organization_key=organization_key) & (Q(role=role) | ~Q(seat__body=seat.body))
    rows = Mandate.objects.filter(same, exclusive_scope=scope, ended_on__isnull=True).exclude(seat=seat, role=role)
    return rows.select_related("seat__body").first()


def namesakes(body: CollegiateBody) -> list[tuple[str, str]]:
    """Who sits in this council and has the name of a member of another of the department: (name, council). Two people
    may be called alike, so the desk looks; nothing is refused for a name alone."""
    mine = Mandate.objects.filter(seat__body=body, ended_on__isnull=True).exclude(exclusive_scope="")
    scopes, names = set(), set()
    for scope, name in mine.values_list("exclusive_scope", "folded_name"):
        scopes.add(scope)
        names.add(name)
    others = Mandate.objects.filter(exclusive_scope__in=scopes, folded_name__in=names, ended_on__isnull=True)
    return list(others.exclude(seat__body=body).values_list("public_name", "seat__body__name").order_by("pk"))


def ending_mandates(today: date) -> QuerySet[Mandate]:
    rows = Mandate.objects.filter(ended_on__isnull=True, until_on__isnull=False, until_on__gte=today)
    return rows.select_related("seat__body__public_body", "user").order_by("pk")


def expired_mandates(today: date) -> QuerySet[Mandate]:
    return Mandate.objects.filter(ended_on__isnull=True, until_on__lt=today).order_by("pk")


def mandates_of(user: User, today: date) -> QuerySet[Mandate]:
    rows = Mandate.objects.filter(user=user).annotate(last=Coalesce(F("ended_on"), F("until_on")))
    return rows.filter(in_force_on(today)).select_related("seat__body")
