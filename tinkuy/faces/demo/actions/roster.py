"""Registers, admits and accredits the invented agents of a process, through the same actions that people use."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image

from tinkuy.commons.accreditation import actions
from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.spaces.models import Space
from tinkuy.foundation.territory.models import Province

from ..rules import InventedPerson
from .people import make_person, names

EVIDENCE = [("mandate", "organization"), ("sworn_statement", "all")]


@dataclass(frozen=True)
class Agent:
    user: User
    person: InventedPerson
    province_code: str


def set_roster_rules(*, space: Space, actor: User, at: datetime) -> None:
    actions.set_rules(space=space, actor=actor, at=at, evidence=EVIDENCE)


def accredit_agents(*, space: Space, first: int, count: int, team: dict[str, User], at: datetime) -> list[Agent]:
    """`count` invented agents, spread over the provinces, each for an invented organisation; all of them accredited."""
    provinces = list(Province.objects.filter(department_id=space.ubigeo).order_by("code"))
    agents = []
    for place in range(count):
        user, person = make_person(number=first + place, desk=team["mesa"], at=at)
        province = provinces[place % len(provinces)]
        request = send_request(
            space=space, user=user, person=person, province=province, kind=place // len(provinces), at=at
        )
        decided = at + timedelta(days=2)
        actions.admit_request(request=request, actor=team["mesa"], at=decided)
        actions.grant_accreditation(request=request, actor=team["coordinacion"], at=decided)
        agents.append(Agent(user, person, province.code))
    return agents


def send_request(
    *, space: Space, user: User, person: InventedPerson, province: Province, kind: int, at: datetime
) -> Any:
    """The three steps of the form, as the person would fill them, and the sending."""
    request = actions.start_request(space=space, actor=user, at=at)
    actions.save_person(request=request, actor=user, at=at, **_person_fields(person, user))
    organizations = names()["organizations"]
    template, organization_kind = organizations[kind % len(organizations)]
    actions.save_representation(
        request=request,
        actor=user,
        at=at,
        represents="organization",
        organization_name=template.format(place=province.name),
        organization_kind=organization_kind,
        organization_founded_on=date(2008 + kind % 10, 6, 24),
        organization_members=30 + 7 * (person.number % 20),
        post="Presidencia",
        province_code=province.code,
        seat="titular",
    )
    for evidence, _applies_to in EVIDENCE:
        upload = ContentFile(scanned_paper(), name=f"{evidence}.png")
        actions.attach_evidence(request=request, kind=evidence, upload=upload, actor=user, at=at)
    actions.save_consents(request=request, purposes=["terms", "data", "sworn"], actor=user, at=at)
    return actions.send_request(request=request, actor=user, at=at)


def _person_fields(person: InventedPerson, user: User) -> dict[str, Any]:
    return {
        "document_kind": "dni",
        "document_number": person.dni,
        "paternal_surname": person.paternal_surname,
        "maternal_surname": person.maternal_surname,
        "given_names": person.given_names,
        "email": user.email,
        "phone": f"9{76000000 + person.number}",
        "sex": person.sex,
        "birth_date": person.birth_date,
        "education": "secondary",
        "profession": person.profession,
    }


def scanned_paper() -> bytes:
    """A blank sheet that stands for a scanned document."""
    buffer = BytesIO()
    Image.new("L", (120, 170), 250).save(buffer, "PNG")
    return buffer.getvalue()


def invented_self(user: User, dni: str) -> InventedPerson:
    """The form's data of an account one can sign in with."""
    return InventedPerson(
        number=int(dni) % 1000,
        given_names=user.given_names,
        paternal_surname=user.paternal_surname,
        maternal_surname=user.maternal_surname,
        sex="female" if user.given_names.endswith("a") else "male",
        birth_date=date(1984, 5, 12),
        dni=dni,
        profession="Agricultura",
    )
