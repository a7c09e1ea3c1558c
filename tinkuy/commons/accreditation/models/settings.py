"""What the ordinance of a space says about its agents: every rule that differs between regions is a column."""

from django.db import models
from django.db.models import Q

from ..enums import AgentClass, AppliesTo, ChallengeBy, EvidenceKind, FailedCure, SeatScheme, VotesPer


class AccreditationRules(models.Model):
    """What the ordinance of this space says about its agents. Every rule that differs between regions is a column."""

    space = models.OneToOneField("spaces.Space", on_delete=models.CASCADE, related_name="accreditation_rules")
    cure_working_days = models.PositiveSmallIntegerField(default=2)
    failed_cure = models.CharField(max_length=12, choices=FailedCure.choices, default=FailedCure.ARCHIVED)
    votes_per = models.CharField(max_length=12, choices=VotesPer.choices, default=VotesPer.PERSON)
    seats = models.CharField(max_length=20, choices=SeatScheme.choices, default=SeatScheme.TITULAR_ALTERNATE)
    allows_individuals = models.BooleanField(default=True)
    min_adherents = models.PositiveIntegerField(default=0)
    min_age = models.PositiveSmallIntegerField(default=18)
    min_identity_level = models.PositiveSmallIntegerField(default=1)
    min_organization_months = models.PositiveSmallIntegerField(default=0)
    allows_challenges = models.BooleanField(default=False)
    challenged_by = models.CharField(max_length=10, choices=ChallengeBy.choices, default=ChallengeBy.RESIDENT)
    challenge_working_days = models.PositiveSmallIntegerField(default=2)
    answer_working_days = models.PositiveSmallIntegerField(default=2)
    ruling_working_days = models.PositiveSmallIntegerField(default=2)
    publication_working_days = models.PositiveSmallIntegerField(default=4)
    requires_training = models.BooleanField(default=False)
    min_workshops = models.PositiveSmallIntegerField(default=0)
    adherents_kept_days = models.PositiveSmallIntegerField(default=30)
    valid_until = models.DateField(null=True)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(cure_working_days__gte=1) & Q(cure_working_days__lte=30), name="a_cure_takes_1_to_30_days"
            ),
            models.CheckConstraint(condition=Q(min_age__gte=14) & Q(min_age__lte=30), name="an_agent_is_14_or_older"),
            models.CheckConstraint(
                condition=Q(challenge_working_days__range=(1, 30))
                & Q(answer_working_days__range=(1, 30))
                & Q(ruling_working_days__range=(1, 30))
                & Q(publication_working_days__range=(1, 30)),
                name="terms_of_a_challenge_take_1_to_30_days",
            ),
            models.CheckConstraint(condition=Q(min_workshops__lte=20), name="at_most_20_workshops_are_asked"),
            models.CheckConstraint(
                condition=Q(adherents_kept_days__range=(1, 365)), name="adherents_are_kept_a_year_at_most"
            ),
        ]


class Segment(models.Model):
    """A sector or axis that the ordinance seats apart (Puno has twelve). A space without segments asks for none."""

    rules = models.ForeignKey(AccreditationRules, on_delete=models.CASCADE, related_name="segments")
    title = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["rules", "title"], name="one_segment_of_a_title")]

    def __str__(self) -> str:
        return self.title


class EvidenceRequirement(models.Model):
    rules = models.ForeignKey(AccreditationRules, on_delete=models.CASCADE, related_name="evidence")
    kind = models.CharField(max_length=20, choices=EvidenceKind.choices)
    applies_to = models.CharField(max_length=12, choices=AppliesTo.choices, default=AppliesTo.ALL)
    is_required = models.BooleanField(default=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["rules", "kind"], name="one_requirement_per_kind_of_evidence")]


class VoiceOnlyClass(models.Model):
    """A class of agents that the ordinance gives voice without vote (Callao: the technical team)."""

    rules = models.ForeignKey(AccreditationRules, on_delete=models.CASCADE, related_name="voice_only_classes")
    agent_class = models.CharField(max_length=16, choices=AgentClass.choices)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["rules", "agent_class"], name="a_class_is_voice_only_once")]
