"""Records of the public file: built through the actions, so that the index knows them."""

from datetime import UTC, datetime, timedelta

from tinkuy.foundation.dossiers.actions import open_dossier, publish_dossier
from tinkuy.foundation.dossiers.models import Dossier

AT = datetime(2026, 5, 8, 14, 0, tzinfo=UTC)


def dossier(title: str, *, published: bool = True, kind: str = "project", days: int = 0, **fields: object) -> Dossier:
    fields.setdefault("path", "/espacios/pp-2027/")
    record = open_dossier(kind=kind, title=title, **fields)
    if published:
        publish_dossier(dossier=record, at=AT + timedelta(days=days))
    return record


def dossiers(count: int) -> list[Dossier]:
    return [dossier(f"Mejoramiento de la carretera número {n}", days=n) for n in range(count)]
