from collections.abc import Sequence
from itertools import chain

from django.db import connection

from tinkuy.foundation.shared.text import fold

from . import readers
from .models import Department, District, Place, Province

_LEVELS: dict[int, type[Place]] = {2: Department, 4: Province, 6: District}
_BY_NAME: dict[str, type[Place]] = {"department": Department, "province": Province, "district": District}
_PARENTS = {2: (), 4: ("department",), 6: ("province__department",)}


def place(code: str) -> Place | None:
    """The department, province or district of an INEI code of 2, 4 or 6 digits."""
    model = _LEVELS.get(len(code))
    if model is None:
        return None
    return model._default_manager.select_related(*_PARENTS[len(code)]).filter(code=code).first()


def by_reniec(code: str) -> Place | None:
    """The place that RENIEC numbers so: Chota is 0604 for INEI and 0606 for RENIEC."""
    model = _LEVELS.get(len(code))
    return model._default_manager.filter(reniec_code=code).first() if model else None


def place_named(text: str, *, within: str = "", level: str = "") -> Place | None:
    """The place that somebody wrote with or without accents, inside the code `within`; the widest level first.

    None when nothing has that name, or when two places of the same level do: guessing is not knowing."""
    name = fold(text)
    for model in [_BY_NAME[level]] if level else list(_BY_NAME.values()):
        found = list(model._default_manager.filter(folded_name=name, code__startswith=within)[:2])
        if found:
            return found[0] if len(found) == 1 else None
    return None


def departments() -> Sequence[Department]:
    return list(Department.objects.all())


def provinces_of(department: str) -> Sequence[Province]:
    return list(Province.objects.filter(department_id=department))


def districts_of(code: str) -> Sequence[District]:
    """The districts of a province («0604») or of a whole department («06»)."""
    return list(District.objects.filter(code__startswith=code).select_related("province"))


def parts_of(code: str) -> Sequence[Place]:
    """What the country (""), a department or a province is made of."""
    if not code:
        return departments()
    return provinces_of(code) if len(code) == 2 else districts_of(code)


def lineage(code: str) -> list[Place]:
    """From the department down to the place itself; empty when the code is of no place."""
    found = place(code)
    if isinstance(found, District):
        return [found.province.department, found.province, found]
    if isinstance(found, Province):
        return [found.department, found]
    return [found] if found else []


def full_name(code: str) -> str:
    """«Tacabamba, Chota, Cajamarca»; «Perú» for the whole country."""
    return ", ".join(step.name for step in reversed(lineage(code))) if code else "Perú"


def names_by_code(codes: set[str]) -> dict[str, str]:
    """The names of many places in at most three queries."""
    names: dict[str, str] = {}
    for digits, model in _LEVELS.items():
        wanted = [code for code in codes if len(code) == digits]
        if wanted:
            names |= dict(model._default_manager.filter(code__in=wanted).values_list("code", "name"))
    return names


def all_names() -> dict[str, str]:
    """Every place by INEI code (2, 4 or 6 digits); from the files shipped with the product while no table has them,
    so that a file can be checked before anything is set up."""
    if District._meta.db_table in connection.introspection.table_names() and District.objects.exists():
        return {code: name for model in _LEVELS.values() for code, name in _codes_and_names(model)}
    rows = chain(readers.departments(), readers.provinces(), readers.districts())
    return {row.code: row.name for row in rows}


def _codes_and_names(model: type[Place]) -> list[tuple[str, str]]:
    return list(model._default_manager.values_list("code", "name"))
