from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from tinkuy.foundation.shared.canonical import instant

from .models import Act, ChainHead
from .rules import HASHED, first_break


def acts_of(chain: str) -> Iterator[dict[str, Any]]:
    """The chain from its first act, as plain data: what is exported and what is hashed."""
    for row in Act.objects.filter(chain=chain).order_by("sequence").iterator(chunk_size=1000):
        yield as_data(row)


def as_data(row: Act) -> dict[str, Any]:
    data = {name: getattr(row, name) for name in (*HASHED, "hash")}
    data["at"] = instant(row.at)
    return data


def head_of(chain: str) -> ChainHead | None:
    return ChainHead.objects.filter(chain=chain).first()


def chain_breaks_at(chain: str) -> int | None:
    """The sequence of the first act that does not hold, or None."""
    return first_break(acts_of(chain))


def acts_matching(*, chain: str = "", kind: str = "") -> QuerySet[Act]:
    """Acts of a chain and of a kind (or of an app: «voting.»); empty means any."""
    rows = Act.objects.all()
    if chain:
        rows = rows.filter(chain=chain)
    return rows.filter(kind__startswith=kind) if kind else rows
