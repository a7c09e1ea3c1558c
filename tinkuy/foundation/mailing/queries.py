from django.db.models import QuerySet

from . import rules
from .models import OutboxMessage


def waiting() -> QuerySet[OutboxMessage]:
    return OutboxMessage.objects.filter(sent_at=None).order_by("priority", "queued_at", "pk")


def given_up() -> QuerySet[OutboxMessage]:
    """Messages that failed too often to be tried again: somebody must look at the address."""
    return waiting().filter(is_legal_notice=False, attempts__gte=rules.MAX_ATTEMPTS)
