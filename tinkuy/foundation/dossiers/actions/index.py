"""Writing the search index: FTS5 on SQLite, a tsvector on PostgreSQL, holding the very same tokens.

Exact folded words start with x, stems with s; the title's apart from the rest, so that they can weigh more.
"""

from collections.abc import Sequence
from typing import Any

from django.db import connection

from tinkuy.foundation.territory.queries import names_by_code

from .. import registry
from ..models import Dossier, Word
from ..text import STOP_WORDS, stem, words

_BATCH = 200


def put(dossiers: Sequence[Dossier]) -> None:
    """Indexes each one anew."""
    places = names_by_code({code for dossier in dossiers for code in _steps(dossier.ubigeo)})
    vocabulary: set[str] = set()
    drop(dossiers)
    for start in range(0, len(dossiers), _BATCH):
        rows = []
        for dossier in dossiers[start : start + _BATCH]:
            title, rest = words(dossier.title), words(_rest(dossier, places))
            vocabulary.update(title, rest)
            rows.append((dossier.pk, title, rest))
        _insert(rows)
    _learn(vocabulary)


def drop(dossiers: Sequence[Dossier]) -> None:
    column = "dossier_id" if connection.vendor == "postgresql" else "rowid"
    with connection.cursor() as cursor:
        cursor.executemany(
            f"DELETE FROM dossiers_index WHERE {column} = %s",  # noqa: S608
            [(dossier.pk,) for dossier in dossiers],
        )


def _rest(dossier: Dossier, places: dict[str, str]) -> str:
    kind = str(registry.kind(dossier.kind).singular)
    where = " ".join(places.get(code, "") for code in _steps(dossier.ubigeo))
    return f"{dossier.code} {kind} {where} {dossier.summary} {dossier.body}"


def _steps(ubigeo: str) -> list[str]:
    return [ubigeo[:digits] for digits in (2, 4, 6) if len(ubigeo) >= digits]


def _insert(rows: list[tuple[int, list[str], list[str]]]) -> None:
    if connection.vendor == "postgresql":
        statement = "INSERT INTO dossiers_index (dossier_id, words) VALUES (%s, %s::tsvector)"
        values: list[tuple[Any, ...]] = [(pk, _tsvector(title, rest)) for pk, title, rest in rows]
    else:
        statement = (
            "INSERT INTO dossiers_index (rowid, title_exact, title_stem, rest_exact, rest_stem) VALUES (%s,%s,%s,%s,%s)"
        )
        values = [(pk, *(" ".join(part) for part in (*_tokens(title), *_tokens(rest)))) for pk, title, rest in rows]
    with connection.cursor() as cursor:
        cursor.executemany(statement, values)


def _tokens(found: list[str]) -> tuple[list[str], list[str]]:
    return sorted({f"x{word}" for word in found}), sorted({f"s{stem(word)}" for word in found})


def _tsvector(title: list[str], rest: list[str]) -> str:
    """One position per weight: A the title's words, B its stems, C the other words, D their stems."""
    parts = zip("ABCD", (*_tokens(title), *_tokens(rest)), strict=True)
    return " ".join(f"{token}:{place}{weight}" for place, (weight, tokens) in enumerate(parts, 1) for token in tokens)


def _learn(vocabulary: set[str]) -> None:
    """Remembers words to offer when somebody mistypes one. In order, so that two writers cannot block each other."""
    useful = sorted(word for word in vocabulary if 3 < len(word) <= 30 and word not in STOP_WORDS and word.isalpha())
    Word.objects.bulk_create([Word(text=word) for word in useful], ignore_conflicts=True, batch_size=500)
