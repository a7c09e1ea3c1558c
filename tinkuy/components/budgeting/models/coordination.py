"""Coordination between levels of government: what comes up, who co-finances, what is twice, how it was closed."""

from django.db import models
from django.db.models import Q

from ..enums import ContributionKind, DuplicateDecision, DuplicateKind, OriginLevel, ResultSource


class ReceivedResult(models.Model):
    """The list of priorities of a province or district, with the act that says so. A newer one replaces it."""

    process = models.ForeignKey("BudgetProcess", on_delete=models.CASCADE, related_name="received_results")
    level = models.CharField(max_length=12, choices=OriginLevel.choices)
    source = models.CharField(max_length=10, choices=ResultSource.choices)
    entity_name = models.CharField(max_length=200)
    ubigeo = models.CharField(max_length=6)
    place_name = models.CharField(max_length=200)
    act = models.CharField(max_length=200)
    act_on = models.DateField()
    # The published result it was read from, or the file that was sent.
    prioritization = models.ForeignKey("Prioritization", on_delete=models.PROTECT, null=True, related_name="+")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    row_count = models.PositiveIntegerField(default=0)
    amount = models.DecimalField(max_digits=16, decimal_places=2, default=0)
    received_at = models.DateTimeField()
    received_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["ubigeo", "-received_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["process", "ubigeo"], condition=Q(replaced_at=None), name="one_received_result_per_place"
            ),
            models.CheckConstraint(
                condition=Q(prioritization__isnull=False) | Q(file__isnull=False),
                name="a_received_result_has_its_source",
            ),
        ]


class ReceivedPriority(models.Model):
    """A line of that list."""

    received = models.ForeignKey(ReceivedResult, on_delete=models.CASCADE, related_name="priorities")
    position = models.PositiveIntegerField()
    cui = models.CharField(max_length=10, blank=True)
    title = models.TextField()
    title_key = models.CharField(max_length=400)
    ubigeo = models.CharField(max_length=6)
    place_name = models.CharField(max_length=200)
    function = models.CharField(max_length=200, blank=True)
    amount = models.DecimalField(max_digits=16, decimal_places=2)

    class Meta:
        ordering = ["received__ubigeo", "position"]
        constraints = [
            models.UniqueConstraint(fields=["received", "position"], name="one_received_priority_per_place"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="received_amount_is_positive"),
        ]


class DuplicateFlag(models.Model):
    """The same work asked for twice, as the platform sees it; a person decides and says why."""

    process = models.ForeignKey("BudgetProcess", on_delete=models.CASCADE, related_name="duplicate_flags")
    priority = models.ForeignKey(ReceivedPriority, on_delete=models.CASCADE, related_name="flags")
    project = models.ForeignKey("BudgetProject", on_delete=models.CASCADE, null=True, related_name="duplicate_flags")
    other = models.ForeignKey(ReceivedPriority, on_delete=models.CASCADE, null=True, related_name="+")
    kind = models.CharField(max_length=12, choices=DuplicateKind.choices)
    # What both ask together beyond what is left to pay; null when that is not known.
    overlap = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    decision = models.CharField(max_length=12, choices=DuplicateDecision.choices, blank=True)
    ground = models.TextField(blank=True)
    decided_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["priority", "project"], name="one_flag_per_priority_and_project"),
            models.UniqueConstraint(fields=["priority", "other"], name="one_flag_per_pair_of_priorities"),
            models.CheckConstraint(
                condition=Q(project=None, other__isnull=False) | Q(project__isnull=False, other=None),
                name="a_flag_has_two_ends",
            ),
            models.CheckConstraint(
                condition=Q(decision="") | (Q(decided_at__isnull=False) & ~Q(ground="")),
                name="a_decision_has_its_ground",
            ),
        ]


class CofinancingAgreement(models.Model):
    """Who pays what a project lacks, with its document. A newer version replaces the whole of it."""

    project = models.ForeignKey("BudgetProject", on_delete=models.PROTECT, related_name="cofinancing")
    version = models.PositiveSmallIntegerField()
    lacking = models.DecimalField(max_digits=16, decimal_places=2)
    document = models.CharField(max_length=200)
    signed_on = models.DateField()
    agreed_at = models.DateTimeField()

    class Meta:
        ordering = ["project__cui", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["project", "version"], name="one_cofinancing_per_version"),
            models.CheckConstraint(condition=Q(lacking__gt=0), name="cofinancing_pays_something"),
        ]


class CofinancingShare(models.Model):
    agreement = models.ForeignKey(CofinancingAgreement, on_delete=models.CASCADE, related_name="shares")
    position = models.PositiveSmallIntegerField()
    partner = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=ContributionKind.choices)
    amount = models.DecimalField(max_digits=16, decimal_places=2)
    detail = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="a_share_is_positive")]


class CouncilReport(models.Model):
    """«Informe recibido de»: presidents of local councils inform the next council up (Ley 28056 art. 5)."""

    process = models.ForeignKey("BudgetProcess", on_delete=models.CASCADE, related_name="council_reports")
    number = models.PositiveSmallIntegerField()
    council = models.CharField(max_length=200)
    reported_by = models.CharField(max_length=200)
    subject = models.CharField(max_length=300)
    document = models.CharField(max_length=200)
    received_on = models.DateField()
    registered_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["process", "number"], name="one_council_report_per_number")]


class CoordinationRecord(models.Model):
    """The minutes that close the step; the PDF is a document of the space."""

    process = models.OneToOneField("BudgetProcess", on_delete=models.PROTECT, related_name="coordination")
    place = models.CharField(max_length=200)
    held_on = models.DateField()
    attendants = models.TextField()
    agreements = models.TextField()
    document = models.OneToOneField("spaces.SpaceDocument", on_delete=models.PROTECT, null=True, related_name="+")
    sha256 = models.CharField(max_length=64, blank=True)
    closed_at = models.DateTimeField()
