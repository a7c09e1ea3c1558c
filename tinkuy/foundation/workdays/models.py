"""Days that do not count for legal terms: national holidays, and what an administrator declares (law.md 4.6)."""

from django.db import models


class NonWorkingDay(models.Model):
    """`ubigeo` empty: the whole country; 2, 4 or 6 digits: a department, a province, a district."""

    day = models.DateField()
    name = models.CharField(max_length=120)
    ubigeo = models.CharField(max_length=6, blank=True)
    kind = models.CharField(max_length=20)
    norm = models.CharField(max_length=160, blank=True)
    source = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["day", "ubigeo", "kind"], name="one_reason_per_day_and_place")]
