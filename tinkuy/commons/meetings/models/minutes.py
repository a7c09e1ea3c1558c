from django.db import models
from django.db.models import Q

from ..enums import AgreementState
from .meeting import AgendaItem, Meeting


class Agreement(models.Model):
    """A pledge with its owner and its date. In a draft they may still be missing."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agreements")
    number = models.PositiveIntegerField()
    item = models.ForeignKey(AgendaItem, on_delete=models.SET_NULL, null=True, related_name="agreements")
    text = models.TextField()
    owner = models.CharField(max_length=200, blank=True)
    due_on = models.DateField(null=True)
    state = models.CharField(max_length=12, choices=AgreementState.choices, default=AgreementState.PENDING)
    outcome = models.TextField(blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="one_agreement_per_number")]

    def __str__(self) -> str:
        return self.text[:80]


class PledgeReport(models.Model):
    """What a hearing says became of a pledge of an earlier one."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="pledge_reports")
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="reports")
    state = models.CharField(max_length=12, choices=AgreementState.choices)
    text = models.TextField()
    reported_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "agreement"], name="one_report_per_pledge")]


class MinutesSigner(models.Model):
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="signers")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=160)
    post = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ["position", "id"]


class MinutesVersion(models.Model):
    """The minutes as they were approved: frozen content, PDF and its hash. A correction is another version."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="minutes_versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    signed_file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True)
    approved_at = models.DateTimeField()
    approved_by = models.ForeignKey("accounts.User", on_delete=models.SET_NULL, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="one_version_of_minutes_per_number"),
            models.CheckConstraint(condition=Q(number=1) | ~Q(reason=""), name="a_correction_has_its_reason"),
        ]


class SelfAssessment(models.Model):
    """What the entity learned from a hearing: made within 60 days of it, published within the next 30."""

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="assessment")
    went_well = models.TextField()
    went_badly = models.TextField()
    improvements = models.TextField()
    made_at = models.DateTimeField()
    due_on = models.DateField()
    publish_by = models.DateField()
    published_at = models.DateTimeField(null=True)
