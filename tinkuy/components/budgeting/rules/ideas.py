"""What one may do with ideas, and which ones resemble each other. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..enums import IdeaState
from ..refusals import IdeaRefusal

# An account with a document is one person (law.md 7.3).
DECLARED = 1
ANSWERS = (IdeaState.ACCEPTED, IdeaState.IN_PART, IdeaState.NOT_ACCEPTED, IdeaState.REFERRED)
# Words that every idea has say nothing about which one it is.
COMMON = frozenset({
    "para", "unos", "unas", "este", "esta", "como", "entre", "desde", "hasta", "sobre", "mejoramiento", "ampliacion",
    "construccion", "creacion", "servicio", "servicios", "instalacion", "proyecto", "distrito", "provincia",
    "region", "centro", "poblado", "comunidad", "caserio",
})  # fmt: skip
ALIKE = 0.4


MOST = 100


def why_not_limit(*, ideas: int, supports: int) -> IdeaRefusal | None:
    """Each limit leaves room for one and stays under what a person can mean."""
    return None if 1 <= ideas <= MOST and 1 <= supports <= MOST else IdeaRefusal.LIMITS


@dataclass(frozen=True)
class SupportFacts:
    level: int
    state: str
    is_author: bool
    has_supported: bool
    used: int
    limit: int


def why_not_propose(*, level: int, used: int, limit: int) -> IdeaRefusal | None:
    if level < DECLARED:
        return IdeaRefusal.NO_DOCUMENT
    return IdeaRefusal.NO_MORE_IDEAS if used >= limit else None


def why_not_support(facts: SupportFacts) -> IdeaRefusal | None:
    """In the order in which a person should hear it."""
    reasons = (
        (facts.state == IdeaState.WITHDRAWN, IdeaRefusal.WITHDRAWN),
        (facts.state != IdeaState.PRESENTED, IdeaRefusal.NO_MORE_NEEDED),
        (facts.level < DECLARED, IdeaRefusal.NO_DOCUMENT),
        (facts.is_author, IdeaRefusal.OWN_IDEA),
        (facts.has_supported, IdeaRefusal.ALREADY_SUPPORTED),
        (facts.used >= facts.limit, IdeaRefusal.NO_MORE_SUPPORTS),
    )
    return next((reason for holds, reason in reasons if holds), None)


def why_not_withdraw(*, state: str, is_author: bool) -> IdeaRefusal | None:
    if not is_author:
        return IdeaRefusal.NOT_AUTHOR
    if state == IdeaState.WITHDRAWN:
        return IdeaRefusal.WITHDRAWN
    return None if state == IdeaState.PRESENTED else IdeaRefusal.ANSWERED


def why_not_answer(*, state: str, outcome: str, reason: str, referred_to: str) -> IdeaRefusal | None:
    if state == IdeaState.WITHDRAWN:
        return IdeaRefusal.WITHDRAWN
    if outcome not in ANSWERS:
        return IdeaRefusal.NOT_AN_ANSWER
    if not reason.strip():
        return IdeaRefusal.NO_REASON
    return IdeaRefusal.NO_DESTINATION if outcome == IdeaState.REFERRED and not referred_to.strip() else None


def key_words(folded: str) -> tuple[str, ...]:
    """The words that tell an idea from another, longest first. `folded` has no accents nor capitals."""
    words = {word for word in "".join(c if c.isalnum() else " " for c in folded).split() if len(word) > 3} - COMMON
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def alike(folded: str, others: Iterable[tuple[int, str]]) -> Sequence[int]:
    """Numbers of the ideas that share at least ALIKE of the key words (a word and its plural are one), best first."""
    own = {word[:6] for word in key_words(folded)}
    if not own:
        return []
    scored = []
    for number, text in others:
        theirs = {word[:6] for word in key_words(text)}
        share = len(own & theirs) / min(len(own), len(theirs)) if theirs else 0
        if share >= ALIKE and len(own & theirs) >= min(2, len(own)):
            scored.append((-share, number))
    return [number for _share, number in sorted(scored)]
