"""A DOCX opens with its headings, captions and header rows, says its language, and never changes by itself."""

import io
import zipfile
from datetime import date

import pikepdf
import pytest
from docx import Document

from tinkuy.foundation.documents.actions import render_report
from tinkuy.foundation.documents.blocks import Bullets, Heading, Table, Text
from tinkuy.foundation.documents.docx import render_docx

BLOCKS = [
    Heading("Agentes"),
    Text("Doce personas acreditadas."),
    Text("No consta el acta del taller.", is_missing=True),
    Bullets(["Primera", "Segunda"]),
    Table("Proyectos priorizados", ["CUI", "Proyecto"], [["2400001", "Carretera"], ["2400002", "Agua"]]),
    Heading("Anexos", level=3),
    Table("Anexos", ["Documento", "Huella"], [["Acta", "ab" * 32]], widths=(1, 2)),
]
ON = date(2026, 6, 8)


def opened(blocks=BLOCKS, **changes):
    given = {"title": "Documento del Proceso", "issuer": "Gobierno Regional de Cajamarca", "on": ON, **changes}
    return Document(io.BytesIO(render_docx(blocks, **given)))


def test_headings_are_headings_and_not_bold_text():
    found = [(row.style.name, row.text) for row in opened().paragraphs if row.style.name.startswith("Heading")]
    expected = [("Heading 1", "Documento del Proceso"), ("Heading 2", "Agentes"), ("Heading 3", "Anexos")]
    assert found == expected


def test_tables_have_a_caption_and_a_header_row_that_repeats():
    document = opened()
    captions = [row.text for row in document.paragraphs if row.style.name == "Caption"]
    assert captions == ["Tabla 1. Proyectos priorizados", "Tabla 2. Anexos"]
    first = document.tables[0]
    assert [[cell.text for cell in row.cells] for row in first.rows] == [
        ["CUI", "Proyecto"],
        ["2400001", "Carretera"],
        ["2400002", "Agua"],
    ]
    assert 'w:tblHeader w:val="true"' in first.rows[0]._tr.xml
    assert "tblHeader" not in first.rows[1]._tr.xml


def test_it_says_its_title_author_date_and_language():
    document = opened()
    found = document.core_properties
    assert (found.title, found.author, found.language) == (
        "Documento del Proceso",
        "Gobierno Regional de Cajamarca",
        "es-PE",
    )
    assert found.created.date() == found.modified.date() == ON
    assert 'w:lang w:val="es-PE"' in document.styles["Normal"].element.xml


def test_what_is_missing_is_told_apart():
    [missing] = [row for row in opened().paragraphs if row.text == "No consta el acta del taller."]
    assert missing.runs[0].italic is True


def test_the_same_data_is_the_same_bytes_and_carries_no_clock():
    first = render_docx(BLOCKS, title="T", on=ON)
    assert first == render_docx(BLOCKS, title="T", on=ON)
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_letters_that_xml_cannot_hold_are_left_out():
    hostile = [Text("a\x00b\x0bc\ud800d <script> & «ñ»"), Table("x\x01", ["h\x02"], [["\x1f1"]])]
    document = opened(hostile)
    assert [row.text for row in document.paragraphs][-2:] == ["abcd <script> & «ñ»", "Tabla 1. x"]
    assert document.tables[0].rows[1].cells[0].text == "1"


@pytest.mark.parametrize("is_wide", [False, True])
def test_the_same_blocks_are_a_tagged_pdf(is_wide):
    content = render_report(BLOCKS, title="Documento", issuer="GORE", on=ON, signers=["Presidencia"], is_wide=is_wide)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert pdf.Root.MarkInfo.Marked is not None
        assert str(pdf.Root.Lang) == "es-PE"
        wide, high = (float(pdf.pages[0].MediaBox[place]) for place in (2, 3))
        assert (wide > high) is is_wide
        names = [str(item.get("/S")) for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/S" in item]
    assert {"/H2", "/TH", "/Caption", "/L"} <= set(names)
    assert content == render_report(
        BLOCKS, title="Documento", issuer="GORE", on=ON, signers=["Presidencia"], is_wide=is_wide
    )


def test_a_document_with_nothing_in_it_is_still_a_document():
    assert render_report([], title="Vacío", issuer="GORE").startswith(b"%PDF")
    assert [row.text for row in opened([]).paragraphs] == ["Gobierno Regional de Cajamarca", "Documento del Proceso"]
