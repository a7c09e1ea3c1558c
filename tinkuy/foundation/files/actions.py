"""Storing what people upload: checked by content, redrawn when it is a picture, under a random name."""

import hashlib
import os
import uuid
from datetime import datetime
from typing import Any, Protocol

from django.core.files.base import ContentFile

from tinkuy.foundation.shared.refusals import Refused

from . import readers
from .enums import CSV, IMAGES, NAMES, TEXT
from .models import StoredFile
from .refusals import FileRefusal


class Upload(Protocol):
    """What a form's file field gives: a name and bytes to read."""

    name: Any

    def read(self, size: int = -1, /) -> bytes: ...


def store_upload(*, upload: Upload, allowed: frozenset[str], max_size: int, uploader: Any, at: datetime) -> StoredFile:
    """Stores an upload and returns its row. `allowed`: content types of `files.enums`; `max_size`: bytes.

    Refuses (FileRefusal) an empty, too big, disguised, encrypted or macro-bearing file, a damaged or enormous
    picture. Pictures are stored without EXIF. Nothing is written unless everything holds."""
    content = upload.read(max_size + 1)
    name = safe_name(str(upload.name or ""))
    if not content:
        raise Refused(FileRefusal.EMPTY)
    if len(content) > max_size:
        raise Refused(FileRefusal.TOO_BIG, limit=_megabytes(max_size))
    kind = readers.content_type_of(content, name=name)
    if kind == TEXT and TEXT not in allowed and CSV in allowed:
        kind = CSV
    _refuse_other_kinds(kind, allowed)
    if kind in IMAGES:
        content, kind = readers.without_hidden_data(content)
    return store_bytes(content=content, name=name, content_type=kind, uploader=uploader, at=at)


def store_bytes(*, content: bytes, name: str, content_type: str, uploader: Any, at: datetime) -> StoredFile:
    """Stores what the platform itself made (an act, an export). For what people send use `store_upload`."""
    ending = NAMES.get(content_type, ("", os.path.splitext(name)[1].lower()[:8]))[1]
    row = StoredFile(
        original_name=safe_name(name),
        content_type=content_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        uploaded_at=at,
        uploader_number=getattr(uploader, "pk", None),
    )
    row.content.save(f"{uuid.uuid4().hex}{ending}", ContentFile(content), save=False)
    row.save()
    return row


def safe_name(name: str) -> str:
    """The last part of the name, without control characters, at most 150 characters: shown, never used as a path."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    clean = "".join(letter for letter in last if letter.isprintable()).strip(" .")
    stem, ending = os.path.splitext(clean or "archivo")
    return stem[:140] + ending[:10]


def _refuse_other_kinds(kind: str, allowed: frozenset[str]) -> None:
    if kind in allowed:
        return
    accepted = ", ".join(sorted(NAMES[item][0] for item in allowed))
    if not kind:
        raise Refused(FileRefusal.KIND_UNKNOWN, accepted=accepted)
    raise Refused(FileRefusal.KIND_NOT_ACCEPTED, found=NAMES.get(kind, (kind, ""))[0], accepted=accepted)


def _megabytes(size: int) -> str:
    return f"{size // 1024 // 1024} MB" if size >= 1024 * 1024 else f"{size // 1024} kB"
