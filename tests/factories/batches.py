"""Boxes of paper and shows of hands as tests need them; Elena and Víctor key, Julio settles."""

from datetime import datetime, timedelta

from tests.factories import cast
from tests.factories.voting import CLOSES, DURING, crowd, open_for, scope_of
from tinkuy.commons.voting.actions import close_poll, key_batch, receive_batch
from tinkuy.commons.voting.models import Batch, Poll
from tinkuy.commons.voting.queries.batches import roll_in_order
from tinkuy.commons.voting.rules.batches import Reading
from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.files.actions import store_bytes
from tinkuy.foundation.files.models import StoredFile

AFTER = CLOSES + timedelta(minutes=5)
ALL = ("web", "desk", "paper", "assembly")


def poll_by_hand(size: int = 8, **fields: object) -> Poll:
    """An open poll that takes every channel, with a crowd on its roll."""
    return open_for(*crowd(size), **{"channels": ALL, **fields})


def number_of(poll: Poll, user: User, scope: str = "0603") -> int:
    """The person's number on the printed roll of the list."""
    labels = [entry.label for entry in roll_in_order(poll, scope_of(poll, scope))]
    return labels.index(str(user)) + 1


def box(poll: Poll, signers: str = "1-6", *, ballots: int = 6, at: datetime = DURING, **fields: object) -> Batch:
    facts = {
        "scope": scope_of(poll),
        "channel": "paper",
        "place": "Casa comunal de Utco",
        "box": "1",
        "signers": signers,
        "declared_ballots": ballots,
        "handed_in_at": at,
        "actor": cast.elena(),
        "at": at,
    }
    return receive_batch(poll=poll, **{**facts, **fields})


def reading(ballots: int = 6, valid: int = 4, blank: int = 1, null: int = 1, **votes: int) -> Reading:
    """Four valid ballots that mark twice 2401 and thrice 2402, unless it says otherwise."""
    found = {key.removeprefix("o"): count for key, count in votes.items()} or {"2401": 2, "2402": 3}
    return Reading(ballots, valid, blank, null, {key: found.get(key, 0) for key in ("2401", "2402", "2403", "2404")})


def sheet() -> StoredFile:
    return store_bytes(
        content=b"\xff\xd8\xff acta", name="acta.jpg", content_type="image/jpeg", uploader=None, at=AFTER
    )


def closed(poll: Poll) -> Poll:
    close_poll(poll=poll, at=CLOSES)
    poll.refresh_from_db()
    return poll


def key(batch: Batch, actor: User, what: Reading | None = None, *, at: datetime = AFTER, **fields: object) -> Batch:
    return key_batch(batch=batch, reading=what or reading(), actor=actor, at=at, **{"sheet": sheet(), **fields})


def counted(poll: Poll, **fields: object) -> Batch:
    """A box received in time and keyed twice alike, after the close."""
    batch = box(poll, **fields)
    closed(poll)
    key(batch, cast.elena())
    return key(batch, cast.victor())
