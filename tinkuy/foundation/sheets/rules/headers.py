"""Where the header of a list is and which column is which, by the words that people write over them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from tinkuy.foundation.shared.text import fold

from .cells import Cell, text_of

LINES_TO_LOOK_AT = 25
_SMALL_WORDS = {"de", "del", "la", "el", "los", "las", "en", "por", "y", "a", "al", "o", "su", "s"}


class Found(Protocol):
    """A header as the reader of files needs it: how many columns it recognised, and whether they are enough."""

    @property
    def known(self) -> int: ...

    @property
    def is_enough(self) -> bool: ...


class Headings(Protocol):
    """What the module of a kind of list offers, so that the right sheet and separator are chosen."""

    def find_header(self, rows: Sequence[Sequence[Any]], /) -> Any: ...

    def why_no_header(self, header: Any, /) -> str: ...


@dataclass(frozen=True)
class Columns:
    """`line`: as the spreadsheet numbers it. `fields`: field → column number from 0. `titles`: every heading.
    `missing`: fields without which nothing can be read."""

    line: int
    titles: tuple[str, ...] = ()
    fields: dict[str, int] = field(default_factory=dict)
    missing: tuple[str, ...] = ()

    @property
    def known(self) -> int:
        return len(self.fields)

    @property
    def is_enough(self) -> bool:
        return bool(self.fields) and not self.missing

    def cell(self, row: Sequence[Cell], name: str) -> Cell:
        place = self.fields.get(name, -1)
        return row[place] if 0 <= place < len(row) else None

    def title(self, name: str) -> str:
        return self.titles[self.fields[name]] if name in self.fields else ""


class Vocabulary:
    """The spellings of each field. Accents, case, signs and small words do not matter; the first spelling of a field
    wins over the next ones when a list has several of them."""

    def __init__(self, spellings: dict[str, tuple[str, ...]], *, needed: tuple[str, ...]) -> None:
        self.needed = needed
        self._field_of = {
            _key(spelling): (name, rank)
            for name, words in reversed(spellings.items())
            for rank, spelling in reversed(list(enumerate(words)))
        }

    def find(self, rows: Sequence[Sequence[Cell]]) -> Columns:
        """The row with most known columns among the first ones; what can be read wins over what cannot."""
        found = [self._read(line, row) for line, row in enumerate(rows[:LINES_TO_LOOK_AT], start=1)]
        empty = Columns(line=0, missing=self.needed)
        return max([empty, *found], key=lambda one: (one.is_enough, one.known))

    def _read(self, line: int, row: Sequence[Cell]) -> Columns:
        titles = tuple(text_of(cell) for cell in row)
        fields: dict[str, int] = {}
        ranks: dict[str, int] = {}
        for place, title in enumerate(titles):
            name, rank = self._field_of.get(_key(title), ("", 0))
            if name and rank < ranks.get(name, 999):
                fields[name], ranks[name] = place, rank
        missing = tuple(name for name in self.needed if name not in fields)
        return Columns(line=line, titles=titles, fields=fields, missing=missing)


def _key(title: str) -> str:
    """«N.º de Documento» → «n documento»."""
    words = re.sub(r"[^a-z0-9]+", " ", fold(title.replace("º", " ").replace("°", " "))).split()
    return " ".join(word for word in words if word not in _SMALL_WORDS)
