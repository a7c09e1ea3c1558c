"""«¿Quisiste decir…?»: when nothing is found, the nearest words that published records do use."""

from collections.abc import Callable, Sequence

from django.db.models import Q
from django.db.models.functions import Length

from ..models import Word
from ..text import Term, Token

_MOST_CANDIDATES = 4000


def suggestion(asked: Sequence[Term], has_hits: Callable[[str], bool]) -> str:
    """The question with its unknown words replaced, or nothing. Only what would find something is offered."""
    words = [_nearest(token, has_hits) for term in asked for token in term.alternatives[0]]
    said = [token.exact for term in asked for token in term.alternatives[0]]
    better = " ".join(words)
    return better if words != said and has_hits(better) else ""


def _nearest(token: Token, has_hits: Callable[[str], bool]) -> str:
    """The word itself when it finds something; else the closest word, at one error (two in long words)."""
    word = token.exact
    if len(word) < 4 or not word.isalpha() or has_hits(word):
        return word
    allowed = 1 if len(word) < 6 else 2
    near = sorted((_errors(word, other, allowed), other) for other in _candidates(word, allowed))
    return next((other for errors, other in near if errors <= allowed and has_hits(other)), word)


def _candidates(word: str, allowed: int) -> list[str]:
    """Words of about that length that begin or end alike: two errors seldom touch both ends."""
    alike = Q(text__startswith=word[0]) | Q(text__endswith=word[-2:])
    lengths = {"length__gte": len(word) - allowed, "length__lte": len(word) + allowed}
    found = Word.objects.annotate(length=Length("text")).filter(alike, **lengths)
    return list(found.order_by("text").values_list("text", flat=True)[:_MOST_CANDIDATES])


def _errors(one: str, other: str, limit: int) -> int:
    """Letters to add, drop, change or swap with the next (optimal string alignment); above the limit it gives up."""
    before, current = [0] * (len(other) + 1), list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        oldest, before, current = before, current, [i]
        for j, wanted in enumerate(other, 1):
            cost = min(before[j] + 1, current[j - 1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, oldest[j - 2] + 1)
            current.append(cost)
        if min(current) > limit:
            return limit + 1
    return current[-1]
