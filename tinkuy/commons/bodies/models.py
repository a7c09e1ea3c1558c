"""Bodies with seats, and who held each seat from when until when. Nothing is deleted: it is closed."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from .enums import BodyKind, EndReason, FilledBy, MandateRole, Sector, Sex, SocietyBase


class CollegiateBody(models.Model):
    """A council, team, committee or forum of an entity; of one space when it lives and dies with it."""

    public_body = models.ForeignKey("organizations.PublicBody", on_delete=models.PROTECT, related_name="bodies")
    space = models.ForeignKey("spaces.Space", on_delete=models.PROTECT, null=True, related_name="bodies")
    kind = models.CharField(max_length=16, choices=BodyKind.choices)
    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=200)
    legal_basis = models.CharField(max_length=300, blank=True)
    # Where the composition was taken from, and what of it is not verified law.
    source = models.TextField(blank=True)
    society_base = models.CharField(max_length=12, choices=SocietyBase.choices, default=SocietyBase.NONE)
    society_percent = models.PositiveSmallIntegerField(default=0)
    # One of each N of civil society is of business or producers; 0: no rule.
    one_producer_in = models.PositiveSmallIntegerField(default=0)
    min_women_percent = models.PositiveSmallIntegerField(default=0)
    quota_note = models.CharField(max_length=300, blank=True)
    term_months = models.PositiveSmallIntegerField(default=0)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    successor = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="predecessors")

    class Meta:
        ordering = ["kind", "name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["public_body", "slug"], name="one_collegiate_body_per_slug"),
            models.CheckConstraint(
                condition=Q(society_percent__lte=99) & Q(min_women_percent__lte=100), name="body_quotas_are_percentages"
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                name="body_closes_after_it_opens",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Seat(models.Model):
    body = models.ForeignKey(CollegiateBody, on_delete=models.PROTECT, related_name="seats")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    sector = models.CharField(max_length=16, choices=Sector.choices)
    ubigeo = models.CharField(max_length=6, blank=True)
    filled_by = models.CharField(max_length=10, choices=FilledBy.choices)
    # Who proposes or elects.
    proposed_by = models.CharField(max_length=200, blank=True)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["body", "number"], name="one_seat_per_number")]

    def __str__(self) -> str:
        return self.title


class Mandate(models.Model):
    """A person in a seat. Public: name, organisation, post, dates, act. Sex is only counted, never shown by person."""

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="mandates")
    role = models.CharField(max_length=10, choices=MandateRole.choices, default=MandateRole.TITULAR)
    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="mandates")
    public_name = models.CharField(max_length=300)
    folded_name = models.CharField(max_length=300)
    sex = models.CharField(max_length=8, choices=Sex.choices, blank=True)
    organization = models.ForeignKey(
        "organizations.CivilSocietyOrganization", on_delete=models.PROTECT, null=True, related_name="mandates"
    )
    organization_name = models.CharField(max_length=200, blank=True)
    post = models.CharField(max_length=80, blank=True)
    starts_on = models.DateField()
    until_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    end_reason = models.CharField(max_length=12, choices=EndReason.choices, blank=True)
    end_note = models.TextField(blank=True)
    act_number = models.CharField(max_length=120)
    act_on = models.DateField(null=True)
    act_file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")
    # Who may not sit twice: the scope (councils of a department) and the person or organisation. Empty: may.
    exclusive_scope = models.CharField(max_length=20, blank=True)
    person_key = models.CharField(max_length=80, blank=True)
    organization_key = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["seat__number", "starts_on", "id"]
        indexes = [
            models.Index(fields=["until_on"], name="mandate_that_ends", condition=Q(ended_on__isnull=True)),
            models.Index(fields=["exclusive_scope", "folded_name"], name="mandate_namesakes"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["seat", "role"], condition=Q(ended_on__isnull=True), name="one_mandate_in_force_per_seat"
            ),
            models.UniqueConstraint(
                fields=["exclusive_scope", "person_key"],
                condition=Q(ended_on__isnull=True) & ~Q(exclusive_scope="") & ~Q(person_key=""),
                name="a_person_sits_in_one_council",
            ),
            models.UniqueConstraint(
                fields=["exclusive_scope", "organization_key", "role"],
                condition=Q(ended_on__isnull=True) & ~Q(exclusive_scope="") & ~Q(organization_key=""),
                name="an_organization_sits_in_one_council",
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("starts_on")),
                name="mandate_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=(Q(ended_on__isnull=True) & Q(end_reason=""))
                | (Q(ended_on__isnull=False) & ~Q(end_reason="")),
                name="an_ended_mandate_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.public_name

    @property
    def last_day(self) -> date | None:
        """The last day in the seat, as far as it is known."""
        return self.ended_on or self.until_on
