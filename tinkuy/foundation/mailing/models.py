"""The outbox: a message is written in the transaction of the fact it tells, and sent by a job (INTEGRITY 4.3)."""

from django.db import models

from .enums import Priority


class OutboxMessage(models.Model):
    recipient = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
    kind = models.CharField(max_length=60)
    is_legal_notice = models.BooleanField(default=False)
    # A body with a link that opens an account is forgotten once it is sent.
    forget_body = models.BooleanField(default=False)
    # Two callers who tell the same fact to the same person write one row.
    key = models.CharField(max_length=160, unique=True)
    queued_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=200, blank=True)
    priority = models.PositiveSmallIntegerField(default=Priority.ORDINARY)
    # Written with the first attempt, the same in all of them; part of the proof of sending.
    message_id = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["priority", "queued_at", "id"], name="outbox_in_turn", condition=models.Q(sent_at__isnull=True)
            ),
            models.Index(fields=["-id"], name="outbox_legal", condition=models.Q(is_legal_notice=True)),
        ]
