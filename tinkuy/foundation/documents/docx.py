"""DOCX documents that offices edit: real headings, captions, header rows; the same bytes for the same data."""

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import UTC, date, datetime

from docx import Document
from docx.document import Document as Doc
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import Table as DocTable

from .blocks import Block, Bullets, Heading, Table, Text

LANGUAGE = "es-PE"
# The oldest date that a ZIP can hold: its members carry no clock.
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_UNDATED = date(2000, 1, 1)
# What XML 1.0 cannot hold, whatever somebody pasted into a form.
_ILLEGAL = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render_docx(
    blocks: Sequence[Block], *, title: str, issuer: str = "", subject: str = "", on: date = _UNDATED
) -> bytes:
    """The bytes of a DOCX with its properties (title, author, language, date) and the title as its first heading."""
    document = Document()
    _set_properties(document, title=title, issuer=issuer, subject=subject, on=on)
    _set_language(document)
    if issuer:
        document.add_paragraph(clean(issuer), style="Subtitle")
    document.add_heading(clean(title), level=1)
    tables = 0
    for block in blocks:
        tables += isinstance(block, Table)
        _add(document, block, tables)
    out = io.BytesIO()
    document.save(out)
    return _without_clock(out.getvalue())


def clean(text: str) -> str:
    return _ILLEGAL.sub("", str(text))


def _set_properties(document: Doc, *, title: str, issuer: str, subject: str, on: date) -> None:
    found, at = document.core_properties, datetime(on.year, on.month, on.day, tzinfo=UTC)
    found.title, found.subject = clean(title)[:255], clean(subject)[:255]
    found.author = found.last_modified_by = clean(issuer)[:255]
    found.language, found.comments, found.keywords = LANGUAGE, "", ""
    found.created = found.modified = at
    found.revision = 1


def _set_language(document: Doc) -> None:
    """The language of all its text, so that a screen reader pronounces it and a checker reads it."""
    for style in ("Normal", "Title", "Heading 1", "Heading 2", "Heading 3", "Caption"):
        properties = document.styles[style].element.get_or_add_rPr()
        language = properties.find(qn("w:lang"))
        if language is None:
            language = OxmlElement("w:lang")
            properties.append(language)
        language.set(qn("w:val"), LANGUAGE)
    document.styles["Normal"].font.size = Pt(11)


def _add(document: Doc, block: Block, number: int) -> None:
    if isinstance(block, Heading):
        document.add_heading(clean(block.text), level=min(max(block.level, 1), 3))
    elif isinstance(block, Text):
        document.add_paragraph().add_run(clean(block.text)).italic = block.is_missing or None
    elif isinstance(block, Bullets):
        for line in block.lines:
            document.add_paragraph(clean(line), style="List Bullet")
    else:
        _add_table(document, block, number)


def _add_table(document: Doc, block: Table, number: int) -> None:
    caption = document.add_paragraph(f"Tabla {number}. {clean(block.caption)}", style="Caption")
    caption.paragraph_format.keep_with_next = True
    table = document.add_table(rows=1, cols=len(block.header), style="Table Grid")
    for cell, text in zip(table.rows[0].cells, block.header, strict=True):
        cell.paragraphs[0].add_run(clean(text)).bold = True
    _repeat_header(table)
    for row in block.rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = clean(text)


def _repeat_header(table: DocTable) -> None:
    """The first row is the header: repeated on every page and announced as such."""
    properties = table.rows[0]._tr.get_or_add_trPr()
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    properties.append(mark)


def _without_clock(content: bytes) -> bytes:
    """The same members in the same order with a fixed date."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for member in source.infolist():
            fixed = zipfile.ZipInfo(member.filename, _ZIP_DATE)
            fixed.compress_type, fixed.external_attr = zipfile.ZIP_DEFLATED, 0o100644 << 16
            target.writestr(fixed, source.read(member.filename))
    return out.getvalue()
