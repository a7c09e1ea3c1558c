"""Files: private until somebody with the right publishes what they belong to; stored under random names."""

from django.db import models


class StoredFile(models.Model):
    content = models.FileField(upload_to="%Y/%m", max_length=200)
    original_name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    uploaded_at = models.DateTimeField()
    uploader_number = models.BigIntegerField(null=True)
