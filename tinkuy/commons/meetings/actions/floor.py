"""Who speaks: a line, one clock at a time kept by the server, and numbered questions, answered or owed."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.shared.refusals import Refused

from .. import queries
from ..enums import RUNNING, TAKES_MINUTES
from ..models import Meeting, Question, SpeakingTurn
from ..refusals import MeetingRefusal
from .steps import lock_meeting, need_state, tell_log


@transaction.atomic
def ask_to_speak(
    *, meeting: Meeting, name: str, actor: User | None, at: datetime, follows: SpeakingTurn | None = None
) -> SpeakingTurn:
    """A place at the end of the line; a follow-up goes right after the turn it follows, with its shorter time."""
    row = lock_meeting(meeting)
    need_state(row, RUNNING)
    rules = queries.rules_of(row)
    found = queries.find_attendee(row, name) if name.strip().isdecimal() else None
    last = row.turns.aggregate(last=Max("position"))["last"] or 0
    turn = SpeakingTurn.objects.create(
        meeting=row,
        attendee=found,
        name=(found.name if found else " ".join(name.split()))[:200],
        position=follows.position if follows else last + 1,
        minutes=rules.followup_minutes if follows else rules.speaking_minutes,
        follows=follows,
        asked_at=at,
    )
    tell_log(row, "asked_to_speak", actor=actor, at=at, turn=turn.pk, minutes=turn.minutes)
    return turn


@transaction.atomic
def start_turn(*, turn: SpeakingTurn, actor: User | None, at: datetime) -> SpeakingTurn:
    meeting = lock_meeting(turn.meeting)
    need_state(meeting, RUNNING)
    speaking = meeting.turns.filter(started_at__isnull=False, stopped_at__isnull=True).first()
    if speaking:
        raise Refused(MeetingRefusal.SOMEBODY_IS_SPEAKING, name=speaking.name)
    row = SpeakingTurn.objects.select_for_update().get(pk=turn.pk)
    if row.started_at:
        raise Refused(MeetingRefusal.TURN_NOT_WAITING)
    row.started_at = at
    row.save(update_fields=["started_at"])
    tell_log(meeting, "started_turn", actor=actor, at=at, turn=row.pk)
    return row


@transaction.atomic
def stop_turn(*, turn: SpeakingTurn, actor: User | None, at: datetime) -> SpeakingTurn:
    meeting = lock_meeting(turn.meeting)
    row = SpeakingTurn.objects.select_for_update().get(pk=turn.pk)
    if row.started_at is None or row.stopped_at:
        raise Refused(MeetingRefusal.TURN_NOT_WAITING)
    row.stopped_at = max(at, row.started_at)
    row.save(update_fields=["stopped_at"])
    seconds = int((row.stopped_at - row.started_at).total_seconds())
    tell_log(meeting, "stopped_turn", actor=actor, at=at, turn=row.pk, seconds=seconds)
    return row


@transaction.atomic
def ask_question(
    *,
    meeting: Meeting,
    asked_by: str,
    text: str,
    actor: User | None,
    at: datetime,
    unit: str = "",
    answer: str = "",
    due_on: date | None = None,
) -> Question:
    """Numbered in order; with its answer, or with the date until which it is owed."""
    row = lock_meeting(meeting)
    need_state(row, TAKES_MINUTES)
    if not answer.strip() and due_on is None:
        raise Refused(MeetingRefusal.ANSWER_DATE_MISSING)
    number = (row.questions.aggregate(last=Max("number"))["last"] or 0) + 1
    question = Question.objects.create(
        meeting=row,
        number=number,
        asked_by=asked_by.strip()[:200],
        text=text.strip(),
        unit=unit.strip()[:160],
        answer=answer.strip(),
        answered_at=at if answer.strip() else None,
        due_on=None if answer.strip() else due_on,
        asked_at=at,
    )
    due = str(question.due_on or "")
    tell_log(row, "noted_question", actor=actor, at=at, number=number, due_on=due)
    return question


@transaction.atomic
def answer_question(*, question: Question, answer: str, actor: User | None, at: datetime) -> Question:
    """The written answer to what was owed; its date stays beside it, to see whether it came in time."""
    meeting = lock_meeting(question.meeting)
    row = Question.objects.select_for_update().get(pk=question.pk)
    if not answer.strip():
        raise Refused(MeetingRefusal.REASON_MISSING)
    row.answer, row.answered_at = answer.strip(), at
    row.save(update_fields=["answer", "answered_at"])
    tell_log(meeting, "answered_question", actor=actor, at=at, number=row.number, due_on=str(row.due_on or ""))
    return row
