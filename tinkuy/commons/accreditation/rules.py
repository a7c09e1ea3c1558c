"""What is allowed in a registration and who ends up voting (Ley 28056, its rules, and the ordinance of the space)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from .enums import AccreditationStatus, RequestState, Seat, VotesPer

S = RequestState
# Next issue: ADMITTED → challenged → ruled → ACCREDITED.
TRANSITIONS: dict[RequestState, frozenset[RequestState]] = {
    S.DRAFT: frozenset({S.SENT}),
    S.SENT: frozenset({S.OBSERVED, S.ADMITTED, S.REJECTED}),
    S.OBSERVED: frozenset({S.CURED, S.REJECTED, S.VOICE_ONLY}),
    S.CURED: frozenset({S.OBSERVED, S.ADMITTED, S.REJECTED}),
    S.ADMITTED: frozenset({S.ACCREDITED, S.VOICE_ONLY, S.REJECTED}),
    S.ACCREDITED: frozenset({S.SUSPENDED, S.ENDED}),
    S.VOICE_ONLY: frozenset({S.SUSPENDED, S.ENDED}),
    S.SUSPENDED: frozenset({S.ACCREDITED, S.VOICE_ONLY, S.ENDED}),
    S.REJECTED: frozenset(),
    S.ENDED: frozenset(),
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
