"""The credential, everything that ever happened to it, and what it earned by attending."""

from django.db import models
from django.db.models import Q

from ..enums import AccreditationStatus, AgentClass, CredentialEventKind, CreditKind, SanctionKind, Seat
from .requests import AccreditationRequest


class Accreditation(models.Model):
    """The credential. What is public of it: name, organisation, class, place, seat, validity; nothing else."""

    space = models.ForeignKey("spaces.Space", on_delete=models.PROTECT, related_name="accreditations")
    request = models.OneToOneField(AccreditationRequest, on_delete=models.PROTECT, related_name="accreditation")
    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="accreditations")
    number = models.PositiveIntegerField()
    code = models.CharField(max_length=10, unique=True)
    public_name = models.CharField(max_length=300)
    folded_name = models.CharField(max_length=520)
    organization = models.ForeignKey(
        "organizations.CivilSocietyOrganization", on_delete=models.PROTECT, null=True, related_name="accreditations"
    )
    organization_name = models.CharField(max_length=200, blank=True)
    agent_class = models.CharField(max_length=16, choices=AgentClass.choices)
    segment_title = models.CharField(max_length=120, blank=True)
    seat = models.CharField(max_length=16, choices=Seat.choices)
    province_code = models.CharField(max_length=4, blank=True)
    may_vote = models.BooleanField(default=True)
    status = models.CharField(max_length=10, choices=AccreditationStatus.choices, default=AccreditationStatus.ACTIVE)
    granted_at = models.DateTimeField()
    valid_until = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["space", "folded_name", "id"], name="roster_by_name"),
            models.Index(fields=["space", "province_code", "folded_name"], name="roster_by_province"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["space", "number"], name="one_credential_per_number"),
            models.UniqueConstraint(
                fields=["space", "organization", "seat"],
                condition=Q(organization__isnull=False) & ~Q(status="ended"),
                name="one_credential_per_seat_of_an_organization",
            ),
            models.UniqueConstraint(
                fields=["space", "user"],
                condition=Q(user__isnull=False) & ~Q(status="ended"),
                name="one_credential_per_account_and_space",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class CredentialEvent(models.Model):
    """What happened to a credential and when. The register of any past date is rebuilt from these rows alone, so they
    are written once and never changed."""

    accreditation = models.ForeignKey(Accreditation, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=12, choices=CredentialEventKind.choices)
    at = models.DateTimeField()
    may_vote = models.BooleanField()

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["accreditation", "-at", "-id"], name="credential_event_last")]


class Sanction(models.Model):
    """A fault and what followed: warning, letter, suspension, removal (Puno, Arequipa). The person reads the reason."""

    accreditation = models.ForeignKey(Accreditation, on_delete=models.PROTECT, related_name="sanctions")
    kind = models.CharField(max_length=12, choices=SanctionKind.choices)
    reason = models.TextField()
    imposed_at = models.DateTimeField()
    imposed_by = models.ForeignKey("accounts.User", on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["imposed_at", "id"]


class AttendanceCredit(models.Model):
    """A training or a workshop that the holder attended, where the ordinance makes the vote depend on it."""

    accreditation = models.ForeignKey(Accreditation, on_delete=models.PROTECT, related_name="credits")
    kind = models.CharField(max_length=10, choices=CreditKind.choices)
    key = models.CharField(max_length=80)
    title = models.CharField(max_length=200)
    held_on = models.DateField()
    credited_at = models.DateTimeField()

    class Meta:
        ordering = ["held_on", "id"]
        constraints = [models.UniqueConstraint(fields=["accreditation", "key"], name="one_credit_per_attendance")]
