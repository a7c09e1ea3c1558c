"""Investments of a public body: a stable identity by code (CUI), and what each loaded portfolio says of them.

A load is a version: read, previewed, confirmed. Records exist only for confirmed versions and never change;
an investment that is no longer listed stays, out of the portfolio (law.md 2.5, rules 5 and 6)."""

from decimal import Decimal

from django.db import models
from django.db.models import Q

from .enums import AmountUnit, ChangeKind, IssueKind, VersionStatus


class Investment(models.Model):
    """What a code names inside a body, whatever the portfolio says of it this year. `cui` is text, 6 to 10 digits."""

    body = models.ForeignKey("organizations.PublicBody", on_delete=models.PROTECT, related_name="investments")
    cui = models.CharField(max_length=10)
    dossier = models.OneToOneField("dossiers.Dossier", on_delete=models.PROTECT, related_name="investment")
    # False: «fuera de cartera», gone from the last confirmed version. Never deleted.
    in_portfolio = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "cui"], name="one_investment_per_code"),
        ]

    def __str__(self) -> str:
        return self.cui


class PortfolioVersion(models.Model):
    """One load of a spreadsheet. Amounts in soles; `total_amount` adds updated cost, else viable amount, else PIM."""

    body = models.ForeignKey("organizations.PublicBody", on_delete=models.PROTECT, related_name="portfolio_versions")
    number = models.PositiveIntegerField()
    status = models.CharField(max_length=12, choices=VersionStatus.choices, default=VersionStatus.READING)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    file_name = models.CharField(max_length=200)
    file_sha256 = models.CharField(max_length=64)
    unit = models.PositiveIntegerField(choices=AmountUnit.choices, default=AmountUnit.SOLES)
    loaded_at = models.DateTimeField()
    loaded_by = models.ForeignKey("accounts.User", on_delete=models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("accounts.User", on_delete=models.SET_NULL, null=True, related_name="+")
    # The sentence that says why it could not be read.
    failure = models.TextField(blank=True)
    # The version the preview was compared with; confirming against another one is refused.
    compared_with = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    sheet = models.CharField(max_length=100, blank=True)
    header_line = models.PositiveIntegerField(null=True)
    rows_read = models.PositiveIntegerField(default=0)
    rows_skipped = models.PositiveIntegerField(default=0)
    investment_count = models.PositiveIntegerField(default=0)
    rejected_count = models.PositiveIntegerField(default=0)
    warning_count = models.PositiveIntegerField(default=0)
    duplicate_count = models.PositiveIntegerField(default=0)
    unknown_place_count = models.PositiveIntegerField(default=0)
    new_count = models.PositiveIntegerField(default=0)
    changed_count = models.PositiveIntegerField(default=0)
    gone_count = models.PositiveIntegerField(default=0)
    total_amount = models.DecimalField(max_digits=18, decimal_places=2, default=Decimal(0))
    # Which column of the file was read as what: [[«Código único de inversión», "cui"], …].
    columns = models.JSONField(default=list)
    # The first rows as they were written: what the page shows to say which column is which.
    head = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "number"], name="one_portfolio_version_per_number"),
            models.CheckConstraint(
                condition=~Q(status__in=["confirmed", "discarded"]) | Q(decided_at__isnull=False),
                name="portfolio_decision_has_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body_id}/{self.number}"


class TaughtColumn(models.Model):
    """What an entity said a title of its spreadsheets means; it holds for its next loads. `title` without accents."""

    body = models.ForeignKey("organizations.PublicBody", on_delete=models.CASCADE, related_name="taught_columns")
    title = models.CharField(max_length=120)
    field = models.CharField(max_length=30)
    taught_at = models.DateTimeField()
    taught_by = models.ForeignKey("accounts.User", on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["body", "title"], name="one_meaning_per_title")]

    def __str__(self) -> str:
        return f"{self.title} → {self.field}"


class PortfolioDraft(models.Model):
    """What was read and waits for a decision: compressed JSON, one per preview; gone once decided."""

    version = models.OneToOneField(PortfolioVersion, on_delete=models.CASCADE, related_name="draft")
    content = models.BinaryField()


class PortfolioIssue(models.Model):
    """What the reading says of a line of the file; `line` as the spreadsheet shows it, `column` as its header is."""

    version = models.ForeignKey(PortfolioVersion, on_delete=models.CASCADE, related_name="issues")
    kind = models.CharField(max_length=14, choices=IssueKind.choices)
    line = models.PositiveIntegerField()
    cui = models.CharField(max_length=20, blank=True)
    column = models.CharField(max_length=200, blank=True)
    value = models.CharField(max_length=300, blank=True)
    reason = models.TextField()
    # Of a row without a code: it may be brought as an idea.
    name = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["version", "kind", "line"], name="portfolio_issue_by_kind")]


class PortfolioChange(models.Model):
    """New, changed or gone against the version compared with; `fields` is [[label, before, now], …] as text."""

    version = models.ForeignKey(PortfolioVersion, on_delete=models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=8, choices=ChangeKind.choices)
    cui = models.CharField(max_length=10)
    name = models.TextField()
    fields = models.JSONField(default=list)

    class Meta:
        indexes = [models.Index(fields=["version", "kind", "cui"], name="portfolio_change_by_kind")]


class InvestmentRecord(models.Model):
    """What one confirmed version says of an investment. Unknown is null or empty, never zero. Amounts in soles,
    progress in percent (0–100, sometimes more: it is kept as reported)."""

    version = models.ForeignKey(PortfolioVersion, on_delete=models.PROTECT, related_name="records")
    investment = models.ForeignKey(Investment, on_delete=models.PROTECT, related_name="records")
    name = models.TextField()
    kind = models.CharField(max_length=120, blank=True)
    framework = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=120, blank=True)
    situation = models.CharField(max_length=120, blank=True)
    function = models.CharField(max_length=200, blank=True)
    sector = models.CharField(max_length=200, blank=True)
    cycle_stage = models.CharField(max_length=200, blank=True)
    executing_unit = models.CharField(max_length=300, blank=True)
    viable_amount = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    updated_cost = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    balance = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    accrued = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    pia = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    pim = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    beneficiaries = models.PositiveBigIntegerField(null=True)
    physical_progress = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    financial_progress = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    registered_on = models.DateField(null=True)
    viable_on = models.DateField(null=True)
    has_technical_file = models.BooleanField(null=True)
    in_pmi = models.BooleanField(null=True)
    # «MULTIPROVINCIAL» in the file, or places in two provinces or more.
    is_multiprovincial = models.BooleanField(default=False)
    # Places as written that the INEI catalogue does not know: the investment is kept, the place is said.
    unknown_places = models.JSONField(default=list)
    # Columns of the file without a field here: {header: text}.
    extras = models.JSONField(default=dict)
    # Lines of the spreadsheet that were joined.
    lines = models.JSONField(default=list)
    # Code and name without accents: what search looks in.
    search_text = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "investment"], name="one_record_per_version"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def amount(self) -> Decimal | None:
        """Updated cost, else viable amount, else the year's modified budget (PIM): soles."""
        known = (value for value in (self.updated_cost, self.viable_amount, self.pim) if value is not None)
        return next(known, None)


class RecordPlace(models.Model):
    """Where: INEI code of a department (2 digits), province (4) or district (6)."""

    record = models.ForeignKey(InvestmentRecord, on_delete=models.CASCADE, related_name="places")
    ubigeo = models.CharField(max_length=6, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "ubigeo"], name="one_record_place")]
