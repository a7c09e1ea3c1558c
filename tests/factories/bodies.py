"""Bodies with seats. Fixed values."""

from datetime import date
from typing import Any

from tests.factories.cast import AT, operator, public_body
from tinkuy.commons.bodies import actions
from tinkuy.commons.bodies.models import CollegiateBody, Mandate, Seat
from tinkuy.foundation.organizations.models import PublicBody
from tinkuy.foundation.territory.models import Department, District, Province

DAY = date(2026, 1, 1)


def cajamarca() -> None:
    Department.objects.get_or_create(code="06", defaults={"name": "Cajamarca"})
    names = ["Cajamarca", "Cajabamba", "Celendín", "Chota", "Contumazá", "Cutervo", "Hualgayoc", "Jaén"]
    names += ["San Ignacio", "San Marcos", "San Miguel", "San Pablo", "Santa Cruz"]
    for number, name in enumerate(names, start=1):
        Province.objects.get_or_create(code=f"06{number:02d}", defaults={"name": name, "department_id": "06"})
    District.objects.get_or_create(code="060401", defaults={"name": "Chota", "province_id": "0604"})


def chota() -> PublicBody:
    body = public_body("mp-chota", name="Municipalidad Provincial de Chota", ubigeo="0604")
    PublicBody.objects.filter(pk=body.pk).update(level="provincial")
    return body


def from_template(template: str = "ccr", *, entity: PublicBody | None = None, slug: str = "") -> CollegiateBody:
    cajamarca()
    return actions.open_from_template(
        public_body=entity or public_body(), template=template, slug=slug or template.replace("_", "-"), opened_on=DAY,
        actor=operator(), at=AT,
    )  # fmt: skip


def small(kind: str = "other", **fields: Any) -> CollegiateBody:
    """A body of three seats, all by election."""
    body = actions.open_body(
        public_body=fields.pop("entity", None) or public_body(), kind=kind, slug=fields.pop("slug", "mesa"),
        name="Mesa de concertación", opened_on=DAY, actor=operator(), at=AT, **fields,
    )  # fmt: skip
    for number in (1, 2, 3):
        actions.open_seat(
            body=body, number=number, title=f"Asiento {number}", sector="social", filled_by="election",
            opened_on=DAY, actor=operator(), at=AT,
        )  # fmt: skip
    return body


def seated(seat: Seat, name: str = "Rosa Huamán", **fields: Any) -> Mandate:
    fields = {"starts_on": DAY, "until_on": date(2027, 12, 31), "act_number": "Acta 1-2026", **fields}
    return actions.seat_person(seat=seat, public_name=name, actor=operator(), at=AT, **fields)
