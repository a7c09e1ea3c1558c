"""Registrations at any moment of their life. Fixed values; `n` tells people apart."""

import io
from datetime import UTC, date, datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.factories.cast import AT, give_role, julio, person, public_body, rosa, stage
from tests.factories.cast import space as make_space
from tinkuy.commons.accreditation import actions
from tinkuy.commons.accreditation.models import Accreditation, AccreditationRequest
from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.spaces.models import Space
from tinkuy.foundation.territory.models import Department, District, Province

DURING = datetime(2026, 5, 11, 15, 0, tzinfo=UTC)  # Monday 11 May, 10:00 in Lima
AFTER = datetime(2026, 6, 30, 15, 0, tzinfo=UTC)
CONSENTS = ["terms", "data", "sworn"]


def territory() -> None:
    """Two provinces of Cajamarca with a district each."""
    Department.objects.get_or_create(code="06", defaults={"name": "Cajamarca"})
    for code, name, district in (("0601", "Cajamarca", "Jesús"), ("0604", "Chota", "Tacabamba")):
        Province.objects.get_or_create(code=code, defaults={"name": name, "department_id": "06"})
        District.objects.get_or_create(code=f"{code}08", defaults={"name": district, "province_id": code})


def registering(slug: str = "pp-2027", **fields: object) -> Space:
    """A space whose registration is open from 8 to 18 May 2026."""
    territory()
    of = make_space(slug, **fields)
    stage(of, "inscripcion")
    return of


def desk(of: Space, n: int = 1) -> User:
    return give_role(person(f"mesa{n}@ejemplo.pe", "Marta", f"Quispe{n}", "Ruiz"), of, "desk")


def person_data(n: int = 1, **changes: Any) -> dict[str, Any]:
    return {
        "document_kind": "dni",
        "document_number": f"{41000000 + n}",
        "paternal_surname": "Huamán",
        "maternal_surname": "Chávez",
        "given_names": f"Rosa {chr(64 + n)}" if n <= 26 else f"Rosa {n}",
        "birth_date": date(1984, 3, 5),
        "sex": "female",
        "email": f"persona{n}@ejemplo.pe",
        "phone": f"9{10000000 + n}",
        "education": "secondary",
        "profession": "Agricultora",
        **changes,
    }


def representation_data(**changes: Any) -> dict[str, Any]:
    return {
        "represents": "organization",
        "organization_name": "Central Única Provincial de Rondas de Chota",
        "organization_kind": "territorial",
        "organization_ruc": "",
        "organization_registry": "11004567",
        "post": "Presidenta",
        "seat": "titular",
        "province_code": "0604",
        "district_code": "060408",
        **changes,
    }


def alone(**changes: Any) -> dict[str, Any]:
    return {"represents": "self", "province_code": "0604", "district_code": "060408", **changes}


def picture(name: str = "acta.png") -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (12, 8), "white").save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue(), content_type="image/png")


def draft(of: Space, user: User, n: int = 1, **changes: Any) -> AccreditationRequest:
    """A complete draft; `changes` go to whom it represents."""
    row = actions.start_request(space=of, actor=user, at=DURING)
    actions.save_person(request=row, actor=user, at=DURING, **person_data(n))
    actions.save_representation(request=row, actor=user, at=DURING, **(representation_data() | changes))
    actions.save_consents(request=row, purposes=CONSENTS, actor=user, at=DURING)
    row.refresh_from_db()
    return row


def sent(of: Space, user: User | None = None, n: int = 1, **changes: Any) -> AccreditationRequest:
    user = user or julio()
    return actions.send_request(request=draft(of, user, n, **changes), actor=user, at=DURING)


def admitted(of: Space, user: User | None = None, n: int = 1, **changes: Any) -> AccreditationRequest:
    return actions.admit_request(request=sent(of, user, n, **changes), actor=desk(of), at=DURING)


def accredited(of: Space, user: User | None = None, n: int = 1, **changes: Any) -> Accreditation:
    """Rosa by default, with voice and vote."""
    row = admitted(of, user or rosa(), n, **changes)
    return actions.grant_accreditation(request=row, actor=desk(of), at=DURING, identity_means="DNI visto en mesa")


def accredited_on_paper(of: Space, n: int, **changes: Any) -> Accreditation:
    row = actions.register_on_paper(
        space=of,
        reason="Presentó su ficha en la mesa de Chota",
        person=person_data(n, email="", phone="", education=""),
        representation=alone(**changes),
        uploads=[("form", picture())],
        actor=desk(of),
        at=DURING,
    )
    actions.admit_request(request=row, actor=desk(of), at=DURING)
    row.refresh_from_db()
    return actions.grant_accreditation(request=row, actor=desk(of), at=DURING, identity_means="DNI visto en mesa")


def another_body_space() -> Space:
    return registering("pp-amazonas", body=public_body("gore-amazonas", name="Gobierno Regional de Amazonas"))


__all__ = ["AT", "DURING"]
