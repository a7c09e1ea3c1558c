from collections.abc import Collection

from django.db.models import Q, QuerySet

from tinkuy.foundation.shared.text import fold

from .models import CivilSocietyOrganization, PublicBody
from .rules import clean_ruc, name_key


def organization_named(*, name: str, ruc: str = "", ubigeo: str = "") -> CivilSocietyOrganization | None:
    """The organisation already registered under that RUC; without one, under that name in that place."""
    number = clean_ruc(ruc)
    known = CivilSocietyOrganization.objects.all()
    if number:
        return known.filter(ruc=number).first()
    return known.filter(ruc="", folded_name=name_key(name), ubigeo=ubigeo).first()


def organizations_by_key(keys: Collection[tuple[str, str]]) -> dict[tuple[str, str], CivilSocietyOrganization]:
    """Those on file among the keys (RUC and nothing, or key of the name and place), in one query."""
    firsts, wanted = {first for first, _second in keys}, set(keys)
    rows = CivilSocietyOrganization.objects.filter(Q(ruc__in=firsts) | Q(ruc="", folded_name__in=firsts))
    found = {((row.ruc, "") if row.ruc else (row.folded_name, row.ubigeo)): row for row in rows}
    return {key: row for key, row in found.items() if key in wanted}


def lookalikes(organization: CivilSocietyOrganization) -> QuerySet[CivilSocietyOrganization]:
    """Other organisations with the same name once accents, case and legal form are set aside: maybe the same one."""
    others = CivilSocietyOrganization.objects.filter(folded_name=organization.folded_name)
    return others.exclude(pk=organization.pk).order_by("id")


def directory(*, text: str = "", kind: str = "") -> QuerySet[CivilSocietyOrganization]:
    """Organisations that somebody was accredited for; each word of `text` must be in the name, or be a RUC of 20."""
    rows = CivilSocietyOrganization.objects.filter(published_at__isnull=False)
    rows = rows.filter(kind=kind) if kind else rows
    for word in fold(text).split():
        rows = rows.filter(Q(folded_name__contains=word) | Q(ruc=word, ruc__startswith="20"))
    return rows


def public_bodies() -> QuerySet[PublicBody]:
    return PublicBody.objects.order_by("name", "id")
