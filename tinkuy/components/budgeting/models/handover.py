"""What leaves the process: the ministry's tables, the process document, and to whom it was sent."""

from django.db import models
from django.db.models import Q

from ..enums import Addressee, CellFormat, ExportSheet, MakingState


class ExportColumn(models.Model):
    """A column of the ministry's export as this entity wants it; without rows, the defaults hold."""

    body = models.ForeignKey("organizations.PublicBody", on_delete=models.CASCADE, related_name="export_columns")
    sheet = models.CharField(max_length=12, choices=ExportSheet.choices)
    source = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField()
    header = models.CharField(max_length=80)
    format = models.CharField(max_length=8, choices=CellFormat.choices)
    is_shown = models.BooleanField(default=True)

    class Meta:
        ordering = ["sheet", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["body", "sheet", "source"], name="one_export_column_per_source"),
            models.CheckConstraint(condition=~Q(header=""), name="an_export_column_has_its_header"),
        ]


class ProcessDocument(models.Model):
    """A version of the Documento del Proceso, as PDF and DOCX of the same data."""

    process = models.ForeignKey("BudgetProcess", on_delete=models.CASCADE, related_name="process_documents")
    version = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, choices=MakingState.choices, default=MakingState.WAITING)
    pdf = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    docx = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    missing = models.JSONField(default=list)
    requested_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["process", "version"], name="one_process_document_per_version"),
            models.CheckConstraint(
                condition=~Q(state="ready") | Q(pdf__isnull=False, docx__isnull=False),
                name="a_ready_document_has_its_files",
            ),
        ]


class Sending(models.Model):
    """«Enviado a»: when, and under which charge number (Reglamento de la Ley 28056, art. 10)."""

    process = models.ForeignKey("BudgetProcess", on_delete=models.CASCADE, related_name="sendings")
    addressee = models.CharField(max_length=12, choices=Addressee.choices)
    sent_on = models.DateField()
    charge_number = models.CharField(max_length=80)
    version = models.ForeignKey(ProcessDocument, on_delete=models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()

    class Meta:
        ordering = ["sent_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["process", "addressee", "charge_number"], name="one_sending_per_charge"),
            models.CheckConstraint(condition=~Q(charge_number=""), name="a_sending_has_its_charge_number"),
        ]
