"""The result in versions: never recomputed in silence, every row with its working; the act of agreements."""

from django.db import models
from django.db.models import Q

from ..enums import AgreementState, RowOutcome, TieCriterionKey


class Prioritization(models.Model):
    """One computation of the result with all its inputs. A correction is the next version, with its reason."""

    process = models.ForeignKey("BudgetProcess", on_delete=models.PROTECT, related_name="prioritizations")
    version = models.PositiveSmallIntegerField()
    reason = models.TextField(blank=True)
    # Canonical JSON of every input of the rule; whoever has it recomputes the result.
    inputs = models.TextField()
    inputs_hash = models.CharField(max_length=64)
    rules_hash = models.CharField(max_length=64)
    draw_seed = models.CharField(max_length=64)
    ceiling = models.DecimalField(max_digits=16, decimal_places=2)
    assigned = models.DecimalField(max_digits=16, decimal_places=2)
    balance = models.DecimalField(max_digits=16, decimal_places=2)
    remainder_note = models.TextField(blank=True)
    computed_at = models.DateTimeField()
    computed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["version"]
        constraints = [
            models.UniqueConstraint(fields=["process", "version"], name="one_result_per_version"),
            models.CheckConstraint(condition=Q(version=1) | ~Q(reason=""), name="a_correction_has_a_reason"),
            models.CheckConstraint(condition=Q(balance__gte=0), name="nothing_over_the_ceiling"),
        ]


class PrioritizedRow(models.Model):
    """A project in a result: both parts, total, place, outcome and the money left before and after it."""

    prioritization = models.ForeignKey(Prioritization, on_delete=models.PROTECT, related_name="rows")
    project = models.ForeignKey("BudgetProject", on_delete=models.PROTECT, related_name="rows")
    list_key = models.CharField(max_length=12)
    # Place in its list, and in the order in which the money is given out.
    position = models.PositiveSmallIntegerField()
    fill_position = models.PositiveSmallIntegerField()
    technical_score = models.DecimalField(max_digits=7, decimal_places=4)
    votes = models.PositiveIntegerField()
    vote_base = models.PositiveIntegerField()
    vote_score = models.DecimalField(max_digits=7, decimal_places=4)
    technical_part = models.DecimalField(max_digits=7, decimal_places=4)
    vote_part = models.DecimalField(max_digits=7, decimal_places=4)
    total = models.DecimalField(max_digits=7, decimal_places=4)
    amount = models.DecimalField(max_digits=16, decimal_places=2)
    outcome = models.CharField(max_length=16, choices=RowOutcome.choices)
    is_remainder_only = models.BooleanField(default=False)
    by_remainder = models.BooleanField(default=False)
    balance_before = models.DecimalField(max_digits=16, decimal_places=2)
    balance_after = models.DecimalField(max_digits=16, decimal_places=2)
    # With whom it tied and which criterion put it here; empty when nobody had the same total.
    tie_criterion = models.CharField(max_length=20, choices=TieCriterionKey.choices, blank=True)
    tied_with = models.TextField(blank=True)
    note = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["fill_position"]
        constraints = [
            models.UniqueConstraint(fields=["prioritization", "project"], name="one_row_per_project"),
            models.UniqueConstraint(fields=["prioritization", "list_key", "position"], name="one_row_per_place"),
            models.CheckConstraint(condition=Q(total__gte=0, total__lte=100), name="no_total_over_one_hundred"),
            models.CheckConstraint(condition=Q(balance_after__gte=0), name="no_row_over_the_ceiling"),
        ]

    @property
    def look(self) -> str:
        return RowOutcome(self.outcome).look


class AgreementRecord(models.Model):
    """Acta de Acuerdos y Compromisos of a published result (law.md 1.13); the PDF is a document of the space."""

    prioritization = models.OneToOneField(Prioritization, on_delete=models.PROTECT, related_name="agreement")
    document = models.OneToOneField("spaces.SpaceDocument", on_delete=models.PROTECT, null=True, related_name="+")
    place = models.CharField(max_length=200)
    held_on = models.DateField()
    attendance = models.PositiveIntegerField()
    quorum_note = models.CharField(max_length=300, blank=True)
    priority_results = models.TextField(blank=True)
    oversight_members = models.TextField(blank=True)
    observations = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    issued_at = models.DateTimeField()


class AgreementCommitment(models.Model):
    """Who promised what, by when, and how it will be seen."""

    agreement = models.ForeignKey(AgreementRecord, on_delete=models.CASCADE, related_name="commitments")
    actor = models.CharField(max_length=200)
    text = models.TextField()
    due_on = models.DateField(null=True)
    evidence = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField()
    # Who answers for it, the project it follows if it is of one, and how it goes (the last of its updates).
    owner = models.CharField(max_length=200, blank=True)
    project = models.ForeignKey("BudgetProject", on_delete=models.PROTECT, null=True, related_name="commitments")
    state = models.CharField(max_length=12, choices=AgreementState.choices, default=AgreementState.PENDING)
    progress = models.PositiveSmallIntegerField(default=0)
    updated_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "project"], name="one_follow_up_per_project"),
            models.CheckConstraint(condition=Q(progress__lte=100), name="commitment_progress_is_0_to_100"),
        ]

    @property
    def look(self) -> str:
        return AgreementState(self.state).look
