"""The documents of the demonstration: short PDFs that say what they stand for and that they are not the norm."""

from datetime import datetime

from django.utils import timezone

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.documents.actions import render_pdf
from tinkuy.foundation.files.actions import store_bytes
from tinkuy.foundation.spaces.actions import publish_document
from tinkuy.foundation.spaces.models import Space, SpaceDocument

TEXT = (
    "Documento de demostración. En un proceso real, aquí está el documento firmado por la entidad. "
    "Este archivo existe para mostrar que una etapa solo se abre cuando su documento está publicado."
)


def publish_paper(*, space: Space, kind: str, title: str, number: str, actor: User, at: datetime) -> SpaceDocument:
    content = render_pdf(
        "demo/paper.typ",
        {"issuer": space.body.name, "process": space.title, "heading": title, "text": TEXT, "number": number},
        title=title,
        on=timezone.localdate(at),
        code=space.dossier.code,
    )
    file = store_bytes(content=content, name=f"{kind}.pdf", content_type="application/pdf", uploader=actor, at=at)
    return publish_document(
        space=space,
        kind=kind,
        title=title,
        number=number,
        issued_on=timezone.localdate(at),
        file=file,
        actor=actor,
        at=at,
    )
