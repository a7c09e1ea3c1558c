from django.db import models
from django.db.models import Q

from ..enums import AttendeeChannel, AttendeeState, EntryFlag, EntryKind, EntryOutcome, MotherTongue, PersonSex
from .meeting import Meeting


class Attendee(models.Model):
    """Somebody on the list of a meeting. The number of their document: fingerprint, cipher and four digits only."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendees")
    number = models.PositiveIntegerField()
    # What the QR of the confirmation holds.
    code = models.CharField(max_length=10, unique=True)
    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="meetings_attended")
    name = models.CharField(max_length=200)
    folded_name = models.CharField(max_length=200)
    organization = models.CharField(max_length=200, blank=True)
    document_kind = models.CharField(max_length=10, blank=True)
    document_fingerprint = models.CharField(max_length=64, blank=True)
    document_cipher = models.BinaryField(default=bytes)
    document_last_four = models.CharField(max_length=4, blank=True)
    email = models.EmailField(blank=True)
    sex = models.CharField(max_length=8, choices=PersonSex.choices, blank=True)
    ubigeo = models.CharField(max_length=6, blank=True)
    language = models.CharField(max_length=5, choices=MotherTongue.choices, blank=True)
    adjustments = models.CharField(max_length=300, blank=True)
    channel = models.CharField(max_length=4, choices=AttendeeChannel.choices)
    state = models.CharField(max_length=10, choices=AttendeeState.choices, default=AttendeeState.REGISTERED)
    # Counts for the quorum and for the hands.
    is_entitled = models.BooleanField(default=False)
    # A key of whoever loaded the list of those entitled: loading it twice is loading it once.
    roll_key = models.CharField(max_length=80, blank=True)
    registered_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)
    certificate_code = models.CharField(max_length=12, unique=True, null=True)

    class Meta:
        indexes = [
            models.Index(fields=["meeting", "folded_name", "id"], name="attendees_by_name"),
            models.Index(fields=["meeting", "state", "number"], name="attendees_in_line"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="one_attendee_per_number"),
            models.UniqueConstraint(
                fields=["meeting", "user"],
                condition=Q(user__isnull=False) & ~Q(state="cancelled"),
                name="one_registration_per_account_and_meeting",
            ),
            models.UniqueConstraint(
                fields=["meeting", "document_fingerprint"],
                condition=~Q(document_fingerprint="") & ~Q(state="cancelled"),
                name="one_registration_per_person_and_meeting",
            ),
            models.UniqueConstraint(
                fields=["meeting", "roll_key"], condition=~Q(roll_key=""), name="one_attendee_per_row_of_the_roll"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def masked_document(self) -> str:
        return f"****{self.document_last_four}" if self.document_last_four else "—"


class Attendance(models.Model):
    """Somebody came in: once per person, with the first hour that any source gave."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendances")
    attendee = models.OneToOneField(Attendee, on_delete=models.PROTECT, related_name="attendance")
    first_at = models.DateTimeField()
    source = models.CharField(max_length=40)

    class Meta:
        indexes = [models.Index(fields=["meeting", "first_at", "id"], name="attendance_by_hour")]


class DoorEntry(models.Model):
    """What each source at the door said: kept even when another said it before. Its number was made by the phone."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="door_entries")
    attendee = models.ForeignKey(Attendee, on_delete=models.PROTECT, related_name="door_entries")
    client_number = models.UUIDField()
    kind = models.CharField(max_length=8, choices=EntryKind.choices)
    source = models.CharField(max_length=40)
    said_at = models.DateTimeField()
    received_at = models.DateTimeField()
    entered_by = models.ForeignKey("accounts.User", on_delete=models.SET_NULL, null=True, related_name="+")
    outcome = models.CharField(max_length=6, choices=EntryOutcome.choices)
    flag = models.CharField(max_length=12, choices=EntryFlag.choices, blank=True)

    class Meta:
        ordering = ["received_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "client_number"], name="one_entry_per_number_of_a_phone")
        ]
