from django.db.models import QuerySet

from ..models import Draw, Poll


def draws_of(poll: Poll) -> QuerySet[Draw]:
    """The draws of a poll in order, each with those in it: its working is all there."""
    return Draw.objects.filter(poll=poll).prefetch_related("entries")
