"""How a request is shown: its facts in order, its state with a shape, the steps of the form."""

from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tinkuy.foundation.accounts.enums import DocumentType
from tinkuy.foundation.organizations.enums import OrganizationKind
from tinkuy.foundation.territory.queries import full_name

from ..enums import Represents
from ..models import AccreditationRequest


def steps_of(row: AccreditationRequest, number: int) -> list[dict[str, object]]:
    names = [
        (_("Tus datos"), "person"),
        (_("A quién representas"), "representation"),
        (_("Documentos"), "evidence"),
        (_("Revisa y envía"), "check"),
    ]
    return [
        {
            "title": title,
            "url": reverse(f"accreditation:{name}", args=[row.space.slug, row.code]),
            "is_current": position == number,
        }
        for position, (title, name) in enumerate(names, start=1)
    ]


def working_of(row: AccreditationRequest) -> list[dict[str, object]]:
    """The count of the term as it was kept, with its dates as dates."""
    return [{**step, "date": date.fromisoformat(step["day"])} for step in row.cure_working]


def facts_of(row: AccreditationRequest) -> list[tuple[str, object]]:
    """What the request says, document masked: for its owner and for the desk."""
    return [*person_facts(row), *representation_facts(row)]


def person_facts(row: AccreditationRequest) -> list[tuple[str, object]]:
    kind = DocumentType(row.document_kind).label if row.document_kind else ""
    return [
        (_("Nombre"), row.full_name),
        (_("Documento"), f"{kind} {row.masked_document}" if kind else ""),
        (_("Fecha de nacimiento"), date_format(row.birth_date, "SHORT_DATE_FORMAT") if row.birth_date else ""),
        (_("Sexo"), row.get_sex_display()),
        (_("Correo"), row.email),
        (_("Celular"), row.phone),
        (_("Grado de instrucción"), row.get_education_display()),
        (_("Profesión u ocupación"), row.profession),
    ]


def representation_facts(row: AccreditationRequest) -> list[tuple[str, object]]:
    place = full_name(row.district_code or row.province_code) if row.province_code else ""
    head: list[tuple[str, object]] = [(_("Representa"), row.get_represents_display())]
    if row.represents == Represents.ORGANIZATION:
        kind = OrganizationKind(row.organization_kind).label if row.organization_kind else ""
        founded = row.organization_founded_on
        head += [
            (_("Organización"), row.organization_name),
            (_("Tipo"), kind),
            (_("RUC"), row.organization_ruc),
            (_("Registro"), row.organization_registry),
            (_("Fundada el"), date_format(founded, "SHORT_DATE_FORMAT") if founded else ""),
            (_("Integrantes"), str(row.organization_members or "")),
            (_("Cargo"), row.post),
            (_("Se inscribe como"), row.get_seat_display()),
        ]
    return [
        *head,
        (_("Lugar"), place),
        (_("Segmento"), str(row.segment or "")),
        (_("Adherentes"), str(row.adherents or "")),
    ]
