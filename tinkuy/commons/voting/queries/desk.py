"""Who somebody is at the assisted desk: by the document typed in full, and no more than the official needs."""

from dataclasses import dataclass

from tinkuy.foundation.accounts.enums import IdentityLevel
from tinkuy.foundation.accounts.rules import MalformedDocument, normalize_document
from tinkuy.foundation.keys.queries import key
from tinkuy.foundation.shared.refusals import Refused

from ..models import DeskSession, Poll, RollEntry
from ..refusals import DeskRefusal
from ..rules import tokens
from .voters import Voter, marks_of


@dataclass(frozen=True)
class ListOfPerson:
    title: str
    has_voted: bool


@dataclass(frozen=True)
class RollPersonFound:
    """Name, organisation, lists, whether a vote is in. No document and no choice."""

    voter: Voter
    name: str
    organization: str
    lists: tuple[ListOfPerson, ...]

    @property
    def can_vote(self) -> bool:
        return not all(row.has_voted for row in self.lists)


def find_on_roll(poll: Poll, kind: str, number: str) -> RollPersonFound:
    """By the keyed HMAC of the document. Known and unknown take the same way."""
    try:
        normal = normalize_document(kind, number)
    except MalformedDocument as error:
        raise Refused(DeskRefusal.BAD_DOCUMENT, problem=error) from error
    person = tokens.person(key(poll.roll_key_name) or b"", kind, normal)
    entries = list(RollEntry.objects.filter(poll=poll, person=person).select_related("scope").order_by("scope"))
    if not entries:
        raise Refused(DeskRefusal.NOT_ON_ROLL)
    marks = marks_of(poll, [entry.pk for entry in entries])
    return RollPersonFound(
        voter=Voter(person, int(IdentityLevel.VERIFIED)),
        name=entries[0].label,
        organization=entries[0].organization_name,
        lists=tuple(ListOfPerson(entry.scope.title, entry.pk in marks) for entry in entries),
    )


def desk_session(number: int | None) -> DeskSession | None:
    """A claimed session that has not been ended; the caller compares its hour."""
    rows = DeskSession.objects.select_related("poll__space").filter(is_claimed=True, is_over=False)
    return rows.filter(pk=number).first() if number else None
