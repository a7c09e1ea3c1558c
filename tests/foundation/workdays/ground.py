"""The ground of the calendar's tests: two regions, a province, the operator, an entity and its administrator."""

from datetime import date

from tests.factories.cast import AT, elena, give_entity_role, operator, public_body, second_factor
from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.organizations.models import PublicBody
from tinkuy.foundation.territory.models import Department, Province
from tinkuy.foundation.workdays import actions
from tinkuy.foundation.workdays.models import NonWorkingDay, Term


def places() -> None:
    for code, name in (("06", "Cajamarca"), ("01", "Amazonas"), ("15", "Lima")):
        Department.objects.get_or_create(code=code, defaults={"name": name})
    Province.objects.get_or_create(code="0601", defaults={"name": "Cajamarca", "department_id": "06"})


def declare(**fields: object) -> NonWorkingDay:
    places()
    what = {"day": date(2026, 7, 27), "name": "Puente", "norm": "DS 001-2026-PCM"}
    return actions.declare_non_working_day(**{**what, "actor": operator(), "at": AT, **fields})


def term(number: int = 1, **fields: object) -> Term:
    """Ten working days from 22 July 2026: due on 11 August."""
    places()
    what = {"subject_kind": "request", "subject_number": number, "label": "Subsanar la inscripción"}
    what |= {"start": date(2026, 7, 22), "working_days": 10, "norm": "Ordenanza 012-2025", "ubigeo": "0601"}
    return actions.open_term(**{**what, "at": AT, **fields})


def administrator() -> tuple[User, PublicBody]:
    body = public_body()
    return give_entity_role(elena(), body), body


def runs_the_platform() -> User:
    second_factor(operator())
    return operator()
