"""The log of acts: append-only, chained by hash, one chain per space and one for the platform (INTEGRITY 2)."""

from django.db import models

PLATFORM = "platform"


class ChainHead(models.Model):
    """The last act of a chain. Its row is the lock that puts acts in order."""

    chain = models.CharField(max_length=80, primary_key=True)
    sequence = models.PositiveIntegerField(default=0)
    hash = models.CharField(max_length=64, default="")


class Act(models.Model):
    """What somebody did. No foreign keys: it must outlive its subject. The payload is public: never personal data."""

    chain = models.CharField(max_length=80)
    sequence = models.PositiveIntegerField()
    at = models.DateTimeField()
    kind = models.CharField(max_length=60)
    actor_role = models.CharField(max_length=60)
    actor_number = models.BigIntegerField(null=True)
    subject_kind = models.CharField(max_length=60, blank=True)
    subject_number = models.BigIntegerField(null=True)
    subject_label = models.CharField(max_length=200, blank=True)
    payload = models.TextField()
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["chain", "sequence"], name="one_act_per_place_in_chain"),
        ]
        indexes = [models.Index(fields=["kind", "-id"], name="act_by_kind")]
