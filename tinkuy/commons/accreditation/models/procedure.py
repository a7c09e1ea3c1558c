"""The lists that are published and the challenges that are filed against them (tachas)."""

from django.db import models
from django.db.models import Q

from ..enums import (
    OPEN_CHALLENGES,
    AgentClass,
    ChallengeGround,
    ChallengeState,
    ListKind,
    ListStanding,
    Seat,
)
from .requests import AccreditationRequest


class RosterList(models.Model):
    """A published list, closed for ever: a correction is a new version with its reason. `sha256`: of its lines."""

    space = models.ForeignKey("spaces.Space", on_delete=models.PROTECT, related_name="roster_lists")
    kind = models.CharField(max_length=12, choices=ListKind.choices)
    version = models.PositiveSmallIntegerField()
    published_at = models.DateTimeField()
    published_on = models.DateField()
    reason = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64)
    included = models.PositiveIntegerField()
    left_out = models.PositiveIntegerField()
    # Until when it may be challenged, with the count of the days as it was done.
    challenges_until = models.DateField(null=True)
    working = models.JSONField(default=list)

    class Meta:
        ordering = ["published_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["space", "kind", "version"], name="one_list_per_version"),
            models.CheckConstraint(condition=Q(version=1) | ~Q(reason=""), name="a_new_version_has_its_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} v{self.version}"


class RosterEntry(models.Model):
    """A line of a published list: what anybody reads. Never document, phone, mail or birth date."""

    roster_list = models.ForeignKey(RosterList, on_delete=models.PROTECT, related_name="entries")
    position = models.PositiveIntegerField()
    request = models.ForeignKey(AccreditationRequest, on_delete=models.PROTECT, related_name="roster_entries")
    public_name = models.CharField(max_length=300)
    organization_name = models.CharField(max_length=200, blank=True)
    agent_class = models.CharField(max_length=16, choices=AgentClass.choices)
    seat = models.CharField(max_length=16, choices=Seat.choices)
    province_code = models.CharField(max_length=4, blank=True)
    standing = models.CharField(max_length=10, choices=ListStanding.choices)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["roster_list", "position"], name="one_line_per_place_in_a_list"),
            models.UniqueConstraint(fields=["roster_list", "request"], name="one_line_per_request_in_a_list"),
        ]


class Challenge(models.Model):
    """Somebody says that a person of the provisional list should not be there: ground, evidence, answer, ruling."""

    space = models.ForeignKey("spaces.Space", on_delete=models.PROTECT, related_name="challenges")
    request = models.ForeignKey(AccreditationRequest, on_delete=models.PROTECT, related_name="challenges")
    roster_list = models.ForeignKey(RosterList, on_delete=models.PROTECT, related_name="challenges")
    code = models.CharField(max_length=8, unique=True)
    # Null when the desk filed it from paper, in the name of who signed.
    filer = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    filer_name = models.CharField(max_length=300)
    entered_by = models.ForeignKey("accounts.User", on_delete=models.SET_NULL, null=True, related_name="+")
    ground = models.CharField(max_length=16, choices=ChallengeGround.choices)
    text = models.TextField()
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=ChallengeState.choices, default=ChallengeState.FILED)
    filed_at = models.DateTimeField()
    answer_due_on = models.DateField()
    answer_working = models.JSONField(default=list)
    answer = models.TextField(blank=True)
    answer_file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    ruling_due_on = models.DateField()
    ruling_working = models.JSONField(default=list)
    ruling = models.TextField(blank=True)
    ruled_at = models.DateTimeField(null=True)
    ruled_by = models.ForeignKey("accounts.User", on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["ruling_due_on", "id"]
        indexes = [models.Index(fields=["space", "state", "ruling_due_on"], name="challenge_queue")]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "filer"],
                condition=Q(filer__isnull=False),
                name="one_challenge_per_person_and_request",
            ),
            models.CheckConstraint(
                condition=Q(state__in=OPEN_CHALLENGES) | (Q(ruled_at__isnull=False) & ~Q(ruling="")),
                name="a_ruled_challenge_has_its_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.code
