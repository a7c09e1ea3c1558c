"""Acts that people bring as a file or that the platform composes: stored, published in the file, hashed."""

from collections.abc import Sequence
from datetime import date, datetime

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.documents.actions import render_report
from tinkuy.foundation.documents.blocks import Block
from tinkuy.foundation.files.actions import Upload, store_bytes, store_upload
from tinkuy.foundation.files.enums import EVIDENCE, PDF
from tinkuy.foundation.files.models import StoredFile
from tinkuy.foundation.spaces.actions import publish_document
from tinkuy.foundation.spaces.models import SpaceDocument

from ..models import BudgetProcess

MAX_ACT = 20 * 1024 * 1024


def store_act(upload: Upload, *, actor: User, at: datetime) -> StoredFile:
    """A PDF or a photograph of a signed act."""
    return store_upload(upload=upload, allowed=EVIDENCE, max_size=MAX_ACT, uploader=actor, at=at)


def publish_paper(
    process: BudgetProcess, *, kind: str, title: str, number: str, on: date, file: StoredFile, actor: User, at: datetime
) -> SpaceDocument:
    """The document in the file of the process. A kind of its own keeps it from replacing another act."""
    return publish_document(
        space=process.space,
        kind=kind,
        title=title[:200],
        number=number[:80],
        issued_on=on,
        file=file,
        actor=actor,
        at=at,
    )


def compose_paper(
    process: BudgetProcess,
    *,
    kind: str,
    title: str,
    number: str,
    on: date,
    blocks: Sequence[Block],
    signers: Sequence[str],
    actor: User,
    at: datetime,
) -> SpaceDocument:
    """A document that the platform writes, as tagged PDF."""
    space = process.space
    content = render_report(
        blocks,
        title=title,
        issuer=space.body.name,
        process=space.title,
        on=on,
        code=space.dossier.code,
        signers=signers,
        is_demo=space.is_demo,
        is_wide=True,
    )
    file = store_bytes(content=content, name=f"{kind}-{space.slug}.pdf", content_type=PDF, uploader=actor, at=at)
    return publish_paper(process, kind=kind, title=title, number=number, on=on, file=file, actor=actor, at=at)
