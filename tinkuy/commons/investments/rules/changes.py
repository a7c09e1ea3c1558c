"""What a new portfolio changes against the one in force: new, changed and gone, field by field."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tinkuy.foundation.shared.money import soles
from tinkuy.foundation.shared.text import fold

from .rows import AMOUNTS, PERCENTS, Value

LABELS = {
    "name": "Nombre",
    "kind": "Tipo de inversión",
    "framework": "Marco",
    "state": "Estado",
    "situation": "Situación",
    "function": "Función",
    "sector": "Sector",
    "cycle_stage": "Etapa del ciclo",
    "executing_unit": "Unidad ejecutora",
    "viable_amount": "Monto viable",
    "updated_cost": "Costo actualizado",
    "balance": "Saldo por ejecutar",
    "accrued": "Devengado acumulado",
    "pia": "Presupuesto de apertura (PIA)",
    "pim": "Presupuesto modificado (PIM)",
    "beneficiaries": "Beneficiarios",
    "physical_progress": "Avance físico",
    "financial_progress": "Avance financiero",
    "registered_on": "Fecha de registro",
    "viable_on": "Fecha de viabilidad",
    "has_technical_file": "Expediente técnico",
    "in_pmi": "En la programación multianual (PMI)",
    "places": "Lugares",
}


@dataclass(frozen=True)
class Facts:
    """What is compared of an investment: field → text as people read it; nothing is empty text."""

    name: str
    texts: Mapping[str, str]


@dataclass(frozen=True)
class Change:
    """`kind`: new, changed, gone. `fields`: (label, before, now) of each field that differs."""

    kind: str
    cui: str
    name: str
    fields: tuple[tuple[str, str, str], ...] = ()


def facts(name: str, values: Mapping[str, Value], places: Iterable[str], names: Mapping[str, str]) -> Facts:
    """`names`: INEI code → name of the place."""
    texts = {field: shown(field, values.get(field)) for field in LABELS if field not in ("name", "places")}
    where = ", ".join(names.get(code, code) for code in sorted(places))
    return Facts(name, {"name": name, **texts, "places": where})


def shown(field: str, value: Value) -> str:
    """A value as people read it: «S/ 1,234.50», «45.00 %», «31/12/2024», «Sí»."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "Sí" if value else "No"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, Decimal):
        return soles(value) if field in AMOUNTS else f"{value:.2f} %" if field in PERCENTS else str(value)
    return f"{value:,}" if isinstance(value, int) else value


def compare(before: Mapping[str, Facts], now: Mapping[str, Facts]) -> list[Change]:
    """By code. Capitals, accents and spaces alone are not a change."""
    changes = [Change("new", cui, fact.name) for cui, fact in now.items() if cui not in before]
    for cui in before.keys() & now.keys():
        fields = _differences(before[cui], now[cui])
        if fields:
            changes.append(Change("changed", cui, now[cui].name, fields))
    changes += [Change("gone", cui, fact.name) for cui, fact in before.items() if cui not in now]
    return sorted(changes, key=lambda change: (change.kind, change.cui))


def _differences(before: Facts, now: Facts) -> tuple[tuple[str, str, str], ...]:
    pairs = [(LABELS[field], before.texts.get(field, ""), now.texts.get(field, "")) for field in LABELS]
    return tuple((label, old, new) for label, old, new in pairs if fold(old) != fold(new))
