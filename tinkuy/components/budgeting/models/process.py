"""The process: money, weights, lists, candidates. Typed columns with constraints; frozen by the database itself."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Round

from ..enums import FillRule, MatrixApprover, Normalization, OrderMethod, ProjectState, TieCriterionKey


class BudgetProcess(models.Model):
    """The root: one per space. After `frozen_at` a trigger refuses every change (law: 85 under a column of 80)."""

    space = models.OneToOneField("spaces.Space", on_delete=models.PROTECT, related_name="budget_process")
    fiscal_year = models.PositiveSmallIntegerField()
    ceiling = models.DecimalField(max_digits=16, decimal_places=2)
    # Ley 28056 art. 7: the percentage of the institutional budget given to the process is published.
    institutional_share = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    portfolio_version = models.ForeignKey(
        "investments.PortfolioVersion", on_delete=models.PROTECT, null=True, related_name="+"
    )
    rule_set = models.ForeignKey("ImpactRuleSet", on_delete=models.PROTECT, null=True, related_name="+")
    # 80/20 is Cajamarca's setting (seed 003). No norm fixing 80/20 was found.
    technical_weight = models.DecimalField(max_digits=4, decimal_places=2, default=Decimal("0.80"))
    vote_weight = models.DecimalField(max_digits=4, decimal_places=2, default=Decimal("0.20"))
    normalization = models.CharField(max_length=20, choices=Normalization.choices, default=Normalization.HIGHEST)
    fill_rule = models.CharField(max_length=10, choices=FillRule.choices, default=FillRule.SKIP)
    max_choices = models.PositiveSmallIntegerField(default=3)
    minimum_evaluators = models.PositiveSmallIntegerField(default=2)
    spread_threshold = models.PositiveSmallIntegerField(default=20)
    matrix_approved_by = models.CharField(
        max_length=20, choices=MatrixApprover.choices, default=MatrixApprover.TECHNICAL_TEAM
    )
    order_method = models.CharField(max_length=20, choices=OrderMethod.choices, default=OrderMethod.TECHNICAL_AND_VOTE)
    # Viability older than this is not admitted (Huancavelica, 3 years); empty where the ordinance sets none.
    max_viability_months = models.PositiveSmallIntegerField(null=True)
    frozen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ceiling__gt=0), name="ceiling_is_positive"),
            models.CheckConstraint(
                condition=Q(technical_weight__gte=0, technical_weight__lte=1, vote_weight__gte=0, vote_weight__lte=1),
                name="weights_are_shares",
            ),
            models.CheckConstraint(
                condition=Q(technical_weight=Round(Value(Decimal("1.00")) - F("vote_weight"), precision=2)),
                name="weights_sum_to_one",
            ),
            models.CheckConstraint(
                condition=Q(institutional_share=None) | Q(institutional_share__gt=0, institutional_share__lte=100),
                name="institutional_share_is_a_percentage",
            ),
            models.CheckConstraint(condition=Q(max_choices__gt=0), name="max_choices_is_positive"),
            models.CheckConstraint(condition=Q(minimum_evaluators__gt=0), name="somebody_evaluates"),
            models.CheckConstraint(
                condition=Q(spread_threshold__gt=0, spread_threshold__lte=100), name="spread_is_in_points"
            ),
            models.CheckConstraint(
                condition=Q(max_viability_months=None) | Q(max_viability_months__gt=0),
                name="viability_lasts_some_months",
            ),
            models.CheckConstraint(condition=Q(fiscal_year__gte=2000, fiscal_year__lte=2100), name="year_is_plausible"),
        ]

    def __str__(self) -> str:
        return str(self.space)

    @property
    def is_frozen(self) -> bool:
        return self.frozen_at is not None


class TieCriterion(models.Model):
    """The order in which ties break; rows, so that the database knows each criterion once."""

    process = models.ForeignKey(BudgetProcess, on_delete=models.CASCADE, related_name="tie_criteria")
    position = models.PositiveSmallIntegerField()
    criterion = models.CharField(max_length=20, choices=TieCriterionKey.choices)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["process", "position"], name="one_tie_criterion_per_position"),
            models.UniqueConstraint(fields=["process", "criterion"], name="each_tie_criterion_once"),
        ]


class ProcessList(models.Model):
    """A list of the ballot: a province by its code, or MULTI. Without a ceiling it shares the process's."""

    process = models.ForeignKey(BudgetProcess, on_delete=models.CASCADE, related_name="lists")
    key = models.CharField(max_length=12)
    title = models.CharField(max_length=120)
    ceiling = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "key"]
        constraints = [
            models.UniqueConstraint(fields=["process", "key"], name="one_list_per_key"),
            models.CheckConstraint(condition=Q(ceiling=None) | Q(ceiling__gt=0), name="list_ceiling_is_positive"),
        ]

    def __str__(self) -> str:
        return self.title


class BudgetProject(models.Model):
    """A candidate investment with the facts of the frozen portfolio copied: what is scored, voted and ranked."""

    process = models.ForeignKey(BudgetProcess, on_delete=models.CASCADE, related_name="projects")
    list = models.ForeignKey(ProcessList, on_delete=models.PROTECT, related_name="projects")
    investment = models.ForeignKey("investments.Investment", on_delete=models.PROTECT, related_name="budget_projects")
    record = models.ForeignKey("investments.InvestmentRecord", on_delete=models.PROTECT, related_name="+")
    dossier = models.OneToOneField("dossiers.Dossier", on_delete=models.PROTECT, related_name="budget_project")
    cui = models.CharField(max_length=10)
    title = models.TextField()
    function = models.CharField(max_length=200, blank=True)
    stage = models.CharField(max_length=200, blank=True)
    is_viable = models.BooleanField(null=True)
    # Total cost decides the impact (DS 097-2009-EF art. 3); `amount` is what it asks of this ceiling.
    total_cost = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    amount = models.DecimalField(max_digits=16, decimal_places=2)
    amount_ground = models.CharField(max_length=300, blank=True)
    beneficiaries = models.PositiveBigIntegerField(null=True)
    province_count = models.PositiveSmallIntegerField(default=0)
    district_count = models.PositiveSmallIntegerField(default=0)
    # False when a place is given above the district: the counts are then the least there can be.
    places_are_exact = models.BooleanField(default=True)
    meets_coverage = models.BooleanField(default=False)
    viable_on = models.DateField(null=True)
    ubigeo = models.CharField(max_length=6, blank=True)
    state = models.CharField(max_length=20, choices=ProjectState.choices, default=ProjectState.CANDIDATE)
    # Sheets of earlier rounds stay, and no longer count.
    evaluation_round = models.PositiveSmallIntegerField(default=1)
    # On the ballot by coverage alone: it takes money only from the remainder.
    is_remainder_only = models.BooleanField(default=False)
    # Frozen when the vote is prepared: mean of the evaluators, 0 to 100, four decimals.
    technical_score = models.DecimalField(max_digits=7, decimal_places=4, null=True)

    class Meta:
        ordering = ["cui"]
        constraints = [
            models.UniqueConstraint(fields=["process", "investment"], name="one_candidacy_per_investment"),
            models.UniqueConstraint(fields=["process", "cui"], name="one_candidacy_per_cui"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="project_amount_is_positive"),
            models.CheckConstraint(
                condition=Q(technical_score=None) | Q(technical_score__gte=0, technical_score__lte=100),
                name="technical_score_is_0_to_100",
            ),
        ]
        indexes = [models.Index(fields=["process", "list", "state"], name="project_by_list_and_state")]

    def __str__(self) -> str:
        return self.title

    @property
    def look(self) -> str:
        return ProjectState(self.state).look
