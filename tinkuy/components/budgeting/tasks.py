from django.utils import timezone
from django_tasks import task

from .actions import handover
from .models import ProcessDocument


@task()
def make_process_document(document_id: int) -> None:
    """Composing the whole file takes seconds: outside the request."""
    document = ProcessDocument.objects.get(pk=document_id)
    handover.make_document(document=document, at=timezone.now())
