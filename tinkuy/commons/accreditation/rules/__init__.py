"""What is allowed in a registration and who ends up voting (Ley 28056, its rules, and the ordinance of the space)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ..enums import (
    AccreditationStatus,
    AppliesTo,
    EvidenceKind,
    FailedCure,
    Represents,
    RequestConsentPurpose,
    RequestState,
    Seat,
    SeatScheme,
    VotesPer,
)
from ..refusals import AccreditationRefusal

S = RequestState
_OVER = (S.ENDED, S.REPLACED, S.REMOVED)
TRANSITIONS: dict[RequestState, frozenset[RequestState]] = {
    S.DRAFT: frozenset({S.SENT}),
    S.SENT: frozenset({S.OBSERVED, S.ADMITTED, S.REJECTED}),
    S.OBSERVED: frozenset({S.CURED, S.REJECTED, S.VOICE_ONLY}),
    S.CURED: frozenset({S.OBSERVED, S.ADMITTED, S.REJECTED}),
    S.ADMITTED: frozenset({S.CHALLENGED, S.ACCREDITED, S.VOICE_ONLY, S.REJECTED}),
    S.CHALLENGED: frozenset({S.ADMITTED, S.REJECTED}),
    S.ACCREDITED: frozenset({S.SUSPENDED, *_OVER}),
    S.VOICE_ONLY: frozenset({S.SUSPENDED, *_OVER}),
    S.SUSPENDED: frozenset({S.ACCREDITED, S.VOICE_ONLY, *_OVER}),
    S.REJECTED: frozenset(),
    S.ENDED: frozenset(),
    S.REPLACED: frozenset(),
    S.REMOVED: frozenset(),
}


def may_become(state: str, target: str) -> bool:
    return RequestState(target) in TRANSITIONS[RequestState(state)]


@dataclass(frozen=True)
class Voter:
    """One line of the electoral roll. The number is for the roll's keyed fingerprint, never to be shown or stored."""

    accreditation_id: int
    document_kind: str
    document_number: str
    public_name: str
    organization_id: int | None
    organization_name: str
    seat: str
    province_code: str


@dataclass(frozen=True)
class SeatHolder:
    """What decides whether a credential votes."""

    accreditation_id: int
    organization_id: int | None
    seat: str
    status: str
    may_vote: bool


_ORDER = (Seat.TITULAR, Seat.SECOND_TITULAR, Seat.ALTERNATE)


def voting_ids(holders: Iterable[SeatHolder], *, votes_per: str) -> frozenset[int]:
    """The credentials that vote. An alternate votes only while the organisation has no titular who can;
    where the vote is the organisation's, one of its people casts it: the first titular who can."""
    able = [one for one in holders if one.status == AccreditationStatus.ACTIVE and one.may_vote]
    voting = {one.accreditation_id for one in able if one.organization_id is None}
    groups: dict[int, list[SeatHolder]] = {}
    for one in able:
        if one.organization_id is not None:
            groups.setdefault(one.organization_id, []).append(one)
    for group in groups.values():
        voting |= _of_organization(group, votes_per=votes_per)
    return frozenset(voting)


def _of_organization(group: Sequence[SeatHolder], *, votes_per: str) -> set[int]:
    ranked = sorted(group, key=lambda one: _ORDER.index(Seat(one.seat)))
    titulars = [one for one in ranked if one.seat != Seat.ALTERNATE]
    chosen = titulars or ranked
    return {one.accreditation_id for one in (chosen[:1] if votes_per == VotesPer.ORGANIZATION else chosen)}


def age_on(birth_date: date, day: date) -> int:
    """Whole years; who was born on 29 February turns on 1 March in common years."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))


def months_between(start: date, end: date) -> int:
    """Whole months, date to date."""
    return (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)


REQUIRED_CONSENTS = frozenset({RequestConsentPurpose.TERMS, RequestConsentPurpose.DATA, RequestConsentPurpose.SWORN})
SEATS = {
    SeatScheme.TITULAR_ALTERNATE: (Seat.TITULAR, Seat.ALTERNATE),
    SeatScheme.TWO_TITULARS: (Seat.TITULAR, Seat.SECOND_TITULAR),
}


@dataclass(frozen=True)
class Requirements:
    """What the ordinance asks (the columns of AccreditationRules, and its list of evidence)."""

    min_age: int = 18
    min_identity_level: int = 1
    allows_individuals: bool = True
    min_adherents: int = 0
    min_organization_months: int = 0
    seats: str = SeatScheme.TITULAR_ALTERNATE
    evidence: tuple[tuple[str, str], ...] = ()  # (kind, applies to), only what is required
    territory: str = ""


@dataclass(frozen=True)
class RequestFacts:
    """What a registration says when it is about to be sent."""

    on: date
    identity_level: int = 1
    person_complete: bool = True
    birth_date: date | None = None
    represents: str = Represents.ORGANIZATION
    organization_named: bool = True
    organization_founded_on: date | None = None
    seat: str = Seat.TITULAR
    province_code: str = ""
    adherents: int = 0
    evidence: frozenset[str] = frozenset()
    consents: frozenset[str] = REQUIRED_CONSENTS


@dataclass(frozen=True)
class Obstacle:
    """A refusal with the facts that its sentence names."""

    refusal: AccreditationRefusal
    facts: dict[str, object]


def why_not_send(facts: RequestFacts, asked: Requirements) -> Obstacle | None:
    """The first reason why a registration may not be sent, in the order of the form; None when it may."""
    return _about_the_person(facts, asked) or _about_whom_it_represents(facts, asked) or _about_the_file(facts, asked)


def _about_the_person(facts: RequestFacts, asked: Requirements) -> Obstacle | None:
    if not facts.person_complete or facts.birth_date is None:
        return Obstacle(AccreditationRefusal.STEP_INCOMPLETE, {"step": "Tus datos"})
    if age_on(facts.birth_date, facts.on) < asked.min_age:
        return Obstacle(AccreditationRefusal.UNDER_AGE, {"min_age": asked.min_age})
    if facts.identity_level < asked.min_identity_level:
        return Obstacle(AccreditationRefusal.IDENTITY_TOO_LOW, {})
    return None


def _about_whom_it_represents(facts: RequestFacts, asked: Requirements) -> Obstacle | None:
    if not facts.represents or not facts.province_code:
        return Obstacle(AccreditationRefusal.STEP_INCOMPLETE, {"step": "A quién representas"})
    if not facts.province_code.startswith(asked.territory[:4]):
        return Obstacle(AccreditationRefusal.OUTSIDE_TERRITORY, {})
    if facts.represents == Represents.SELF:
        return _about_an_individual(facts, asked)
    if not facts.organization_named:
        return Obstacle(AccreditationRefusal.STEP_INCOMPLETE, {"step": "A quién representas"})
    if facts.seat not in SEATS[SeatScheme(asked.seats)]:
        return Obstacle(AccreditationRefusal.SEAT_NOT_OFFERED, {})
    founded, months = facts.organization_founded_on, asked.min_organization_months
    if months and (founded is None or months_between(founded, facts.on) < months):
        return Obstacle(AccreditationRefusal.ORGANIZATION_TOO_YOUNG, {"months": months})
    return None


def _about_an_individual(facts: RequestFacts, asked: Requirements) -> Obstacle | None:
    if not asked.allows_individuals:
        return Obstacle(AccreditationRefusal.INDIVIDUALS_NOT_ALLOWED, {})
    if facts.adherents < asked.min_adherents:
        given: dict[str, object] = {"needed": asked.min_adherents, "given": facts.adherents}
        return Obstacle(AccreditationRefusal.ADHERENTS_TOO_FEW, given)
    return None


def _about_the_file(facts: RequestFacts, asked: Requirements) -> Obstacle | None:
    missing = [kind for kind in evidence_asked(asked.evidence, facts.represents) if kind not in facts.evidence]
    if missing:
        names = ", ".join(str(EvidenceKind(kind).label) for kind in missing)
        return Obstacle(AccreditationRefusal.EVIDENCE_MISSING, {"missing": names})
    if REQUIRED_CONSENTS - facts.consents:
        return Obstacle(AccreditationRefusal.CONSENT_MISSING, {})
    return None


def evidence_asked(evidence: Iterable[tuple[str, str]], represents: str) -> list[str]:
    """The kinds of evidence that this person must attach."""
    return [kind for kind, applies_to in evidence if applies_to in (AppliesTo.ALL, represents)]


def why_not_rule_on(*, is_own: bool, is_own_organization: bool) -> AccreditationRefusal | None:
    """Nobody decides on their own request nor on their organisation's (TUO Ley 27444, art. 99)."""
    if is_own:
        return AccreditationRefusal.OWN_REQUEST
    return AccreditationRefusal.OWN_ORGANIZATION if is_own_organization else None


def state_after_failed_cure(failed_cure: str) -> RequestState:
    """What the ordinance does with who does not cure in time: archive, or voice only (Arequipa)."""
    return RequestState.VOICE_ONLY if failed_cure == FailedCure.VOICE_ONLY else RequestState.REJECTED
