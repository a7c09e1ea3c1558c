"""Impact by law: dated rule sets, and what each rule said of each project."""

from django.db import models
from django.db.models import Q

from ..enums import Confidence, ImpactLevel, ReachOperator, RuleOutcome


class ImpactRuleSet(models.Model):
    """The thresholds of a norm while it was in force. Null switches a rule off. Numbers are data, never constants."""

    key = models.SlugField(max_length=60, unique=True)
    # Whose configuration it is; null for those that come with the product, which nobody edits.
    body = models.ForeignKey("organizations.PublicBody", on_delete=models.PROTECT, null=True, related_name="+")
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="newer")
    level = models.CharField(max_length=12, choices=ImpactLevel.choices)
    title = models.CharField(max_length=200)
    norm = models.CharField(max_length=200)
    article = models.CharField(max_length=80, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    source = models.CharField(max_length=300)
    confidence = models.CharField(max_length=12, choices=Confidence.choices)
    note = models.TextField(blank=True)
    requires_viable = models.BooleanField(default=True)
    minimum_amount = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    minimum_districts = models.PositiveSmallIntegerField(null=True)
    minimum_provinces = models.PositiveSmallIntegerField(null=True)
    # «and» in DS 097-2009-EF; some ordinances ask for either of the two (Puno 2025).
    reach = models.CharField(max_length=4, choices=ReachOperator.choices, default=ReachOperator.ALL)
    minimum_coverage = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    # Art. 3: coverage is optional beside amount and reach; alone it decides for the remainder.
    coverage_is_required = models.BooleanField(default=False)
    remainder_below = models.DecimalField(max_digits=16, decimal_places=2, null=True)

    class Meta:
        ordering = ["level", "-valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=models.F("valid_from")), name="rule_set_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(minimum_coverage=None) | Q(minimum_coverage__gt=0, minimum_coverage__lte=100),
                name="coverage_is_a_percentage",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class EligibilityResult(models.Model):
    """One rule on one project: value, threshold, outcome, the sentence for a person, and the source."""

    project = models.ForeignKey("BudgetProject", on_delete=models.CASCADE, related_name="eligibility")
    rule = models.CharField(max_length=30)
    position = models.PositiveSmallIntegerField()
    value = models.CharField(max_length=120, blank=True)
    threshold = models.CharField(max_length=120, blank=True)
    outcome = models.CharField(max_length=20, choices=RuleOutcome.choices)
    # Coverage that is only informed does not decide.
    decides = models.BooleanField(default=True)
    sentence = models.CharField(max_length=400)
    source = models.CharField(max_length=300)
    checked_at = models.DateTimeField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["project", "rule"], name="one_result_per_rule")]


class EligibilityOverride(models.Model):
    """The team's president decides against the rules, with a public ground and the document that holds it."""

    project = models.OneToOneField("BudgetProject", on_delete=models.CASCADE, related_name="override")
    is_eligible = models.BooleanField()
    ground = models.TextField()
    document = models.CharField(max_length=200)
    decided_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
