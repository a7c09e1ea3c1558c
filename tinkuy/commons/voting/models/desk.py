from django.db import models
from django.db.models import Q

from ..enums import DeskReason, IdentityCheck


class DeskSession(models.Model):
    """Thirty minutes in which somebody on the roll votes on our screen, and why with help. `person` (a keyed HMAC) is
    emptied when it ends: no moment of any vote stays beside a person."""

    poll = models.ForeignKey("voting.Poll", on_delete=models.PROTECT, related_name="desk_sessions")
    person = models.CharField(max_length=64, blank=True)
    code_hash = models.CharField(max_length=64, unique=True)
    reason = models.CharField(max_length=20, choices=DeskReason.choices)
    identity_check = models.CharField(max_length=20, choices=IdentityCheck.choices)
    opened_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    is_claimed = models.BooleanField(default=False)
    is_over = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["poll", "person"], condition=Q(is_over=False), name="one_desk_session_per_person"
            ),
            models.CheckConstraint(
                condition=Q(is_over=True, person="") | (Q(is_over=False) & ~Q(person="")),
                name="a_desk_session_that_ended_names_nobody",
            ),
        ]
