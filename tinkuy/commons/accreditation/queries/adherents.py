"""Who backs whom: what the list says, and the people who back more than one."""

from dataclasses import dataclass

from django.db.models import QuerySet

from ..enums import Represents
from ..models import AccreditationRequest, AccreditationRules, Adherent, AdherentList


def list_of(request: AccreditationRequest) -> AdherentList | None:
    return AdherentList.objects.filter(request=request).first()


def who_back_another(request: AccreditationRequest) -> QuerySet[Adherent]:
    """Adherents of this request who are also in the list of another of the same space: flagged, never taken out."""
    others = Adherent.objects.filter(adherent_list__request__space_id=request.space_id)
    others = others.exclude(adherent_list__request=request).exclude(document_fingerprint="")
    mine = Adherent.objects.filter(adherent_list__request=request)
    return mine.filter(document_fingerprint__in=others.values("document_fingerprint"))


def with_problems(request: AccreditationRequest) -> QuerySet[Adherent]:
    return Adherent.objects.filter(adherent_list__request=request).exclude(problem="")


SHOWN = 50


@dataclass(frozen=True)
class AdherentStanding:
    """What the desk sees of a list: how many count, how many are asked, who also backs another, what was not read."""

    kept: AdherentList
    asked: int
    doubled: list[Adherent]
    unread: list[Adherent]

    @property
    def is_enough(self) -> bool:
        return self.kept.counted >= self.asked


def standing_of(request: AccreditationRequest) -> AdherentStanding | None:
    """None for who speaks for an organisation or has no list. The first fifty of each kind, for the eye."""
    kept = list_of(request) if request.represents == Represents.SELF else None
    if kept is None:
        return None
    asked = AccreditationRules.objects.filter(space_id=request.space_id).values_list("min_adherents", flat=True).first()
    return AdherentStanding(
        kept, asked or 0, list(who_back_another(request)[:SHOWN]), list(with_problems(request)[:SHOWN])
    )
