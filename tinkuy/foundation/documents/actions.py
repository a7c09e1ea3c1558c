"""PDF documents: tagged (PDF/UA-1), archivable (PDF/A-2a), the same bytes for the same data on any machine."""

import json
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import segno
import typst
from django.apps import apps

import tinkuy
from tinkuy.foundation.shared import drawings
from tinkuy.foundation.shared.canonical import canonical_json

from .blocks import Block, plain
from .rules import covered_by, printable, woven_band

ROOT = Path(tinkuy.__file__).resolve().parent
# PDF/A wants a date; for what has none of its own, one that never changes.
UNDATED = date(2000, 1, 1)
MANY, MASK = 100, 3
FONTS = Path(__file__).resolve().parent / "data" / "fonts"


class TemplateNotFound(LookupError):
    """No installed app has that .typ in its templates folder."""


def render_pdf(
    template: str,
    data: dict[str, Any],
    *,
    title: str,
    on: date = UNDATED,
    code: str = "",
    qr: dict[str, str] | None = None,
) -> bytes:
    """Composes `template` («app/name.typ» in an app's templates folder) with `data` and returns the PDF.

    `data` is plain (text, whole numbers, true/false, lists, dictionaries; Decimal and dates arrive as text) and stays
    text: nothing in it is executed. `on`: the date of the document, written in its metadata. `code`: the short
    code whose woven band it wears. `qr`: name → address, drawn by `qr-code("name", alt: …)`; docs/howto/documents.md.
    """
    inputs = {
        "title": title,
        "on": on.isoformat(),
        "code": code,
        "data": json.loads(canonical_json(data)),
    }
    return typst.compile(
        str(_path_of(template)),
        root=str(ROOT),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        pdf_standards=["ua-1", "a-2a"],
        package_path=str(FONTS / "no-packages"),
        package_cache_path=str(FONTS / "no-packages"),
        sys_inputs={
            "document": canonical_json(printable(inputs, _coverage())),
            "band": woven_band(drawings.paths(code), width=drawings.WIDTH, height=drawings.HEIGHT) if code else "",
            "qr": canonical_json(qr_svgs(qr or {})),
        },
    )


def qr_svgs(addresses: dict[str, str]) -> dict[str, str]:
    """Where there are many, all under one mask: any reader takes any of the eight, and looking for the prettiest is
    two thirds of the time that printing 5,000 credentials takes."""
    mask = MASK if len(addresses) > MANY else None
    return {
        name: segno.make(address, error="m", mask=mask).svg_inline(border=2, omitsize=True)
        for name, address in addresses.items()
    }


def _path_of(template: str) -> Path:
    for app in apps.get_app_configs():
        path = Path(app.path) / "templates" / template
        if template.endswith(".typ") and ".." not in template and path.is_file():
            return path
    raise TemplateNotFound(template)


@cache
def _coverage() -> frozenset[int]:
    return covered_by(json.loads((FONTS / "coverage.json").read_text()))


def render_report(
    blocks: Sequence[Block],
    *,
    title: str,
    issuer: str,
    process: str = "",
    place: str = "",
    on: date = UNDATED,
    code: str = "",
    signers: Sequence[str] = (),
    is_demo: bool = False,
    is_wide: bool = False,
) -> bytes:
    """The PDF of a document made of blocks; `docx.render_docx` makes the same one for an office."""
    data = {
        "issuer": issuer,
        "process": process,
        "place": place,
        "demo": is_demo,
        "flipped": is_wide,
        "signers": list(signers),
        "blocks": plain(blocks),
    }
    return render_pdf("documents/report.typ", data, title=title, on=on, code=code)
