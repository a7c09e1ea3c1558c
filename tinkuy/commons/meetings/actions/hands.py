"""Show of hands. Two tellers count apart; equal counts decide, different ones ask for another; nothing is averaged."""

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.shared.text import fold

from ..enums import RUNNING, HandsState
from ..models import AgendaItem, Attendee, HandCount, HandVote, Meeting, NominalHand
from ..refusals import MeetingRefusal
from ..rules import Count, decided
from .steps import lock_meeting, need_state, tell_log


@transaction.atomic
def open_hand_vote(
    *,
    meeting: Meeting,
    motion: str,
    actor: User | None,
    at: datetime,
    item: AgendaItem | None = None,
    is_nominal: bool = False,
) -> HandVote:
    """Whether it is nominal is said before anybody counts."""
    row = lock_meeting(meeting)
    need_state(row, RUNNING)
    vote = HandVote.objects.create(
        meeting=row, item=item, motion=motion.strip()[:300], is_nominal=is_nominal, opened_at=at
    )
    tell_log(row, "opened_hand_vote", actor=actor, at=at, vote=vote.pk, motion=vote.motion, is_nominal=is_nominal)
    return vote


@transaction.atomic
def count_hands(
    *, vote: HandVote, teller: str, favor: int, against: int, abstain: int, actor: User | None, at: datetime
) -> HandVote:
    """One teller's count. The figures of the others are not shown until there is a result."""
    meeting = lock_meeting(vote.meeting)
    row = HandVote.objects.select_for_update().get(pk=vote.pk)
    if row.state == HandsState.DECIDED:
        raise Refused(MeetingRefusal.COUNT_FINISHED)
    count = Count(favor, against, abstain)
    _refuse_too_many(meeting, count)
    _write_count(row, teller, count, actor, at)
    result = decided([Count(one.favor, one.against, one.abstain) for one in row.counts.all()])
    if result:
        row.state, row.decided_at = HandsState.DECIDED, at
        row.favor, row.against, row.abstain = result.favor, result.against, result.abstain
    elif row.counts.count() > 1:
        row.state = HandsState.DISAGREED
    row.save(update_fields=["state", "decided_at", "favor", "against", "abstain"])
    figures = [row.favor, row.against, row.abstain] if result else []
    tell_log(
        meeting, "counted_hands", actor=actor, at=at, vote=row.pk, counts=row.counts.count(), state=row.state,
        result=figures,
    )  # fmt: skip
    return row


@transaction.atomic
def record_nominal(*, vote: HandVote, choices: Mapping[int, str], actor: User | None, at: datetime) -> HandVote:
    """Who voted what, by number of the list: only when it was said, and only when it adds up to the result."""
    meeting = lock_meeting(vote.meeting)
    row = HandVote.objects.select_for_update().get(pk=vote.pk)
    if not row.is_nominal:
        raise Refused(MeetingRefusal.NOMINAL_NOT_SAID)
    totals = {name: list(choices.values()).count(name) for name in ("favor", "against", "abstain")}
    inside = Attendee.objects.filter(meeting=meeting, attendance__isnull=False, number__in=choices)
    people = {attendee.number: attendee for attendee in inside}
    result = (row.favor, row.against, row.abstain)
    if row.state != HandsState.DECIDED or tuple(totals.values()) != result or set(people) != set(choices):
        raise Refused(MeetingRefusal.NOMINAL_DOES_NOT_ADD_UP, **totals)
    row.nominal.all().delete()
    for number, choice in choices.items():
        NominalHand.objects.create(vote=row, attendee=people[number], choice=choice)
    tell_log(meeting, "recorded_nominal", actor=actor, at=at, vote=row.pk, people=len(people))
    return row


def _refuse_too_many(meeting: Meeting, count: Count) -> None:
    """With a roll only those entitled vote; without one, everybody inside."""
    inside = meeting.attendances.all()
    if meeting.needs_quorum and inside.filter(attendee__is_entitled=True).exists():
        inside = inside.filter(attendee__is_entitled=True)
    people = inside.count()
    if count.total > people:
        raise Refused(MeetingRefusal.MORE_HANDS_THAN_PEOPLE, hands=count.total, people=people)


def _write_count(vote: HandVote, teller: str, count: Count, actor: User | None, at: datetime) -> None:
    name = " ".join(teller.split())[:120]
    if vote.counts.filter(folded_teller=fold(name)).exists():
        raise Refused(MeetingRefusal.SAME_TELLER, teller=name)
    try:
        with transaction.atomic():
            HandCount.objects.create(
                vote=vote, teller=name, folded_teller=fold(name), favor=count.favor, against=count.against,
                abstain=count.abstain, counted_at=at, typed_by=actor,
            )  # fmt: skip
    except IntegrityError as error:
        raise Refused(MeetingRefusal.SAME_TELLER, teller=name) from error
