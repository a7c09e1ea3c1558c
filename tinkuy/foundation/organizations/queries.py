from django.db.models import QuerySet

from .models import CivilSocietyOrganization, PublicBody
from .rules import clean_ruc, name_key


def organization_named(*, name: str, ruc: str = "", ubigeo: str = "") -> CivilSocietyOrganization | None:
    """The organisation already registered under that RUC; without one, under that name in that place."""
    number = clean_ruc(ruc)
    known = CivilSocietyOrganization.objects.all()
    if number:
        return known.filter(ruc=number).first()
    return known.filter(ruc="", folded_name=name_key(name), ubigeo=ubigeo).first()


def lookalikes(organization: CivilSocietyOrganization) -> QuerySet[CivilSocietyOrganization]:
    """Other organisations with the same name once accents, case and legal form are set aside: maybe the same one."""
    others = CivilSocietyOrganization.objects.filter(folded_name=organization.folded_name)
    return others.exclude(pk=organization.pk).order_by("id")


def public_bodies() -> QuerySet[PublicBody]:
    return PublicBody.objects.order_by("name", "id")
