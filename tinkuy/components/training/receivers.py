"""What training does when a credential is granted."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from tinkuy.commons.accreditation.models import Accreditation
from tinkuy.commons.accreditation.signals import accreditations_granted

from . import actions


@receiver(accreditations_granted)
def credit_earlier_courses(sender: object, accreditations: list[Accreditation], at: datetime, **_rest: Any) -> None:
    """Who passed the course first and was accredited later does not take it twice."""
    actions.credit_earlier_courses(accreditations=accreditations, at=at)
