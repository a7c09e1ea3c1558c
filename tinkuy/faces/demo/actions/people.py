"""Accounts one can sign in with, and the invented people of each process."""

import json
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings

from tinkuy.foundation.accounts.access import has_second_factor
from tinkuy.foundation.accounts.actions import create_account, declare_document, verify_identity
from tinkuy.foundation.accounts.models import IdentityDocument, User
from tinkuy.foundation.organizations.models import EntityMembership, PublicBody

from ..rules import InventedPerson, invent_person


@dataclass(frozen=True)
class DemoAccount:
    key: str
    role: str
    given_names: str
    paternal_surname: str
    maternal_surname: str
    dni: str = ""
    is_staff: bool = False

    @property
    def email(self) -> str:
        return f"{self.key}@tinkuy.example"


ACCOUNTS = (
    DemoAccount("ciudadana", "Ciudadana con cuenta, sin inscripción", "Marleny", "Vásquez", "Rojas", "90900001"),
    DemoAccount("postulante", "Se inscribió y su solicitud está observada", "Julio", "Cotrina", "Díaz", "90900002"),
    DemoAccount("agente", "Agente participante acreditada; todavía no vota", "Rosa", "Huamán", "Chávez", "90900003"),
    DemoAccount("mesa", "Mesa de acreditación", "Irma", "Bazán", "Terrones", is_staff=True),
    DemoAccount("tecnica", "Equipo técnico: evaluadora", "Elena", "Cabrera", "Díaz", is_staff=True),
    DemoAccount("tecnico", "Equipo técnico: evaluador", "Abel", "Marín", "Ortiz", is_staff=True),
    DemoAccount("presidencia", "Presidencia del equipo técnico", "Nora", "Linares", "Pérez", is_staff=True),
    DemoAccount("coordinacion", "Coordinación del proceso", "Raúl", "Sánchez", "Novoa", is_staff=True),
    DemoAccount("vigilancia", "Comité de vigilancia", "Víctor", "Llanos", "Tafur", is_staff=True),
    DemoAccount("administracion", "Administración de la entidad", "Lidia", "Mendoza", "Ramírez", is_staff=True),
    DemoAccount("otra", "Funcionaria de otra entidad", "Carmen", "Ríos", "Pinedo", is_staff=True),
    DemoAccount("operacion", "Operación de la plataforma", "Olga", "Paredes", "Soto", is_staff=True),
)


@cache
def names() -> dict[str, Any]:
    path = Path(__file__).resolve().parent.parent / "data" / "people.json"
    return json.loads(path.read_text(encoding="utf-8"))


def make_accounts(*, at: datetime) -> dict[str, User]:
    """Every account of the list, with its second factor when it is staff; those with a document, verified at a desk."""
    users = {account.key: _make(account, at) for account in ACCOUNTS}
    for account in ACCOUNTS:
        if account.dni and not IdentityDocument.objects.filter(user=users[account.key]).exists():
            _verify(users[account.key], account.dni, users["mesa"], at)
    return users


def make_person(*, number: int, desk: User, at: datetime) -> tuple[User, InventedPerson]:
    """An invented person with an account nobody can sign in to, and a verified document."""
    person = invent_person(number, names())
    user = User.objects.filter(email=person.email).first()
    if user is None:
        user = create_account(
            email=person.email,
            password=None,
            given_names=person.given_names,
            paternal_surname=person.paternal_surname,
            maternal_surname=person.maternal_surname,
            is_demo=True,
            at=at,
        )
        _verify(user, person.dni, desk, at)
    return user, person


def give_entity_role(*, body: PublicBody, user: User, role: str) -> None:
    EntityMembership.objects.get_or_create(body=body, user=user, role=role)


def _make(account: DemoAccount, at: datetime) -> User:
    user = create_account(
        email=account.email,
        password=settings.DEMO_PASSWORD,
        given_names=account.given_names,
        paternal_surname=account.paternal_surname,
        maternal_surname=account.maternal_surname,
        is_demo=True,
        demo_role=account.role,
        is_operator=account.key == "operacion",
        at=at,
    )
    if account.is_staff and not has_second_factor(user):
        TOTP.activate(user, generate_totp_secret())
    return user


def _verify(user: User, dni: str, desk: User, at: datetime) -> None:
    declare_document(user=user, kind="dni", number=dni, at=at)
    verify_identity(user=user, official=desk, means="Demostración: documento inventado", at=at)
