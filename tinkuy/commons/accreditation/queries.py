from django.db.models import QuerySet

from tinkuy.foundation.spaces.models import Space

from .enums import AccreditationStatus
from .models import Accreditation, AccreditationRequest, AccreditationRules
from .rules import Voter


def rules_of(space: Space) -> AccreditationRules:
    """The rules of the space; the defaults (not stored) while nobody set them."""
    return AccreditationRules.objects.filter(space=space).first() or AccreditationRules(space=space)


def accreditation_of(user: object, space: Space) -> Accreditation | None:
    """The credential that counts of a person in a space."""
    pk = getattr(user, "pk", None)
    if pk is None:
        return None
    return Accreditation.objects.filter(space=space, user_id=pk).exclude(status=AccreditationStatus.ENDED).first()


def published_roster(space: Space) -> QuerySet[Accreditation]:
    """Who is accredited, for anybody: name, organisation, class, place, seat. Never document, phone, mail, birth."""
    return Accreditation.objects.filter(space=space).exclude(status=AccreditationStatus.ENDED)


def request_of(user: object, space: Space) -> AccreditationRequest | None:
    """The last request of a person in a space, in whatever state."""
    pk = getattr(user, "pk", None)
    if pk is None:
        return None
    return AccreditationRequest.objects.filter(space=space, applicant_id=pk).order_by("-id").first()


def voters_of(space: Space) -> list[Voter]:
    """The electoral roll: who is active and has the vote, by the rules of the space."""
    return []
