"""A spreadsheet arrives: checked by content, stored, numbered. Nothing of it is an investment yet."""

import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max

from tinkuy.foundation.audit.actions import record
from tinkuy.foundation.files.actions import Upload, store_upload
from tinkuy.foundation.files.enums import SPREADSHEETS, TEXT
from tinkuy.foundation.organizations.models import PublicBody
from tinkuy.foundation.shared.refusals import Refused

from ..enums import AmountUnit
from ..models import PortfolioVersion
from ..readers import MAX_BYTES, kind_of
from ..refusals import PortfolioRefusal
from ..rules.portfolio import UnreadablePortfolio


def receive_portfolio(
    *, body: PublicBody, upload: Upload, actor: Any, at: datetime, unit: int = AmountUnit.SOLES
) -> PortfolioVersion:
    """Stores the file as the next version of the body, waiting to be read. Refuses (422, 413) what is empty, too
    large, not a spreadsheet, protected, damaged or has macros; then nothing is stored. `actor` is None for the
    command line."""
    content = upload.read(MAX_BYTES + 1)
    _refuse_content(content)
    with transaction.atomic():
        PublicBody.objects.select_for_update().get(pk=body.pk)
        copy = ContentFile(content, name=str(upload.name))
        stored = store_upload(upload=copy, allowed=SPREADSHEETS | {TEXT}, max_size=MAX_BYTES, uploader=actor, at=at)
        last = body.portfolio_versions.aggregate(last=Max("number"))["last"] or 0
        version = PortfolioVersion.objects.create(
            body=body,
            number=last + 1,
            file=stored,
            file_name=stored.original_name,
            file_sha256=stored.sha256,
            unit=unit,
            loaded_at=at,
            loaded_by=actor,
        )
        record_act(version, "received", actor=actor, at=at, payload={"bytes": stored.size})
    return version


def _refuse_content(content: bytes) -> None:
    if not content:
        raise Refused(PortfolioRefusal.EMPTY_FILE)
    if len(content) > MAX_BYTES:
        raise Refused(PortfolioRefusal.TOO_LARGE, limit=MAX_BYTES // 1024 // 1024)
    with tempfile.NamedTemporaryFile() as copy:
        copy.write(content)
        copy.flush()
        try:
            kind_of(Path(copy.name))
        except UnreadablePortfolio as problem:
            raise Refused(PortfolioRefusal.UNREADABLE, sentence=str(problem)) from problem


def record_act(
    version: PortfolioVersion, verb: str, *, actor: Any, at: datetime, payload: dict[str, Any] | None = None
) -> None:
    """An act in the entity's chain; who did it by role and number, what was done by version and file."""
    role = version.body.memberships.filter(user=actor).values_list("role", flat=True).first() if actor else None
    record(
        chain=f"entity:{version.body.slug}",
        kind=f"investments.portfolio_{verb}",
        at=at,
        actor_role=role or "operator",
        actor_number=actor.pk if actor else None,
        subject_kind="portfolio_version",
        subject_number=version.pk,
        subject_label=f"Cartera {version.body.slug}, versión {version.number}",
        payload={"version": version.number, "file_sha256": version.file_sha256, **(payload or {})},
    )
