"""A draw in two acts: announced before anybody can know its text, held once the text is public (law.md 1.12)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.audit.queries import head_of
from tinkuy.foundation.shared.refusals import Refused

from ..models import Draw, DrawEntry, Poll
from ..queries.counts import OVER
from ..refusals import DrawRefusal
from ..rules.draws import drawn, seed_of
from .acts import locked, record_act


@transaction.atomic
def announce_draw(
    *, poll: Poll, purpose: str, source: str, entries: Sequence[tuple[str, str]], actor: User, at: datetime
) -> Draw:
    """For what, among whom (key, title), and which public text will decide. The head of the log is taken now: who
    chose it did not know the text, and who will know the text cannot choose it."""
    poll = locked(poll)
    if poll.status not in OVER:
        raise Refused(DrawRefusal.BEFORE_THE_CLOSE)
    if not source.strip() or not purpose.strip():
        raise Refused(DrawRefusal.NO_SOURCE)
    if len({key for key, _title in entries}) < 2:
        raise Refused(DrawRefusal.TOO_FEW)
    head = head_of(poll.space.chain)
    draw = Draw.objects.create(
        poll=poll,
        number=poll.draws.count() + 1,
        purpose=purpose.strip(),
        source=source.strip(),
        head_sequence=head.sequence if head else 0,
        head_hash=head.hash if head else "",
        announced_at=at,
        announced_by=actor,
    )
    DrawEntry.objects.bulk_create(DrawEntry(draw=draw, key=key, title=title) for key, title in dict(entries).items())
    payload = {
        "draw": draw.number,
        "purpose": draw.purpose,
        "source": draw.source,
        "head": draw.head_hash,
        "keys": sorted(key for key, _title in entries),
    }
    record_act(poll, "draw_announced", actor=actor, at=at, payload=payload)
    return draw


@transaction.atomic
def hold_draw(*, draw: Draw, public_text: str, actor: User, at: datetime) -> Draw:
    """The text is public now: seed, numbers and order follow, and anybody repeats them. Once, and never again."""
    poll = locked(draw.poll)
    held = Draw.objects.select_for_update().get(pk=draw.pk)
    if held.held_at is not None:
        raise Refused(DrawRefusal.ALREADY_HELD)
    if not public_text.strip():
        raise Refused(DrawRefusal.NO_TEXT)
    seed = seed_of(held.head_hash, public_text.strip())
    order = drawn(seed, held.entries.values_list("key", flat=True))
    for place, (key, number) in enumerate(order, start=1):
        held.entries.filter(key=key).update(place=place, number=number)
    held.public_text, held.seed, held.held_at = public_text.strip(), seed, at
    held.save(update_fields=["public_text", "seed", "held_at"])
    payload = {
        "draw": held.number,
        "head": held.head_hash,
        "text": held.public_text,
        "seed": seed,
        "order": [key for key, _number in order],
    }
    record_act(poll, "draw_held", actor=actor, at=at, payload=payload)
    return held
