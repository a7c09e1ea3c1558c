from datetime import datetime

from django.db import IntegrityError, transaction

from tinkuy.foundation.shared.text import short_code

from .models import Dossier, Link


def open_dossier(*, kind: str, title: str, path: str, **fields: object) -> Dossier:
    """A new record with a fresh short code; unseen by the public until `publish_dossier`."""
    for _attempt in range(20):
        try:
            with transaction.atomic():
                return Dossier.objects.create(code=short_code(), kind=kind, title=title, path=path, **fields)
        except IntegrityError:
            continue
    raise RuntimeError("No free short code in twenty tries.")


def publish_dossier(*, dossier: Dossier, at: datetime) -> None:
    """From now on the record is found by search and its code leads to its page."""
    if dossier.published_at is None:
        dossier.published_at = at
        dossier.save(update_fields=["published_at", "updated_at"])


def link(*, source: Dossier, target: Dossier, kind: str) -> Link:
    """Adds a step of the thread; adding it twice is adding it once."""
    return Link.objects.get_or_create(source=source, target=target, kind=kind)[0]


def refresh_dossier(*, dossier: Dossier, **fields: object) -> None:
    """Changes title, summary, body, state or place; what is found by search changes with it."""
    for name, value in fields.items():
        setattr(dossier, name, value)
    dossier.save(update_fields=[*fields, "updated_at"])
