"""Which words of a text answered the question, so that the page can mark them."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..text import Term, stem, words

_WORD = re.compile(r"[\w'’]+")
EXCERPT = 180


class Part(NamedTuple):
    text: str
    is_hit: bool


def marked(text: str, asked: Sequence[Term]) -> tuple[Part, ...]:
    """The text cut where marks begin and end."""
    parts: list[Part] = []
    end = 0
    for start, stop in _hits(text, asked):
        if start > end:
            parts.append(Part(text[end:start], False))
        parts.append(Part(text[start:stop], True))
        end = stop
    return (*parts, Part(text[end:], False)) if end < len(text) else tuple(parts)


def snippet(text: str, asked: Sequence[Term]) -> tuple[Part, ...]:
    """About 180 characters around the first word that answers, or from the beginning."""
    first = next(_hits(text, asked), (0, 0))[0]
    start = max(0, first - EXCERPT // 3)
    if start:
        start = text.find(" ", start) + 1
    stop = min(len(text), start + EXCERPT)
    if stop < len(text):
        stop = max(text.rfind(" ", start, stop), start + EXCERPT // 2)
    lead, tail = "… " if start else "", "…" if stop < len(text) else ""
    return marked(f"{lead}{text[start:stop]}{tail}", asked)


def _hits(text: str, asked: Sequence[Term]) -> Iterator[tuple[int, int]]:
    tokens = [token for term in asked for said in term.alternatives for token in said]
    exact = {token.exact for token in tokens}
    stems = {token.stem for token in tokens}
    prefixes = tuple(token.exact for token in tokens if token.is_prefix)
    for match in _WORD.finditer(text):
        if any(
            word in exact or stem(word) in stems or (prefixes and word.startswith(prefixes))
            for word in words(match.group())
        ):
            yield match.span()
