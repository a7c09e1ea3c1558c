"""From the provisional list to the definitive one: who may challenge, when, who rules (law.md 1.6, row «tacha»)."""

from dataclasses import dataclass
from datetime import date

from ..enums import ChallengeBy, CreditKind
from ..refusals import AccreditationRefusal as Why


@dataclass(frozen=True)
class ChallengeFacts:
    """What is known when somebody wants to challenge a person of a list."""

    on: date
    allowed: bool = True
    until: date | None = None
    is_listed: bool = True
    is_own: bool = False
    challenged_by: str = ChallengeBy.RESIDENT
    has_document: bool = True
    is_agent: bool = False
    already: bool = False


def why_not_challenge(facts: ChallengeFacts) -> Why | None:
    """A challenge goes against a line of the provisional list, within its term; the last day counts whole. Once it is
    over the list is closed (preclusion)."""
    if not facts.allowed:
        return Why.CHALLENGES_NOT_FORESEEN
    if facts.until is None or not facts.is_listed:
        return Why.NOT_IN_THE_LIST
    if facts.on > facts.until:
        return Why.CHALLENGE_TERM_OVER
    if facts.is_own:
        return Why.OWN_CHALLENGE
    entitled = facts.is_agent if facts.challenged_by == ChallengeBy.AGENT else facts.has_document
    if not entitled:
        return Why.MAY_NOT_CHALLENGE
    return Why.ALREADY_CHALLENGED if facts.already else None


@dataclass(frozen=True)
class RulingFacts:
    on: date
    is_open: bool = True
    is_filer: bool = False
    answered: bool = False
    answer_due_on: date = date.max
    reason: str = ""


def why_not_rule_on_challenge(facts: RulingFacts) -> Why | None:
    """Nobody rules on the challenge they filed (TUO Ley 27444, art. 99), nor before the other side was heard
    (art. IV 1.2: debido procedimiento), nor without a reason (art. 6)."""
    if not facts.is_open:
        return Why.CHALLENGE_ALREADY_RULED
    if facts.is_filer:
        return Why.OWN_CHALLENGE_RULING
    if not facts.answered and facts.on <= facts.answer_due_on:
        return Why.ANSWER_TERM_RUNNING
    return None if facts.reason.strip() else Why.REASON_MISSING


@dataclass(frozen=True)
class ListFacts:
    """What is known when a list is about to be published."""

    on: date
    allows_challenges: bool = False
    undecided: int = 0
    listed: int = 1
    is_correction: bool = False
    reason: str = ""
    challenges_until: date | None = None
    open_challenges: int = 0
    not_in_provisional: int = 0


def why_not_publish_provisional(facts: ListFacts) -> Why | None:
    if facts.undecided:
        return Why.REQUESTS_UNDECIDED
    return _about_the_version(facts)


def why_not_publish_definitive(facts: ListFacts) -> Why | None:
    """After the term to challenge and its rulings, where the ordinance foresees them; else straight away."""
    if facts.undecided:
        return Why.REQUESTS_UNDECIDED
    if facts.allows_challenges:
        if facts.challenges_until is None:
            return Why.PROVISIONAL_FIRST
        if facts.not_in_provisional:
            return Why.NOT_IN_PROVISIONAL
        if facts.on <= facts.challenges_until:
            return Why.CHALLENGE_TERM_RUNNING
        if facts.open_challenges:
            return Why.CHALLENGES_UNRULED
    return _about_the_version(facts)


def _about_the_version(facts: ListFacts) -> Why | None:
    if not facts.listed:
        return Why.LIST_EMPTY
    return Why.CORRECTION_WITHOUT_REASON if facts.is_correction and not facts.reason.strip() else None


@dataclass(frozen=True)
class Missing:
    """What somebody still has to attend before voting: so many of a kind."""

    kind: CreditKind
    count: int


def missing_to_vote(*, requires_training: bool, min_workshops: int, trainings: int, workshops: int) -> list[Missing]:
    """What is missing where the ordinance makes the vote depend on attendance (Callao 2022: training; Huancavelica
    2024: two workshops). Empty when nothing is."""
    missing = []
    if requires_training and not trainings:
        missing.append(Missing(CreditKind.TRAINING, 1))
    if workshops < min_workshops:
        missing.append(Missing(CreditKind.WORKSHOP, min_workshops - workshops))
    return missing


def titulars_complement(sexes: list[str]) -> bool:
    """Whether the titulars of an organisation may be these: one woman and one man (Ica OR 021-2025). Who declared
    another identity is not compared with anybody."""
    known = [sex for sex in sexes if sex in ("female", "male")]
    return len(known) == len(set(known))
