"""What a component tells us when it prepares a poll. We know nothing of budgets: `settings` is frozen as it comes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from re import fullmatch
from typing import Any


@dataclass(frozen=True)
class OptionSpec:
    """Something one can vote for. The key goes into the ballot: letters, digits, dot, dash, underscore."""

    key: str
    title: str
    detail: str = ""
    cost: Decimal | None = None
    technical_score: Decimal | None = None
    ubigeo: str = ""
    dossier_code: str = ""


@dataclass(frozen=True)
class ScopeSpec:
    """A list with its own vote; one may mark up to `max_choices` of its options."""

    key: str
    title: str
    max_choices: int
    options: Sequence[OptionSpec] = field(default_factory=tuple)


@dataclass(frozen=True)
class RollPerson:
    """A person who may vote in `scope_keys`. The number is hashed with the roll key and not kept."""

    document_kind: str
    document_number: str
    organization_id: int | None
    organization_name: str
    seat: str
    scope_keys: Sequence[str]
    label: str


def bad_key(scopes: Sequence[ScopeSpec]) -> str | None:
    """The first key that is repeated or has other signs than letters, digits, dot, dash, underscore; or None."""
    for keys in ([scope.key for scope in scopes], *([option.key for option in scope.options] for scope in scopes)):
        for position, key in enumerate(keys):
            if not fullmatch(r"[A-Za-z0-9._-]{1,40}", key) or key in keys[:position]:
                return key
    return None


def weights_total(settings: Mapping[str, Any]) -> Decimal | None:
    """The sum of the declared weights (`weights` as a mapping, or every `*_weight`); None when there are none."""
    weights = settings.get("weights")
    values = (
        list(weights.values())
        if isinstance(weights, Mapping)
        else [value for name, value in settings.items() if name.endswith("_weight")]
    )
    try:
        return sum((Decimal(str(value)) for value in values), Decimal(0)) if values else None
    except InvalidOperation:
        return Decimal(0)


def rules_document(
    *, poll: Mapping[str, Any], scopes: Sequence[ScopeSpec], settings: Mapping[str, Any]
) -> dict[str, Any]:
    """Everything that decides the outcome, ready for canonical JSON. Instants in UTC, amounts as text."""
    return {
        "version": 1,
        "method": "approval",
        **poll,
        "scopes": [
            {
                "key": scope.key,
                "title": scope.title,
                "max_choices": scope.max_choices,
                "options": [_option(option) for option in scope.options],
            }
            for scope in scopes
        ],
        "settings": dict(settings),
    }


def _option(option: OptionSpec) -> dict[str, Any]:
    return {
        "key": option.key,
        "title": option.title,
        "cost": option.cost,
        "technical_score": option.technical_score,
        "ubigeo": option.ubigeo,
        "dossier_code": option.dossier_code,
    }
