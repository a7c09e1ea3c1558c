"""Pages of a long list by key, not by number: page one and page ten thousand cost the same, and a row that
appears meanwhile neither repeats nor hides another."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.core import signing
from django.db.models import Model, Q, QuerySet

Row = TypeVar("Row", bound=Model)
_SALT = "tinkuy.paging"
_READERS: dict[str, Callable[[str], object]] = {
    "t": datetime.fromisoformat,
    "d": date.fromisoformat,
    "n": Decimal,
    "u": UUID,
}


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Some rows and the cursors of the pages beside it; an empty cursor means there is none."""

    rows: list[Row]
    next_cursor: str = ""
    previous_cursor: str = ""

    def __bool__(self) -> bool:
        return bool(self.rows)


def keyset_page(queryset: QuerySet[Row], *, cursor: str, size: int, order: tuple[str, ...]) -> Page[Row]:
    """One page in that order (names as in `order_by`, never null; the primary key is added when it is missing).

    A cursor that is not ours, is damaged or belongs to another order leads to the first page."""
    order = order if {"pk", "id"} & {name.lstrip("-") for name in order} else (*order, "pk")
    position = _read(cursor, order)
    if position is None:
        return _forwards(queryset, order, size, None)
    backwards, values = position
    page = _backwards(queryset, order, size, values) if backwards else _forwards(queryset, order, size, values)
    return page if page.rows else _forwards(queryset, order, size, None)


def _forwards(queryset: QuerySet[Row], order: tuple[str, ...], size: int, values: Sequence[object] | None) -> Page[Row]:
    after = queryset if values is None else queryset.filter(_beyond(order, values))
    rows = list(after.order_by(*order)[: size + 1])
    more, rows = len(rows) > size, rows[:size]
    return Page(
        rows,
        next_cursor=_write(order, rows[-1], backwards=False) if more else "",
        previous_cursor=_write(order, rows[0], backwards=True) if rows and values is not None else "",
    )


def _backwards(queryset: QuerySet[Row], order: tuple[str, ...], size: int, values: Sequence[object]) -> Page[Row]:
    turned = tuple(name[1:] if name.startswith("-") else f"-{name}" for name in order)
    rows = list(queryset.filter(_beyond(turned, values)).order_by(*turned)[: size + 1])
    more, rows = len(rows) > size, rows[:size][::-1]
    return Page(
        rows,
        next_cursor=_write(order, rows[-1], backwards=False) if rows else "",
        previous_cursor=_write(order, rows[0], backwards=True) if more else "",
    )


def _beyond(order: tuple[str, ...], values: Sequence[object]) -> Q:
    """Rows that come strictly after the values: a > x, or a = x and b > y, and so on."""
    condition, equal = Q(), Q()
    for name, value in zip(order, values, strict=True):
        field = name.lstrip("-")
        sign = "lt" if name.startswith("-") else "gt"
        condition |= equal & Q(**{f"{field}__{sign}": value})
        equal &= Q(**{field: value})
    return condition


def _write(order: tuple[str, ...], row: Model, *, backwards: bool) -> str:
    values = [_as_text(_value(row, name.lstrip("-"))) for name in order]
    return signing.Signer(salt=_SALT + ",".join(order)).sign_object([int(backwards), values])


def _read(cursor: str, order: tuple[str, ...]) -> tuple[bool, list[object]] | None:
    try:
        backwards, values = signing.Signer(salt=_SALT + ",".join(order)).unsign_object(cursor)
    except (signing.BadSignature, ValueError):
        return None
    return bool(backwards), [_from_text(value) for value in values]


def _value(row: Any, name: str) -> Any:
    for part in name.split("__"):
        row = getattr(row, part)
    return row


def _as_text(value: object) -> object:
    if isinstance(value, datetime):
        return {"t": value.isoformat()}
    if isinstance(value, date):
        return {"d": value.isoformat()}
    if isinstance(value, Decimal):
        return {"n": str(value)}
    if isinstance(value, UUID):
        return {"u": str(value)}
    return value


def _from_text(value: object) -> object:
    if isinstance(value, dict):
        [(kind, text)] = value.items()
        return _READERS[kind](text)
    return value
