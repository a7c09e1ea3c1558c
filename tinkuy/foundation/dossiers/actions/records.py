"""Opening, publishing and changing a record. The index follows in the same transaction: what search finds is so."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from tinkuy.foundation.shared.text import short_code

from ..models import Dossier, Link
from .index import drop, put

_TRIES = 20


def open_dossier(*, kind: str, title: str, path: str, **fields: object) -> Dossier:
    """A new record with a fresh short code; unseen by the public until `publish_dossier`."""
    for _attempt in range(_TRIES):
        try:
            with transaction.atomic():
                return Dossier.objects.create(code=short_code(), kind=kind, title=title, path=path, **fields)
        except IntegrityError:
            continue
    raise RuntimeError("No free short code in twenty tries.")


@transaction.atomic
def open_dossiers(*, rows: Sequence[Mapping[str, Any]]) -> list[Dossier]:
    """Many at once (a portfolio): each row with the arguments of `open_dossier`; the answer keeps their order."""
    for _attempt in range(_TRIES):
        codes = _fresh_codes(len(rows))
        try:
            with transaction.atomic():
                drafts = [Dossier(code=code, **row) for code, row in zip(codes, rows, strict=True)]
                return Dossier.objects.bulk_create(drafts, batch_size=500)
        except IntegrityError:
            continue
    raise RuntimeError("No free short codes in twenty tries.")


def _fresh_codes(count: int) -> list[str]:
    codes: set[str] = set()
    while len(codes) < count:
        codes.add(short_code())
        if len(codes) == count:
            for start in range(0, count, 500):
                batch = list(codes)[start : start + 500]
                codes -= set(Dossier.objects.filter(code__in=batch).values_list("code", flat=True))
    return list(codes)


def publish_dossier(*, dossier: Dossier, at: datetime) -> None:
    """From now on the record is found by search and its code leads to its page."""
    publish_dossiers(dossiers=[dossier], at=at)


@transaction.atomic
def publish_dossiers(*, dossiers: Sequence[Dossier], at: datetime) -> None:
    """Publishes those that are not published yet, with two or three statements however many they are."""
    fresh = [dossier for dossier in dossiers if dossier.published_at is None]
    for dossier in fresh:
        dossier.published_at = dossier.updated_at = at
    Dossier.objects.bulk_update(fresh, ["published_at", "updated_at"], batch_size=500)
    put(fresh)


@transaction.atomic
def refresh_dossier(*, dossier: Dossier, **fields: object) -> None:
    """Changes title, summary, body, state or place; what is found by search changes with it."""
    for name, value in fields.items():
        setattr(dossier, name, value)
    dossier.save(update_fields=[*fields, "updated_at"])
    if dossier.published_at:
        put([dossier])


@transaction.atomic
def refresh_dossiers(*, dossiers: Sequence[Dossier], fields: Sequence[str], at: datetime) -> None:
    """Saves those fields of many changed records at once, and their place in the index."""
    for dossier in dossiers:
        dossier.updated_at = at
    Dossier.objects.bulk_update(dossiers, [*fields, "updated_at"], batch_size=500)
    put([dossier for dossier in dossiers if dossier.published_at])


@transaction.atomic
def withdraw_dossier(*, dossier: Dossier) -> None:
    """Out of sight: search and its code no longer lead to it. The record itself stays."""
    dossier.published_at = None
    dossier.save(update_fields=["published_at", "updated_at"])
    drop([dossier])


def link(*, source: Dossier, target: Dossier, kind: str) -> Link:
    """Adds a step of the thread; adding it twice is adding it once."""
    return Link.objects.get_or_create(source=source, target=target, kind=kind)[0]
