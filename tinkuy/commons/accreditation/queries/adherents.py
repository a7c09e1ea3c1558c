"""Who backs whom: what the list says, and the people who back more than one."""

from django.db.models import QuerySet

from ..models import AccreditationRequest, Adherent, AdherentList


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
