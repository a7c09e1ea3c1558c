"""Days that do not count for legal terms, what suspends or lengthens them, and the terms themselves with their working
(law.md 4.5, 4.6)."""

from django.db import models
from django.db.models import F, Q

from .enums import TermUnit


class Declared(models.Model):
    """Who declared it and when. What entered by a norm is withdrawn with a reason, never erased."""

    declared_at = models.DateTimeField(null=True)
    declared_by = models.ForeignKey("accounts.User", on_delete=models.SET_NULL, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey("accounts.User", on_delete=models.SET_NULL, null=True, related_name="+")
    withdrawn_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True


class NonWorkingDay(Declared):
    """`ubigeo` empty: the whole country; 2, 4 or 6 digits: a department, a province, a district."""

    day = models.DateField()
    name = models.CharField(max_length=120)
    ubigeo = models.CharField(max_length=6, blank=True)
    kind = models.CharField(max_length=20)
    norm = models.CharField(max_length=160, blank=True)
    source = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(
                fields=["day", "ubigeo", "kind"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_reason_in_force_per_day_and_place",
            )
        ]


class DistanceTerm(models.Model):
    """Days added for who lives there and acts here (art. 146). A setting: the official table was not found."""

    residence = models.CharField(max_length=6)
    office = models.CharField(max_length=6)
    days = models.PositiveSmallIntegerField()
    counts_working_days = models.BooleanField(default=True)
    norm = models.CharField(max_length=160)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["residence", "office"]
        constraints = [models.UniqueConstraint(fields=["residence", "office"], name="one_distance_per_pair_of_places")]


class Term(models.Model):
    """A legal term of something: its due date with every day that led to it. It changes only by a recorded act."""

    subject_kind = models.CharField(max_length=60)
    subject_number = models.BigIntegerField()
    label = models.CharField(max_length=200)
    entity_slug = models.CharField(max_length=80, blank=True)
    start = models.DateField()
    unit = models.CharField(max_length=10, default=TermUnit.WORKING)
    amount = models.PositiveSmallIntegerField()
    norm = models.CharField(max_length=200)
    ubigeo = models.CharField(max_length=6, blank=True)
    residence = models.CharField(max_length=6, blank=True)
    distance_days = models.PositiveSmallIntegerField(default=0)
    distance_in_working_days = models.BooleanField(default=True)
    due_on = models.DateField()
    steps = models.JSONField()
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    # What the calendar of today says, when it is not `due_on`: an official decides, never the program.
    flagged_due_on = models.DateField(null=True)
    flagged_at = models.DateTimeField(null=True)
    flagged_because = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_number", "label"],
                condition=Q(closed_at__isnull=True),
                name="one_open_term_of_a_kind_per_subject",
            ),
            models.CheckConstraint(condition=Q(amount__gte=1), name="a_term_has_at_least_one_day"),
        ]
        indexes = [
            models.Index(fields=["due_on", "id"], name="term_open_by_due", condition=Q(closed_at__isnull=True)),
            models.Index(fields=["due_on", "id"], name="term_flagged", condition=Q(flagged_at__isnull=False)),
        ]


class TermSuspension(Declared):
    """Days in which terms stand still by a norm (force majeure): in a place, or of one term alone. Both ends count."""

    term = models.ForeignKey(Term, on_delete=models.CASCADE, null=True, related_name="suspensions")
    ubigeo = models.CharField(max_length=6, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    reason = models.CharField(max_length=200)
    norm = models.CharField(max_length=160)

    class Meta:
        ordering = ["-starts_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="a_suspension_ends_after_it_starts")
        ]


class TermChange(models.Model):
    """A decision on a flagged term: recomputed or kept, with its reason and what stood before."""

    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="changes")
    due_before = models.DateField()
    due_after = models.DateField()
    steps_before = models.JSONField()
    because = models.CharField(max_length=300)
    reason = models.CharField(max_length=300)
    decided_by = models.ForeignKey("accounts.User", on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
