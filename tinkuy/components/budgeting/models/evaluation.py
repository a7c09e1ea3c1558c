"""Technical evaluation: the matrix as data, evaluators, sheets, points with their grounds."""

from django.db import models
from django.db.models import F, Q

from ..enums import CriterionKind, CriterionVariable, MatrixStatus, SheetStatus


class ScoringMatrix(models.Model):
    """A version of the matrix: approved by an act, frozen at the first sheet (law.md 1.11)."""

    process = models.ForeignKey("BudgetProcess", on_delete=models.CASCADE, related_name="matrices")
    version = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    # The starting template has no legal force: no national table of points exists.
    is_template = models.BooleanField(default=False)
    status = models.CharField(max_length=10, choices=MatrixStatus.choices, default=MatrixStatus.DRAFT)
    approved_document = models.CharField(max_length=200, blank=True)
    approved_on = models.DateField(null=True)
    approved_organ = models.CharField(max_length=200, blank=True)
    approved_at = models.DateTimeField(null=True)
    frozen_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["process", "version"], name="one_matrix_per_version"),
            models.UniqueConstraint(
                fields=["process"], condition=Q(status="approved"), name="one_approved_matrix_per_process"
            ),
            models.CheckConstraint(
                condition=Q(status="draft")
                | (Q(approved_on__isnull=False) & ~Q(approved_document="") & ~Q(approved_organ="")),
                name="approval_names_its_act",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} v{self.version}"


class Criterion(models.Model):
    """Weight is its highest points; the weights of a matrix sum to 100."""

    matrix = models.ForeignKey(ScoringMatrix, on_delete=models.CASCADE, related_name="criteria")
    code = models.CharField(max_length=12)
    name = models.CharField(max_length=160)
    description = models.TextField(blank=True)
    weight = models.DecimalField(max_digits=5, decimal_places=2)
    kind = models.CharField(max_length=10, choices=CriterionKind.choices)
    variable = models.CharField(max_length=16, choices=CriterionVariable.choices, default=CriterionVariable.OTHER)
    data_source = models.CharField(max_length=200, blank=True)
    requires_ground = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField()
    is_frozen = models.BooleanField(default=False)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["matrix", "code"], name="one_criterion_per_code"),
            models.CheckConstraint(condition=Q(weight__gt=0, weight__lte=100), name="criterion_weight_is_0_to_100"),
        ]

    def __str__(self) -> str:
        return self.name


class CriterionOption(models.Model):
    """A choice of a list, or a range [from, to): the points it gives."""

    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="options")
    label = models.CharField(max_length=200)
    lower = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    upper = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    points = models.DecimalField(max_digits=5, decimal_places=2)
    position = models.PositiveSmallIntegerField()
    is_frozen = models.BooleanField(default=False)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(condition=Q(points__gte=0, points__lte=100), name="option_points_are_0_to_100"),
            models.CheckConstraint(
                condition=Q(lower=None) | Q(upper=None) | Q(upper__gt=F("lower")), name="option_range_goes_up"
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Evaluator(models.Model):
    """A person of the technical team who scores. The public sees the number, not the name."""

    process = models.ForeignKey("BudgetProcess", on_delete=models.CASCADE, related_name="evaluators")
    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="evaluations")
    number = models.PositiveSmallIntegerField()
    is_active = models.BooleanField(default=True)
    named_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["process", "user"], name="one_evaluator_per_person"),
            models.UniqueConstraint(fields=["process", "number"], name="one_evaluator_per_number"),
        ]


class EvaluationSheet(models.Model):
    """What one evaluator says of one project in one round. Handed in, it does not change: a new round replaces it."""

    evaluator = models.ForeignKey(Evaluator, on_delete=models.PROTECT, related_name="sheets")
    project = models.ForeignKey("BudgetProject", on_delete=models.PROTECT, related_name="sheets")
    matrix = models.ForeignKey(ScoringMatrix, on_delete=models.PROTECT, related_name="sheets")
    round = models.PositiveSmallIntegerField(default=1)
    status = models.CharField(max_length=10, choices=SheetStatus.choices, default=SheetStatus.DRAFT)
    has_conflict = models.BooleanField(null=True)
    conflict_note = models.CharField(max_length=400, blank=True)
    started_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["project_id", "evaluator_id", "round"]
        constraints = [
            models.UniqueConstraint(fields=["evaluator", "project", "round"], name="one_sheet_per_evaluator_and_round"),
            models.CheckConstraint(
                condition=Q(status="draft") | Q(has_conflict__isnull=False), name="handed_in_sheets_declare_conflict"
            ),
            models.CheckConstraint(
                condition=~Q(status="submitted") | Q(has_conflict=False), name="conflicted_sheets_do_not_count"
            ),
        ]


class CriterionScore(models.Model):
    """Points on one criterion with their ground. An absent row is a missing criterion, never zero."""

    sheet = models.ForeignKey(EvaluationSheet, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="scores")
    option = models.ForeignKey(CriterionOption, on_delete=models.PROTECT, null=True, related_name="+")
    points = models.DecimalField(max_digits=5, decimal_places=2)
    ground = models.TextField(blank=True)
    is_final = models.BooleanField(default=False)

    class Meta:
        ordering = ["criterion__position"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "criterion"], name="one_score_per_criterion"),
            models.CheckConstraint(condition=Q(points__gte=0, points__lte=100), name="points_are_0_to_100"),
        ]


class SheetAnnulment(models.Model):
    """An undeclared conflict of interest came to light: the sheet no longer counts, and it is said why."""

    sheet = models.OneToOneField(EvaluationSheet, on_delete=models.PROTECT, related_name="annulment")
    ground = models.TextField()
    decided_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
