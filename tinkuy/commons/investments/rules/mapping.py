"""What an entity taught us of its own titles: «COD. INTERNO» is its code. Titles compare without accents or case."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tinkuy.foundation.shared.text import fold
from tinkuy.foundation.sheets.rules.headers import LINES_TO_LOOK_AT

from .cells import Cell, text_of
from .changes import LABELS
from .headers import SYNONYMS, Header, find_header

MAX_COLUMNS = 60
LONGEST_TITLE = 120
# What a column can be, in words; places are several columns.
FIELDS: dict[str, str] = {
    "cui": "Código único (CUI)",
    "product": "Código y nombre en la misma celda",
    **{name: label for name, label in LABELS.items() if name != "places"},
    "ubigeo": "Ubigeo",
    "department": "Departamento",
    "province": "Provincia",
    "district": "Distrito",
    "location": "Ubicación (lugares en una celda)",
}


def title_key(title: str) -> str:
    return " ".join(fold(title).split())[:LONGEST_TITLE]


def find_header_as_taught(rows: Sequence[Sequence[Cell]], taught: Mapping[str, str]) -> Header:
    """The header, where the titles the entity explained count as known; its own spelling stays in what we say."""
    head = rows[:LINES_TO_LOOK_AT]
    counts = [sum(title_key(text_of(cell)) in taught for cell in row) for row in head]
    if not taught or not any(counts):
        return find_header(rows)
    line = counts.index(max(counts))
    known = [_spelling(text_of(cell), taught) for cell in head[line]]
    header = find_header([*head[:line], known, *head[line + 1 :]])
    if header.line != line + 1:
        return header
    return replace(header, titles=tuple(text_of(cell) for cell in head[line]), is_taught=True)


def _spelling(title: str, taught: Mapping[str, str]) -> str:
    """The first spelling of the field, with «(en miles)» where the title said it."""
    name = taught.get(title_key(title), "")
    if not name:
        return "" if _rivals(title, taught) else title
    unit = next((word for word in ("miles", "millones") if word in fold(title)), "")
    return f"{SYNONYMS[name][0]} en {unit} de soles" if unit else SYNONYMS[name][0]


def _rivals(title: str, taught: Mapping[str, str]) -> bool:
    """Whether we would have read the title as a field that the entity gave to another column."""
    return any(name in taught.values() for name in find_header([[title]]).fields)


def plain_head(rows: Sequence[Sequence[Cell]]) -> list[list[str]]:
    """The first rows as short text, to show them to whoever must say which column is which."""
    return [[text_of(cell)[:LONGEST_TITLE] for cell in row[:MAX_COLUMNS]] for row in rows[:LINES_TO_LOOK_AT]]


def why_not_map(chosen: Mapping[str, str]) -> str:
    """What is wrong with the choice: title → field. Empty when nothing is; «repeated:FIELD», «code» or «name»."""
    names = list(chosen.values())
    repeated = next((name for name in names if names.count(name) > 1), "")
    if repeated:
        return f"repeated:{repeated}"
    if not {"cui", "product"} & set(names):
        return "code"
    return "" if {"name", "product"} & set(names) else "name"
