from django.db import models
from django.db.models import Q

from ..enums import HandChoice, HandsState
from .meeting import AgendaItem, Meeting
from .people import Attendee


class SpeakingTurn(models.Model):
    """A place in the line of speakers. The server starts and stops the clock."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="turns")
    attendee = models.ForeignKey(Attendee, on_delete=models.PROTECT, null=True, related_name="turns")
    name = models.CharField(max_length=200)
    position = models.PositiveIntegerField()
    minutes = models.PositiveSmallIntegerField()
    follows = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="follow_ups")
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting"],
                condition=Q(started_at__isnull=False) & Q(stopped_at__isnull=True),
                name="one_person_speaks_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(stopped_at__isnull=True) | Q(started_at__isnull=False), name="a_turn_stops_after_it_starts"
            ),
        ]


class Question(models.Model):
    """Answered there, or owed in writing until a date."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="questions")
    number = models.PositiveIntegerField()
    turn = models.ForeignKey(SpeakingTurn, on_delete=models.SET_NULL, null=True, related_name="questions")
    asked_by = models.CharField(max_length=200)
    text = models.TextField()
    unit = models.CharField(max_length=160, blank=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    due_on = models.DateField(null=True)
    asked_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="one_question_per_number"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=False) | Q(due_on__isnull=False),
                name="a_question_is_answered_or_owed",
            ),
        ]


class HandVote(models.Model):
    """A motion voted by show of hands. Two equal counts decide it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="hand_votes")
    item = models.ForeignKey(AgendaItem, on_delete=models.SET_NULL, null=True, related_name="hand_votes")
    motion = models.CharField(max_length=300)
    is_nominal = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=HandsState.choices, default=HandsState.COUNTING)
    favor = models.PositiveIntegerField(null=True)
    against = models.PositiveIntegerField(null=True)
    abstain = models.PositiveIntegerField(null=True)
    opened_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["opened_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="decided")
                | (Q(favor__isnull=False) & Q(against__isnull=False) & Q(abstain__isnull=False)),
                name="a_decided_vote_has_its_figures",
            )
        ]


class HandCount(models.Model):
    """What one teller counted."""

    vote = models.ForeignKey(HandVote, on_delete=models.CASCADE, related_name="counts")
    teller = models.CharField(max_length=120)
    folded_teller = models.CharField(max_length=120)
    favor = models.PositiveIntegerField()
    against = models.PositiveIntegerField()
    abstain = models.PositiveIntegerField()
    counted_at = models.DateTimeField()
    typed_by = models.ForeignKey("accounts.User", on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["counted_at", "id"]
        constraints = [models.UniqueConstraint(fields=["vote", "folded_teller"], name="one_count_per_teller")]


class NominalHand(models.Model):
    """Who voted what, only where it was said beforehand that the vote is nominal."""

    vote = models.ForeignKey(HandVote, on_delete=models.CASCADE, related_name="nominal")
    attendee = models.ForeignKey(Attendee, on_delete=models.PROTECT, related_name="+")
    choice = models.CharField(max_length=8, choices=HandChoice.choices)

    class Meta:
        ordering = ["attendee__folded_name"]
        constraints = [models.UniqueConstraint(fields=["vote", "attendee"], name="one_hand_per_person")]
