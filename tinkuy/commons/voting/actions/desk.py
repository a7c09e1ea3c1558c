"""The assisted desk: an official makes sure who it is and hands over the screen; the person votes alone."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from tinkuy.foundation.accounts.actions import count_lookup
from tinkuy.foundation.accounts.enums import IdentityLevel
from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.shared.refusals import Refused

from ..enums import Channel, DeskReason, IdentityCheck
from ..models import DeskSession, Poll, PollScope
from ..queries.desk import RollPersonFound, find_on_roll
from ..queries.voters import Voter, refusal_facts, standings
from ..refusals import DeskRefusal, VoteRefusal
from ..rules.receipts import Receipt
from .acts import locked, record_act
from .casting import receive_vote

LASTS = timedelta(minutes=30)
_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def look_up(*, poll: Poll, kind: str, number: str, actor: User, at: datetime) -> RollPersonFound:
    """Somebody on the roll by the document typed in full; each official asks 20 times an hour at most (INTEGRITY 3).
    What comes back: name, organisation, lists, and whether a vote is in. Never the document, never a choice."""
    count_lookup(source=f"desk:{actor.pk}", at=at)
    return find_on_roll(poll, kind, number)


@transaction.atomic
def open_desk_session(
    *,
    poll: Poll,
    kind: str,
    number: str,
    reason: str,
    identity_check: str,
    actor: User,
    at: datetime,
) -> tuple[DeskSession, str]:
    """The session and its code, which is told once: it is kept as a hash, opens one screen, and lasts 30 minutes. The
    act says that there was a session, why, and how the identity was checked; never whose."""
    poll = locked(poll)
    end_stale_sessions(poll=poll, at=at)
    found = find_on_roll(poll, kind, number)
    open_lists = [row for row in standings(poll, found.voter, at, channel=Channel.DESK) if row.refusal is None]
    if not open_lists:
        _refuse_desk(poll, found, at)
    code = "".join(secrets.choice(_LETTERS) for _letter in range(10))
    try:
        with transaction.atomic():
            session = DeskSession.objects.create(
                poll=poll,
                person=found.voter.person,
                code_hash=_hashed(code),
                reason=DeskReason(reason),
                identity_check=IdentityCheck(identity_check),
                opened_by=actor,
                opened_at=at,
                expires_at=at + LASTS,
            )
    except IntegrityError as error:
        raise Refused(DeskRefusal.ALREADY_OPEN) from error
    payload = {"reason": session.reason, "identity_check": session.identity_check}
    record_act(poll, "desk_session_opened", actor=actor, at=at, payload=payload)
    return session, f"{code[:5]}-{code[5:]}"


@transaction.atomic
def claim_desk_session(*, code: str, at: datetime) -> DeskSession:
    """The screen that types the code gets the session; nobody else after."""
    plain = "".join(letter for letter in code.upper() if letter.isalnum())
    session = DeskSession.objects.select_for_update().filter(code_hash=_hashed(plain), is_claimed=False).first()
    if session is None:
        raise Refused(DeskRefusal.UNKNOWN_CODE)
    if session.is_over or at >= session.expires_at:
        raise Refused(DeskRefusal.SESSION_OVER)
    session.is_claimed = True
    session.save(update_fields=["is_claimed"])
    return session


def cast_at_desk(
    *, session: DeskSession, scope: PollScope, choices: Sequence[str], at: datetime, is_blank: bool = False
) -> Receipt:
    """The person's own vote, by the channel of the desk: the same transaction and the same box as on the web."""
    if session.is_over or at >= session.expires_at:
        raise Refused(DeskRefusal.SESSION_OVER)
    voter = Voter(session.person, int(IdentityLevel.VERIFIED))
    return receive_vote(
        poll=session.poll,
        scope=scope,
        voter=voter,
        choices=choices,
        at=at,
        is_blank=is_blank,
        channel=Channel.DESK,
    )


def end_desk_session(*, session: DeskSession) -> None:
    """It is over: what it was stays on record, whose it was does not."""
    DeskSession.objects.filter(pk=session.pk).update(is_over=True, is_claimed=True, person="")


def end_stale_sessions(*, poll: Poll | None = None, at: datetime) -> int:
    """Ends those that ran out; of one poll, or of all (a job asks)."""
    stale = DeskSession.objects.filter(is_over=False, expires_at__lte=at)
    stale = stale.filter(poll=poll) if poll else stale
    return stale.update(is_over=True, is_claimed=True, person="")


def _refuse_desk(poll: Poll, found: RollPersonFound, at: datetime) -> None:
    rows = standings(poll, found.voter, at, channel=Channel.DESK)
    reasons = [row.refusal for row in rows if row.refusal]
    if all(reason is VoteRefusal.ALREADY_VOTED for reason in reasons):
        raise Refused(DeskRefusal.ALL_VOTED)
    reason = next(reason for reason in reasons if reason is not VoteRefusal.ALREADY_VOTED)
    raise Refused(reason, **refusal_facts(poll))


def _hashed(code: str) -> str:
    return hashlib.sha256(f"desk|{code}".encode()).hexdigest()
