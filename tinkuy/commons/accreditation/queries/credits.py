"""What each person still has to attend before voting."""

from django.db.models import Count, Q, QuerySet

from ..enums import CreditKind
from ..models import Accreditation, AccreditationRules, AttendanceCredit
from ..rules.procedure import Missing, missing_to_vote


def with_credits(rows: QuerySet[Accreditation]) -> QuerySet[Accreditation]:
    """Each with its `trainings` and `workshops`, in the same query."""
    return rows.annotate(
        trainings=Count("credits", filter=Q(credits__kind=CreditKind.TRAINING)),
        workshops=Count("credits", filter=Q(credits__kind=CreditKind.WORKSHOP)),
    )


def missing_for(row: Accreditation, rules: AccreditationRules) -> list[Missing]:
    """`row` comes from `with_credits`."""
    return missing_to_vote(
        requires_training=rules.requires_training,
        min_workshops=rules.min_workshops,
        trainings=row.trainings,  # type: ignore[attr-defined]
        workshops=row.workshops,  # type: ignore[attr-defined]
    )


def missing_of(accreditation: Accreditation, rules: AccreditationRules) -> list[Missing]:
    """What one person still has to attend; empty when they may vote, or have no vote to earn."""
    if not accreditation.may_vote:
        return []
    return missing_for(with_credits(Accreditation.objects.filter(pk=accreditation.pk)).get(), rules)


def credits_of(accreditation: Accreditation) -> QuerySet[AttendanceCredit]:
    return accreditation.credits.order_by("held_on", "id")
