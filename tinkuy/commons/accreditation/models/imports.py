"""A roster that arrives in a spreadsheet, its lines while a person checks them, and the printing of credentials."""

from django.db import models
from django.db.models import Q

from ..enums import ImportState, PrintKind, PrintState, RowVerdict


class RosterImport(models.Model):
    """A load. Until it is confirmed nothing of it is a registration; its lines are erased once it is decided."""

    space = models.ForeignKey("spaces.Space", on_delete=models.PROTECT, related_name="roster_imports")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=ImportState.choices, default=ImportState.READING)
    file_name = models.CharField(max_length=160)
    sha256 = models.CharField(max_length=64)
    # The file itself, only while it waits to be read.
    file = models.ForeignKey("files.StoredFile", on_delete=models.SET_NULL, null=True, related_name="+")
    loaded_by = models.ForeignKey("accounts.User", on_delete=models.SET_NULL, null=True, related_name="+")
    loaded_at = models.DateTimeField()
    entry_reason = models.CharField(max_length=300)
    failure = models.TextField(blank=True)
    remarks = models.JSONField(default=list)
    rows_read = models.PositiveIntegerField(default=0)
    rows_good = models.PositiveIntegerField(default=0)
    rows_flagged = models.PositiveIntegerField(default=0)
    rows_bad = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)
    organizations = models.PositiveIntegerField(default=0)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["space", "number"], name="one_load_per_number")]


class RosterImportRow(models.Model):
    """A line of the file: what it says, what is wrong with it, and whether a person accepted what was doubtful."""

    roster_import = models.ForeignKey(RosterImport, on_delete=models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField()
    verdict = models.CharField(max_length=8, choices=RowVerdict.choices)
    values = models.JSONField(default=dict)
    document_kind = models.CharField(max_length=10, blank=True)
    document_fingerprint = models.CharField(max_length=64, blank=True)
    document_cipher = models.BinaryField(default=bytes)
    document_last_four = models.CharField(max_length=4, blank=True)
    # [column, reason] for each thing wrong or doubtful.
    notes = models.JSONField(default=list)
    accepted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["line"]
        indexes = [models.Index(fields=["roster_import", "verdict", "line"], name="import_row_verdict")]
        constraints = [
            models.UniqueConstraint(fields=["roster_import", "line"], name="one_row_per_line_of_a_load"),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(verdict="flagged"), name="only_what_is_doubtful_is_accepted"
            ),
        ]


class CredentialPrint(models.Model):
    """All the credentials of a space on paper: one PDF, or a compressed folder with a PDF for each province."""

    space = models.ForeignKey("spaces.Space", on_delete=models.PROTECT, related_name="credential_prints")
    kind = models.CharField(max_length=4, choices=PrintKind.choices)
    state = models.CharField(max_length=8, choices=PrintState.choices, default=PrintState.WAITING)
    asked_by = models.ForeignKey("accounts.User", on_delete=models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True)
    count = models.PositiveIntegerField(default=0)
    file = models.ForeignKey("files.StoredFile", on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["-asked_at", "-id"]
