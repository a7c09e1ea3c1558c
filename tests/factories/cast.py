"""The standing cast and the ground they act on. Fixed values, no chance; calling a builder twice gives the same row.

Rosa (accredited agent), Julio (has requested), Elena (technical team), Víctor (oversight committee), Carmen (official
of another entity), nobody (no account). What makes Rosa accredited is built by the accreditation factory.
"""

from datetime import UTC, datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.dossiers.models import Dossier
from tinkuy.foundation.organizations.models import EntityMembership, PublicBody
from tinkuy.foundation.spaces.models import Space, SpaceDocument, SpaceMembership, Stage

AT = datetime(2026, 5, 8, 14, 0, tzinfo=UTC)
PASSWORD = "una-clave-larga-7"


def person(email: str, given_names: str, paternal: str, maternal: str, **fields: object) -> User:
    user = User.objects.filter(email=email).first()
    if user is None:
        user = User.objects.create_user(
            email,
            PASSWORD,
            given_names=given_names,
            paternal_surname=paternal,
            maternal_surname=maternal,
            **fields,
        )
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def rosa() -> User:
    return person("rosa@ejemplo.pe", "Rosa", "Huamán", "Chávez")


def julio() -> User:
    return person("julio@ejemplo.pe", "Julio", "Cotrina", "Vásquez")


def elena() -> User:
    return person("elena@ejemplo.pe", "Elena", "Cabrera", "Díaz")


def victor() -> User:
    return person("victor@ejemplo.pe", "Víctor", "Llanos", "Tafur")


def carmen() -> User:
    """An official of another entity, with every role there: she must never enter ours."""
    user = person("carmen@ejemplo.pe", "Carmen", "Ríos", "Pinedo")
    give_entity_role(user, public_body("gore-amazonas", name="Gobierno Regional de Amazonas", ubigeo="01"))
    return user


def operator() -> User:
    return person("operador@ejemplo.pe", "Olga", "Paredes", "Soto", is_operator=True)


def nobody() -> AnonymousUser:
    return AnonymousUser()


def public_body(
    slug: str = "gore-cajamarca", *, name: str = "Gobierno Regional de Cajamarca", ubigeo: str = "06"
) -> PublicBody:
    fields = {"name": name, "short_name": name.replace("Gobierno Regional", "GORE"), "level": "regional"}
    return PublicBody.objects.get_or_create(slug=slug, defaults={**fields, "ubigeo": ubigeo})[0]


def space(slug: str = "pp-2027", *, component: str = "budgeting", status: str = "published", **fields: object) -> Space:
    existing = Space.objects.filter(slug=slug).first()
    if existing:
        return existing
    title = str(fields.pop("title", "Presupuesto Participativo Regional 2027"))
    body = fields.pop("body", None) or public_body()
    code = f"{sum(slug.encode()) % 100:02d}{len(slug):02d}"
    dossier = Dossier.objects.create(code=f"SP{code}", kind="space", title=title, path=f"/espacios/{slug}/")
    return Space.objects.create(
        slug=slug,
        title=title,
        body=body,
        dossier=dossier,
        component=component,
        level="decision",
        status=status,
        ubigeo="06",
        legal_basis="Ordenanza Regional 012-2025-GR.CAJ-CR",
        responsible_unit="Gerencia Regional de Planeamiento y Presupuesto",
        **fields,
    )


def stage(of: Space, kind: str, *, opens_at: datetime = AT, days: int = 10, required_document: str = "") -> Stage:
    closes_at = opens_at + timedelta(days=days)
    fields = {"title": kind, "opens_at": opens_at, "closes_at": closes_at, "required_document": required_document}
    return Stage.objects.get_or_create(space=of, kind=kind, defaults=fields)[0]


def space_document(of: Space, kind: str = "ordinance") -> SpaceDocument:
    return SpaceDocument.objects.create(space=of, kind=kind, title=kind, published_at=AT)


def give_role(user: User, of: Space, role: str = "technical_team") -> User:
    """A role in a space; whoever gets one also has a second factor."""
    SpaceMembership.objects.get_or_create(space=of, user=user, role=role)
    second_factor(user)
    return user


def give_entity_role(user: User, body: PublicBody, role: str = "administrator") -> User:
    EntityMembership.objects.get_or_create(body=body, user=user, role=role)
    second_factor(user)
    return user


def second_factor(user: User) -> Authenticator:
    """A code generator, as the person would have set it up."""
    existing = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    return existing or TOTP.activate(user, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP").instance


def sign_in(client: Client, user: User, *, with_second_factor: bool = True) -> Client:
    """The client signed in; with the second factor given in this session when the person has one."""
    client.force_login(user)
    session = client.session
    session["account_authentication_methods_user"] = str(user.pk)
    session["account_authentication_methods"] = [{"method": "password", "at": 1.0, "email": user.email}]
    authenticator = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    if with_second_factor and authenticator:
        session["account_authentication_methods"] += [
            {"method": "mfa", "at": 2.0, "type": "totp", "id": authenticator.pk},
        ]
    session.save()
    return client
