"""A registration, its evidence, its consents and its history."""

from django.db import models
from django.db.models import Q

from ..enums import (
    LIVE_STATES,
    AgentClass,
    Channel,
    Education,
    EvidenceKind,
    Represents,
    RequestConsentPurpose,
    RequestState,
    Seat,
    Sex,
)
from .settings import Segment


class AccreditationRequest(models.Model):
    """A registration, saved step by step. The number of the document: fingerprint, cipher and four digits only."""

    space = models.ForeignKey("spaces.Space", on_delete=models.PROTECT, related_name="accreditation_requests")
    # Null when the desk registered a person who has no account.
    applicant = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="accreditation_requests"
    )
    code = models.CharField(max_length=8, unique=True)
    state = models.CharField(max_length=12, choices=RequestState.choices, default=RequestState.DRAFT)
    channel = models.CharField(max_length=8, choices=Channel.choices, default=Channel.WEB)
    entered_by = models.ForeignKey("accounts.User", on_delete=models.SET_NULL, null=True, related_name="+")
    entry_reason = models.CharField(max_length=300, blank=True)

    document_kind = models.CharField(max_length=10, blank=True)
    document_fingerprint = models.CharField(max_length=64, blank=True)
    document_cipher = models.BinaryField(default=bytes)
    document_last_four = models.CharField(max_length=4, blank=True)
    paternal_surname = models.CharField(max_length=80, blank=True)
    maternal_surname = models.CharField(max_length=80, blank=True)
    given_names = models.CharField(max_length=120, blank=True)
    # How twins under two documents are found: folded name, compared together with the birth date.
    folded_name = models.CharField(max_length=300, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=20, blank=True)
    sex = models.CharField(max_length=8, choices=Sex.choices, blank=True)
    birth_date = models.DateField(null=True)
    education = models.CharField(max_length=16, choices=Education.choices, blank=True)
    profession = models.CharField(max_length=120, blank=True)

    represents = models.CharField(max_length=12, choices=Represents.choices, blank=True)
    organization = models.ForeignKey(
        "organizations.CivilSocietyOrganization", on_delete=models.PROTECT, null=True, related_name="+"
    )
    organization_name = models.CharField(max_length=200, blank=True)
    organization_kind = models.CharField(max_length=20, blank=True)
    organization_ruc = models.CharField(max_length=11, blank=True)
    organization_registry = models.CharField(max_length=60, blank=True)
    organization_founded_on = models.DateField(null=True)
    organization_members = models.PositiveIntegerField(null=True)
    post = models.CharField(max_length=80, blank=True)
    province_code = models.CharField(max_length=4, blank=True)
    district_code = models.CharField(max_length=6, blank=True)
    agent_class = models.CharField(max_length=16, choices=AgentClass.choices, blank=True)
    segment = models.ForeignKey(Segment, on_delete=models.PROTECT, null=True, related_name="+")
    seat = models.CharField(max_length=16, choices=Seat.choices, blank=True)
    adherents = models.PositiveIntegerField(null=True)

    started_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    observation = models.TextField(blank=True)
    cure_due_on = models.DateField(null=True)
    # The working of that date, as sentences: what a person reads under it.
    cure_working = models.JSONField(default=list)

    # The credential whose holder this person comes to replace, with the organisation's act.
    replaces = models.OneToOneField(
        "accreditation.Accreditation", on_delete=models.PROTECT, null=True, related_name="replaced_by"
    )
    # The load of a spreadsheet that brought it.
    imported_by = models.ForeignKey(
        "accreditation.RosterImport", on_delete=models.PROTECT, null=True, related_name="requests"
    )

    class Meta:
        indexes = [
            models.Index(fields=["space", "state", "cure_due_on", "id"], name="request_queue"),
            models.Index(fields=["space", "folded_name", "birth_date"], name="request_twins"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["space", "applicant"],
                condition=Q(applicant__isnull=False) & Q(state__in=["draft", *LIVE_STATES]),
                name="one_request_per_account_and_space",
            ),
            models.UniqueConstraint(
                fields=["space", "document_fingerprint"],
                condition=Q(state__in=LIVE_STATES),
                name="one_request_per_person_and_space",
            ),
            models.UniqueConstraint(
                fields=["space", "organization", "seat"],
                condition=Q(organization__isnull=False) & Q(state__in=LIVE_STATES),
                name="one_person_per_seat_of_an_organization",
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(sent_at__isnull=False), name="what_was_sent_has_its_moment"
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def full_name(self) -> str:
        return " ".join(part for part in (self.given_names, self.paternal_surname, self.maternal_surname) if part)

    @property
    def masked_document(self) -> str:
        return f"****{self.document_last_four}" if self.document_last_four else "—"


class RequestConsent(models.Model):
    """An active click, with the version of the text that was read."""

    request = models.ForeignKey(AccreditationRequest, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=10, choices=RequestConsentPurpose.choices)
    text_version = models.CharField(max_length=20)
    given_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "purpose"], name="one_consent_per_purpose")]


class Evidence(models.Model):
    request = models.ForeignKey(AccreditationRequest, on_delete=models.CASCADE, related_name="evidence")
    kind = models.CharField(max_length=20, choices=EvidenceKind.choices)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]


class RequestEvent(models.Model):
    """The history that the person and the desk read, with its reasons. The public trace is in the log of acts."""

    request = models.ForeignKey(AccreditationRequest, on_delete=models.CASCADE, related_name="events")
    from_state = models.CharField(max_length=12, blank=True)
    to_state = models.CharField(max_length=12, choices=RequestState.choices)
    at = models.DateTimeField()
    actor = models.ForeignKey("accounts.User", on_delete=models.SET_NULL, null=True, related_name="+")
    actor_role = models.CharField(max_length=40)
    reason = models.TextField(blank=True)
    due_on = models.DateField(null=True)

    class Meta:
        ordering = ["at", "id"]
