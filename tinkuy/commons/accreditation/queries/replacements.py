"""Who an organisation wants to send in place of whom. What waits is a draft that says whose place it takes."""

from django.db.models import QuerySet

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.spaces.models import Space

from ..enums import AccreditationStatus, RequestState
from ..models import Accreditation, AccreditationRequest


def asked_for(row: AccreditationRequest) -> AccreditationRequest | None:
    """The change that waits for the desk, of the credential that this request earned."""
    credential = getattr(row, "accreditation", None)
    return waiting(row.space).filter(replaces=credential).first() if credential else None


def waiting(space: Space) -> QuerySet[AccreditationRequest]:
    rows = AccreditationRequest.objects.filter(space=space, state=RequestState.DRAFT, replaces__isnull=False)
    return rows.select_related("replaces__request", "entered_by").order_by("started_at", "id")


def speaks_for(user: User, accreditation: Accreditation) -> bool:
    """Whether that person holds a credential that counts of the same organisation, in the same space."""
    held = Accreditation.objects.filter(
        space_id=accreditation.space_id, organization_id=accreditation.organization_id, user=user
    )
    return accreditation.organization_id is not None and held.exclude(status=AccreditationStatus.ENDED).exists()


def colleagues(accreditation: Accreditation) -> QuerySet[Accreditation]:
    """Every credential that counts of that organisation in that space."""
    rows = Accreditation.objects.filter(
        space_id=accreditation.space_id, organization_id=accreditation.organization_id, organization__isnull=False
    )
    return rows.exclude(status=AccreditationStatus.ENDED).order_by("seat", "id")
