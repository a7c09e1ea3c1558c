"""Which impact rules an entity may apply, and which have already judged a project."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from tinkuy.foundation.organizations.models import PublicBody

from ..models import BudgetProcess, EligibilityResult, ImpactRuleSet


def rule_sets_for(body: PublicBody) -> QuerySet[ImpactRuleSet]:
    """Those that come with the product and the entity's own, each with `was_used`."""
    used = EligibilityResult.objects.filter(project__process__rule_set=OuterRef("pk"))
    return (
        ImpactRuleSet.objects.filter(Q(body=None) | Q(body=body))
        .annotate(was_used=Exists(used))
        .select_related("replaces")
    )


def is_used(rule_set: ImpactRuleSet) -> bool:
    return (
        EligibilityResult.objects.filter(project__process__rule_set=rule_set).exists()
        or BudgetProcess.objects.filter(rule_set=rule_set).exclude(frozen_at=None).exists()
    )
