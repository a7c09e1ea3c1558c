"""Who backs a citizen without an organisation: names, and documents that only the key opens. Deleted in time."""

from django.db import models
from django.db.models import Q

from .requests import AccreditationRequest


class AdherentList(models.Model):
    """The people who back a request. `counted`: lines that count; once purged only the numbers remain."""

    request = models.OneToOneField(AccreditationRequest, on_delete=models.CASCADE, related_name="adherent_list")
    counted = models.PositiveIntegerField(default=0)
    repeated = models.PositiveIntegerField(default=0)
    unreadable = models.PositiveIntegerField(default=0)
    loaded_at = models.DateTimeField()
    purged_at = models.DateTimeField(null=True)


class Adherent(models.Model):
    """A line of the list. Without a fingerprint the document could not be read and the line does not count."""

    adherent_list = models.ForeignKey(AdherentList, on_delete=models.CASCADE, related_name="adherents")
    line = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    document_fingerprint = models.CharField(max_length=64, blank=True)
    document_cipher = models.BinaryField(default=bytes)
    document_last_four = models.CharField(max_length=4, blank=True)
    problem = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["line", "id"]
        indexes = [models.Index(fields=["document_fingerprint"], name="adherent_by_document")]
        constraints = [
            models.UniqueConstraint(
                fields=["adherent_list", "document_fingerprint"],
                condition=~Q(document_fingerprint=""),
                name="a_person_backs_a_request_once",
            )
        ]
