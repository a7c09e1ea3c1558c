"""What each person still has to attend before voting."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tinkuy.foundation.spaces.models import Space

from ..enums import CreditKind
from ..models import Accreditation, AccreditationRules, AttendanceCredit
from ..registry import NextDate, date_paths
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


@dataclass(frozen=True)
class Need:
    """Something that a person still has to attend before voting, and the next date of it, when there is one."""

    kind: CreditKind
    count: int
    next: NextDate | None

    @property
    def words(self) -> str:
        """After «te falta»."""
        if self.kind == CreditKind.TRAINING:
            return _("aprobar la capacitación")
        talk = ngettext("asistir a %(n)s taller", "asistir a %(n)s talleres", self.count)
        return talk % {"n": self.count}


def next_dates(space: Space, at: datetime) -> dict[str, NextDate]:
    """The first date of each kind among those of the apps that hold trainings and workshops."""
    found = [one for path in date_paths() for one in import_string(path)(space, at)]
    return {one.kind: one for one in sorted(found, key=lambda one: one.starts_at, reverse=True)}


def needs_of(accreditation: Accreditation, rules: AccreditationRules, at: datetime) -> list[Need]:
    """What its holder reads: empty when nothing is missing or there is no vote to earn."""
    missing = missing_of(accreditation, rules)
    dates = next_dates(accreditation.space, at) if missing else {}
    return [Need(one.kind, one.count, dates.get(one.kind)) for one in missing]
