"""A draw that anybody repeats: announced with the head of the log, held with a text that nobody knew by then."""

from django.db import models
from django.db.models import Q


class Draw(models.Model):
    """First it is announced: for what, among whom, and which public text will decide (tomorrow's lottery number). The
    head of the log is taken then. Once the text is known: seed = SHA-256 of «head|text»."""

    poll = models.ForeignKey("voting.Poll", on_delete=models.PROTECT, related_name="draws")
    number = models.PositiveIntegerField()
    purpose = models.CharField(max_length=300)
    source = models.CharField(max_length=300)
    head_sequence = models.PositiveIntegerField()
    head_hash = models.CharField(max_length=64)
    announced_at = models.DateTimeField()
    announced_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    public_text = models.CharField(max_length=200, blank=True)
    seed = models.CharField(max_length=64, blank=True)
    held_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["poll", "number"], name="one_draw_per_number"),
            models.CheckConstraint(
                condition=Q(held_at=None, seed="", public_text="") | (Q(held_at__isnull=False) & ~Q(seed="")),
                name="a_draw_that_was_held_has_its_seed",
            ),
        ]

    def __str__(self) -> str:
        return self.purpose


class DrawEntry(models.Model):
    """One of those in the draw; its place once it is held: ascending SHA-256 of «seed|key»."""

    draw = models.ForeignKey(Draw, on_delete=models.PROTECT, related_name="entries")
    key = models.CharField(max_length=40)
    title = models.CharField(max_length=500)
    place = models.PositiveSmallIntegerField(null=True)
    number = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["place", "key"]
        constraints = [
            models.UniqueConstraint(fields=["draw", "key"], name="one_draw_entry_per_key"),
            models.UniqueConstraint(fields=["draw", "place"], name="one_draw_entry_per_place"),
        ]
