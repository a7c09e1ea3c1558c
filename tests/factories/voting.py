"""Polls as tests need them: fixed values, one list of Celendín and the multi-provincial one."""

from datetime import datetime, timedelta
from decimal import Decimal

from tests.factories import cast
from tinkuy.commons.voting.actions import OptionSpec, RollPerson, ScopeSpec, cast_ballot, create_poll, enroll, open_poll
from tinkuy.commons.voting.models import Poll, PollScope
from tinkuy.foundation.accounts.actions import declare_document
from tinkuy.foundation.accounts.enums import IdentityLevel
from tinkuy.foundation.accounts.models import IdentityDocument, User

OPENS = cast.AT
CLOSES = OPENS + timedelta(days=10)
BEFORE = OPENS - timedelta(days=1)
DURING = OPENS + timedelta(hours=2)
SETTINGS = {"weights": {"technical": "0.80", "vote": "0.20"}, "normalization": "share_of_top"}
OPTIONS = (
    OptionSpec("2401", "Camino vecinal Celendín – Llanguat", "Mejora de 18 km", Decimal("4200000.00"), ubigeo="060301"),
    OptionSpec("2402", "Agua potable de Sucre", "Para 1,240 familias", Decimal("3100000.00"), ubigeo="060311"),
    OptionSpec("2403", "Institución educativa de Huasmín", "Doce aulas", Decimal("2850000.00"), ubigeo="060303"),
    OptionSpec("2404", "Riego tecnificado en Utco", "320 hectáreas", Decimal("1975000.00"), ubigeo="060312"),
)
MULTI = (
    OptionSpec("2501", "Carretera longitudinal de la sierra, tramo 4", "", Decimal("18000000.00"), ubigeo="06"),
    OptionSpec("2502", "Fibra óptica para 210 centros poblados", "", Decimal("9600000.00"), ubigeo="06"),
)


def scope_specs() -> list[ScopeSpec]:
    return [ScopeSpec("0603", "Celendín", 3, OPTIONS), ScopeSpec("MULTI", "Multiprovincial", 1, MULTI)]


def document_number(user: User) -> str:
    return f"4{user.pk:07d}"


def verified(user: User, *, number: str = "") -> User:
    """The account with its document compared by the desk."""
    if not IdentityDocument.objects.filter(user=user).exists():
        number = number or document_number(user)
        declare_document(user=user, kind="dni", number=number, at=BEFORE)
        IdentityDocument.objects.filter(user=user).update(level=IdentityLevel.VERIFIED, verified_at=BEFORE)
        user.refresh_from_db()
    return user


def roll_person(
    user: User, *, scopes: tuple[str, ...] = ("0603", "MULTI"), organization: int | None = None
) -> RollPerson:
    return RollPerson("dni", document_number(user), organization, "", "titular", scopes, str(user))


def draft_poll(*, opens_at: datetime = OPENS, closes_at: datetime = CLOSES, **fields: object) -> Poll:
    space = fields.pop("space", None) or cast.space()
    cast.stage(space, "votacion", opens_at=opens_at)
    fields.setdefault("settings", SETTINGS)
    return create_poll(
        space=space,
        title="Votación de proyectos 2027",
        opens_at=opens_at,
        closes_at=closes_at,
        scopes=fields.pop("scopes", None) or scope_specs(),
        actor=None,
        at=BEFORE,
        **fields,
    )


def open_for(*voters: User, **fields: object) -> Poll:
    """An open poll whose roll is these people, in both lists."""
    poll = draft_poll(**fields)
    people = [roll_person(verified(voter)) for voter in voters]
    enroll(poll=poll, source="Padrón definitivo", people=people, actor=None, at=BEFORE)
    return open_poll(poll=poll, actor=None, at=BEFORE)


def scope_of(poll: Poll, key: str = "0603") -> PollScope:
    return poll.scopes.get(key=key)


def voter(number: int) -> User:
    """The n-th voter of a crowd, verified."""
    return verified(cast.person(f"votante{number}@ejemplo.pe", f"Votante {number}", "Rojas", "Silva"))


def crowd(size: int) -> list[User]:
    return [voter(number) for number in range(1, size + 1)]


def vote(poll: Poll, user: User, *choices: str, scope: str = "0603", at: datetime = DURING, **options: object):
    return cast_ballot(poll=poll, scope=scope_of(poll, scope), actor=user, choices=list(choices), at=at, **options)
