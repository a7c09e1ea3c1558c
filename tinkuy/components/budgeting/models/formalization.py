"""Formalisation: agreed projects in the opening budget, how agreements go, what replaces what cannot go on."""

from django.db import models
from django.db.models import F, Q

from ..enums import AgreementState, IncorporationState, LineKind


class Incorporation(models.Model):
    """A prioritised project before the opening budget (PIA): what was agreed, what is programmed, why they differ."""

    process = models.ForeignKey("BudgetProcess", on_delete=models.CASCADE, related_name="incorporations")
    project = models.OneToOneField("BudgetProject", on_delete=models.PROTECT, related_name="incorporation")
    state = models.CharField(max_length=20, choices=IncorporationState.choices)
    agreed = models.DecimalField(max_digits=16, decimal_places=2)
    programmed = models.DecimalField(max_digits=16, decimal_places=2)
    programme = models.CharField(max_length=200, blank=True)
    product = models.CharField(max_length=200, blank=True)
    activity = models.CharField(max_length=200, blank=True)
    function = models.CharField(max_length=200, blank=True)
    responsible_unit = models.CharField(max_length=200)
    # Why it differs from what was agreed, or why it is not in the budget; and by which norm.
    reason = models.TextField(blank=True)
    norm = models.CharField(max_length=200, blank=True)
    registered_at = models.DateTimeField()

    class Meta:
        ordering = ["project__cui"]
        constraints = [
            models.CheckConstraint(
                condition=Q(programmed=F("agreed")) | ~Q(reason=""), name="a_difference_with_the_agreement_is_explained"
            ),
            models.CheckConstraint(
                condition=~Q(state="not_incorporated") | (Q(programmed=0) & ~Q(norm="")),
                name="what_is_not_incorporated_has_no_money_and_names_its_norm",
            ),
            models.CheckConstraint(condition=Q(programmed__gte=0), name="programmed_is_not_negative"),
        ]

    @property
    def look(self) -> str:
        return IncorporationState(self.state).look

    @property
    def difference(self):  # type: ignore[no-untyped-def]
        return self.programmed - self.agreed


class ProgrammedYear(models.Model):
    incorporation = models.ForeignKey(Incorporation, on_delete=models.CASCADE, related_name="years")
    year = models.PositiveSmallIntegerField()
    amount = models.DecimalField(max_digits=16, decimal_places=2)

    class Meta:
        ordering = ["year"]
        constraints = [
            models.UniqueConstraint(fields=["incorporation", "year"], name="one_programmed_amount_per_year"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="a_programmed_year_has_money"),
        ]


class WorkStep(models.Model):
    """A line of the schedule of works, which the oversight committee watches (law.md 1.14 b)."""

    incorporation = models.ForeignKey(Incorporation, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="a_work_step_ends_after_it_starts")
        ]


class FormalizationRecord(models.Model):
    """The council's agreement that approves the opening budget with the projects in it."""

    process = models.OneToOneField("BudgetProcess", on_delete=models.PROTECT, related_name="formalization")
    norm = models.CharField(max_length=200)
    approved_on = models.DateField()
    organ = models.CharField(max_length=200)
    institutional_budget = models.DecimalField(max_digits=18, decimal_places=2)
    programmed = models.DecimalField(max_digits=16, decimal_places=2)
    document = models.OneToOneField("spaces.SpaceDocument", on_delete=models.PROTECT, null=True, related_name="+")
    sha256 = models.CharField(max_length=64, blank=True)
    issued_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(institutional_budget__gt=0), name="the_opening_budget_is_positive")
        ]

    @property
    def share(self):  # type: ignore[no-untyped-def]
        """Percentage of the institutional budget given to the process (Ley 28056 art. 7)."""
        return self.programmed * 100 / self.institutional_budget


class ProjectReplacement(models.Model):
    """A project that cannot go on and the one of the reserve that takes its place. The result stays as published."""

    process = models.ForeignKey("BudgetProcess", on_delete=models.PROTECT, related_name="replacements")
    number = models.PositiveSmallIntegerField()
    outgoing = models.OneToOneField("BudgetProject", on_delete=models.PROTECT, related_name="replaced_by")
    incoming = models.OneToOneField("BudgetProject", on_delete=models.PROTECT, related_name="replaces")
    reason = models.TextField()
    act = models.CharField(max_length=200)
    act_on = models.DateField()
    document = models.OneToOneField("spaces.SpaceDocument", on_delete=models.PROTECT, null=True, related_name="+")
    available = models.DecimalField(max_digits=16, decimal_places=2)
    amount = models.DecimalField(max_digits=16, decimal_places=2)
    remainder = models.DecimalField(max_digits=16, decimal_places=2)
    # The working, as sentences: which of the reserve were looked at, in which order, and why each did or did not fit.
    working = models.JSONField(default=list)
    replaced_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["process", "number"], name="one_replacement_per_number"),
            models.CheckConstraint(condition=~Q(reason=""), name="a_replacement_has_its_reason"),
            models.CheckConstraint(condition=~Q(outgoing=F("incoming")), name="nothing_replaces_itself"),
            models.CheckConstraint(condition=Q(remainder__gte=0), name="no_replacement_over_the_money"),
        ]


class AccountabilityReport(models.Model):
    """Rendición de cuentas on last year's agreements (Ley 28056 art. 11). Published, it does not change."""

    process = models.ForeignKey("BudgetProcess", on_delete=models.CASCADE, related_name="accountability_reports")
    version = models.PositiveSmallIntegerField()
    fiscal_year = models.PositiveSmallIntegerField()
    source = models.ForeignKey("Prioritization", on_delete=models.PROTECT, null=True, related_name="+")
    institutional_share = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    summary = models.TextField(blank=True)
    document = models.OneToOneField("spaces.SpaceDocument", on_delete=models.PROTECT, null=True, related_name="+")
    sha256 = models.CharField(max_length=64, blank=True)
    drafted_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["process", "version"], name="one_accountability_report_per_version"),
            models.UniqueConstraint(
                fields=["process"], condition=Q(published_at=None), name="one_accountability_draft_at_a_time"
            ),
        ]


class AccountabilityLine(models.Model):
    """One project or commitment of last year: what was agreed, what the budget gave, what was spent, how it stands."""

    report = models.ForeignKey(AccountabilityReport, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=LineKind.choices)
    cui = models.CharField(max_length=10, blank=True)
    title = models.TextField()
    actor = models.CharField(max_length=200, blank=True)
    agreed = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    pia = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    pim = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    spent = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    progress = models.PositiveSmallIntegerField(null=True)
    # Empty while nobody has said: what is not known is never «por empezar».
    state = models.CharField(max_length=12, choices=AgreementState.choices, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["report", "position"], name="one_accountability_line_per_place"),
            models.CheckConstraint(condition=Q(progress=None) | Q(progress__lte=100), name="progress_is_0_to_100"),
            models.CheckConstraint(
                condition=~Q(state__in=["paralysed", "dropped", "replaced"]) | ~Q(reason=""),
                name="what_does_not_go_on_says_why",
            ),
        ]

    @property
    def look(self) -> str:
        return AgreementState(self.state).look if self.state else "neutral"


class CommitmentUpdate(models.Model):
    """How an agreement goes, with its evidence: rows are added, never changed."""

    commitment = models.ForeignKey("AgreementCommitment", on_delete=models.PROTECT, related_name="updates")
    state = models.CharField(max_length=12, choices=AgreementState.choices)
    progress = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=1000)
    evidence = models.CharField(max_length=300)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    happened_on = models.DateField()
    reported_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    reported_at = models.DateTimeField()

    class Meta:
        ordering = ["-reported_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(progress__lte=100), name="update_progress_is_0_to_100"),
            models.CheckConstraint(condition=~Q(evidence=""), name="an_update_has_its_evidence"),
        ]

    @property
    def look(self) -> str:
        return AgreementState(self.state).look
