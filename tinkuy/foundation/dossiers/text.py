"""How Spanish words become what the index holds: folded words and stems, the same on every database.

A word is folded (no accents, lower case), made singular and stemmed (Snowball); its exact folded form is kept beside,
because stems merge plaza and plazo. Quechua has no stemmer: its words are found by their beginning.
"""

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import Stemmer

from tinkuy.foundation.shared.text import fold

MAX_TERMS = 12
MAX_WORD = 40
_DATA = Path(__file__).parent / "data"
_APOSTROPHES = re.compile(r"(?<=\w)['’ʼ`´](?=\w)")
_WORD = re.compile(r"[a-z0-9]+")
# Árbol, árboles; but not calles, cobres, cables, whose singular ends in e.
_CONSONANT_PLURAL = re.compile(r"(?<!ll)(?<!rr)(?<![tbdgpcf]r)(?<![bcfgp]l)(?<=[lrndjzy])es$")
_STEMMER = Stemmer.Stemmer("spanish", 0)
STOP_WORDS = frozenset((_DATA / "stop_words.txt").read_text(encoding="utf-8").split())


@dataclass(frozen=True)
class Token:
    """A word of a question: as written, its stem, and whether it may go on («cajam» finds Cajamarca)."""

    exact: str
    stem: str
    is_prefix: bool = False


@dataclass(frozen=True)
class Term:
    """One thing asked for, said in one or several ways: «posta», or «centro» and «salud»."""

    alternatives: tuple[tuple[Token, ...], ...]


def words(text: str) -> list[str]:
    """The folded words, in order, with repetitions."""
    joined = _APOSTROPHES.sub("", text.replace("\x00", " "))
    return [word[:MAX_WORD] for word in _WORD.findall(fold(joined))]


def stem(word: str) -> str:
    return _STEMMER.stemWord(_verbal(_singular(word)))


def terms(text: str, *, all_prefixes: bool = False) -> list[Term]:
    """What is asked for, at most twelve things. The last word may be unfinished; the small words do not count
    unless there is nothing else."""
    asked = words(text)
    asked = [word for word in asked if word not in STOP_WORDS] or asked
    asked = asked[:MAX_TERMS]
    found: list[Term] = []
    position = 0
    while position < len(asked):
        phrase = _phrase_at(asked, position)
        length = len(phrase) if phrase else 1
        is_last = position + length == len(asked)
        found.append(_term(asked[position : position + length], phrase, is_last=is_last, all_prefixes=all_prefixes))
        position += length
    return found


def _term(said: list[str], phrase: tuple[str, ...] | None, *, is_last: bool, all_prefixes: bool) -> Term:
    own = tuple(
        Token(word, stem(word), all_prefixes or (is_last and word == said[-1] and len(word) > 1)) for word in said
    )
    others = _synonyms()[phrase] if phrase else ()
    return Term((own, *(tuple(Token(word, stem(word)) for word in other) for other in others)))


def _phrase_at(asked: list[str], position: int) -> tuple[str, ...] | None:
    """The longest phrase with synonyms that starts at that word, compared by stems."""
    stems = tuple(stem(word) for word in asked[position : position + 4])
    by_stems = _phrases_by_stems()
    return next((by_stems[stems[:n]] for n in range(len(stems), 0, -1) if stems[:n] in by_stems), None)


@cache
def _synonyms() -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Each phrase of data/synonyms.csv (a group per line) with the others of its group, without the small words."""
    groups: dict[tuple[str, ...], tuple[tuple[str, ...], ...]] = {}
    with (_DATA / "synonyms.csv").open(encoding="utf-8", newline="") as lines:
        for line in csv.reader(lines):
            phrases = [tuple(w for w in words(phrase) if w not in STOP_WORDS) for phrase in line if phrase.strip()]
            for phrase in phrases:
                groups[phrase] = tuple(other for other in phrases if other != phrase)
    return groups


@cache
def _phrases_by_stems() -> dict[tuple[str, ...], tuple[str, ...]]:
    return {tuple(stem(word) for word in phrase): phrase for phrase in _synonyms()}


def _singular(word: str) -> str:
    """Snowball leaves short plurals apart (obra and obras, vía and vías)."""
    if len(word) > 4 and word.endswith("ces"):
        return f"{word[:-3]}z"
    if len(word) > 4 and _CONSONANT_PLURAL.search(word):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and word[-2] in "aou":
        return word[:-1]
    return word


def _verbal(word: str) -> str:
    """Votación is the same as votar, construcción as construir: without its accent Snowball does not see it."""
    if len(word) > 6 and word.endswith("acion"):
        return f"{word[:-5]}ar"
    if len(word) > 6 and word.endswith("ucion"):
        return f"{word[:-5]}uir"
    if len(word) > 7 and word.endswith("uccion"):
        return f"{word[:-6]}uir"
    return word
