"""The files officials have, good and bad: each is read, or answered with a sentence."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from tests.factories.investments import HEADER, ROAD, SCHOOL, WATER, portfolio, text, xlsx
from tinkuy.commons.investments.readers import open_table
from tinkuy.commons.investments.rules.places import Catalogue
from tinkuy.commons.investments.rules.portfolio import Portfolio, UnreadablePortfolio, read_portfolio
from tinkuy.foundation.sheets.readers import kinds
from tinkuy.foundation.sheets.readers.delimited import decode

CATALOGUE = Catalogue(
    {"06": "Cajamarca", "0604": "Chota", "060417": "Tacabamba", "060106": "Jesús", "060901": "San Ignacio"}
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


@pytest.fixture
def read(tmp_path: Path):
    def read_content(content: bytes, name: str = "cartera.xlsx") -> tuple[Portfolio, list[str]]:
        path = tmp_path / name
        path.write_bytes(content)
        with open_table(path) as table:
            return read_portfolio(table.rows, catalogue=CATALOGUE, sheet=table.sheet), table.remarks

    return read_content


def refusal(read, content: bytes, name: str = "cartera.xlsx") -> str:
    with pytest.raises(UnreadablePortfolio) as problem:
        read(content, name)
    return str(problem.value)


def names(portfolio: Portfolio) -> list[str]:
    return [entry.name for entry in portfolio.entries.values()]


def test_a_workbook(read) -> None:
    found, remarks = read(portfolio(ROAD, SCHOOL, WATER))
    assert (len(found.entries), found.sheet, remarks) == (3, "Cartera", [])
    assert found.entries["2234235"].places == ["060417"]


def test_the_sheet_with_the_best_header_is_read_and_the_other_is_said(read) -> None:
    pivot = [["Departamento", "Estado de la inversión", "Cuenta"], ["CAJAMARCA", "ACTIVO", 8010]]
    other = [HEADER[:5], ROAD[:5]]
    found, remarks = read(xlsx(("Resumen", pivot), ("Por distrito", [HEADER, ROAD]), ("Copia", other)))
    assert found.sheet == "Por distrito"
    assert remarks == ["La hoja «Copia» también tiene esas columnas y no se leyó."]


def test_merged_titles_groups_and_codes_are_spread(read) -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    sheet.merge_range("A1:F1", "GOBIERNO REGIONAL DE CAJAMARCA — CARTERA 2027-2029")
    sheet.merge_range("A3:A4", "Código único")
    sheet.merge_range("B3:B4", "Nombre de la inversión")
    sheet.merge_range("C3:C4", "Costo actualizado")
    sheet.merge_range("D3:F3", "Ubicación geográfica")
    sheet.write_row("D4", ["Departamento", "Provincia", "Distrito"])
    sheet.merge_range("A5:A6", 2234235)
    sheet.merge_range("B5:B6", "CARRETERA")
    sheet.merge_range("C5:C6", 3500000)
    sheet.write_row("D5", ["CAJAMARCA", "CHOTA", "TACABAMBA"])
    sheet.write_row("D6", ["CAJAMARCA", "CHOTA", ""])
    book.close()
    found, _remarks = read(out.getvalue())
    assert (found.header.line, found.rows_read, found.entries["2234235"].lines) == (4, 2, [5, 6])
    assert found.entries["2234235"].places == ["060417", "0604"]
    assert found.of_kind("rejected") == []


def test_formula_errors_reject_and_hidden_rows_are_said(read) -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("Hoja & <1>")
    for line, row in enumerate([HEADER, ROAD, SCHOOL, WATER]):
        sheet.write_row(line, 0, row)
    sheet.write_formula("E3", "=VLOOKUP(1,A1:A1,1)", None, "#N/A")
    sheet.set_row(3, None, None, {"hidden": True})
    book.close()
    found, remarks = read(out.getvalue())
    assert [(note.line, note.value) for note in found.of_kind("rejected")] == [(3, "#N/A")]
    assert remarks == ["La fila 4 está oculta en la hoja: también se leyó."]


def test_a_formula_nobody_calculated_is_not_an_empty_cell(read) -> None:
    book = openpyxl.Workbook()
    for row in (HEADER, ROAD, SCHOOL):
        book.active.append(row)
    book.active["E3"] = "=D3*1.18"
    out = io.BytesIO()
    book.save(out)
    found, _remarks = read(out.getvalue())
    [note] = found.of_kind("rejected")
    assert note.line == 3
    assert "la fórmula no está calculada" in note.reason


def test_excel_dates_and_percents(read) -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, (*HEADER, "Fecha de viabilidad", "Avance físico"))
    sheet.write_row(1, 0, ROAD)
    sheet.write_number(1, 9, 43872, book.add_format({"num_format": "dd/mm/yyyy"}))
    sheet.write_number(1, 10, 0.45, book.add_format({"num_format": "0%"}))
    book.close()
    values = read(out.getvalue())[0].entries["2234235"].values
    assert (str(values["viable_on"]), str(values["physical_progress"])) == ("2020-02-11", "45.00")


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "cp850", "utf-16", "utf-16-le"])
def test_separated_text_in_every_encoding_and_separator(read, separator, encoding) -> None:
    content = text(ROAD, SCHOOL, WATER, separator=separator).encode(encoding)
    found, _remarks = read(content, "cartera.csv")
    assert names(found) == [ROAD[1], SCHOOL[1], WATER[1]]
    assert found.entries["2324969"].places == ["060106"]
    assert found.header.titles[0] == "Código único de inversión"


def test_decimal_commas_and_line_breaks_in_semicolon_text(read) -> None:
    row = ("2234235", "CARRETERA\nCHOTA", "ACTIVO", "3000000,50", "3.500.000,00", "CAJAMARCA", "CHOTA", "", "060417")
    found, _remarks = read(text(row, SCHOOL, separator=";").encode("cp1252"), "cartera.csv")
    assert (str(found.entries["2234235"].values["viable_amount"]), found.entries["2234235"].name) == (
        "3000000.50",
        "CARRETERA CHOTA",
    )
    assert found.entries["2324969"].lines == [3]


def test_the_line_is_the_one_the_spreadsheet_shows(read) -> None:
    content = "sep=;\r\n" + text(ROAD, ("", *SCHOOL[1:]), separator=";")
    found, _remarks = read(content.encode(), "cartera.csv")
    assert [note.line for note in found.of_kind("rejected")] == [3]


def test_western_text_is_not_taken_for_another_alphabet() -> None:
    assert decode("AÑO, Código, niño, Jesús".encode("cp1252")) == ("AÑO, Código, niño, Jesús", "cp1252")
    assert decode("AÑO, Código, niño, Jesús".encode("cp850")) == ("AÑO, Código, niño, Jesús", "cp850")


def test_empty_files(read) -> None:
    assert refusal(read, b"") == "El archivo está vacío."
    assert refusal(read, b"\xef\xbb\xbf \r\n", "a.csv") == "El archivo está vacío."
    assert "No encontré la fila de cabecera" in refusal(read, xlsx(("Hoja", [])))


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"%PDF-1.7 ...", "un PDF"),
        (b"\x89PNG\r\n\x1a\n", "una imagen"),
        (b"MZ\x90\x00", "un programa"),
        (b"<html><body><p>Sin cartera</p></body></html>", "una página web sin tablas"),
        (b"<html><body><table><tr><td>CUI</td></tr></table>", "sin ninguna tabla"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><Workbook/>", "o un XML"),
        (OLE + "EncryptedPackage".encode("utf-16-le") + b"\0\0", "protegido con contraseña"),
        (OLE + "WordDocument".encode("utf-16-le") + b"\0\0", "un documento de Office"),
        (OLE + "_VBA_PROJECT_CUR".encode("utf-16-le") + b"\0\0", "macros"),
        (OLE + "Workbook".encode("utf-16-le") + b"\0\0", "dañado"),
        (b"\x00\x01\x02\x03" * 20, "No se reconoce"),
        (b"PK\x03\x04 cortado", "dañado"),
    ],
)
def test_what_is_not_a_spreadsheet_gets_a_sentence(read, content, word) -> None:
    assert word in refusal(read, content)


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_macros_documents_and_bombs(read) -> None:
    types = b"<Types/>"
    macro = zipped(**{"[Content_Types].xml": types, "xl/workbook.xml": b"", "xl/vbaProject.bin": b""})
    assert "macros" in refusal(read, macro)
    assert "binario (.xlsb)" in refusal(read, zipped(**{"[Content_Types].xml": types, "xl/workbook.bin": b""}))
    assert "no una hoja de cálculo" in refusal(read, zipped(**{"word/document.xml": b""}))
    bomb = zipped(**{"[Content_Types].xml": types, "xl/workbook.xml": b"0" * 50_000_000})
    assert "se infla a 47 MB" in refusal(read, bomb)


def test_a_truncated_workbook(read) -> None:
    assert "dañado" in refusal(read, portfolio(ROAD)[:-200])


def test_a_sheet_that_would_fill_the_memory_dies_alone(read) -> None:
    """Two cells at opposite corners: the reader would make room for seventeen thousand million."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADER)
    sheet.write(1_048_575, 16_383, "x")
    book.close()
    assert refusal(read, out.getvalue())


def test_too_many_rows_are_refused(read, monkeypatch) -> None:
    monkeypatch.setattr("tinkuy.commons.investments.rules.portfolio.MAX_ROWS", 2)
    assert "El archivo tiene más de 2 filas" in refusal(read, portfolio(ROAD, SCHOOL, WATER))


def test_opening_documents_with_quotes_that_never_close(read) -> None:
    content = text(ROAD).encode() + b'2324969,"sin cierre,' + b"x" * 1_100_000
    assert "comillas que se abren y no se cierran" in refusal(read, content, "cartera.csv")


def test_an_ods_with_password(tmp_path) -> None:
    path = tmp_path / "a.ods"
    path.write_bytes(
        zipped(
            **{
                "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
                "META-INF/manifest.xml": b"<manifest:encryption-data/>",
            }
        )
    )
    with pytest.raises(UnreadablePortfolio, match="contraseña"):
        kinds.kind_of(path)


def test_an_ods_is_read_too(read) -> None:
    def cell(value: object) -> str:
        kind = f'float" office:value="{value}' if isinstance(value, int | float) else "string"
        return f'<table:table-cell office:value-type="{kind}"><text:p>{value}</text:p></table:table-cell>'

    rows = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in (HEADER, ROAD, SCHOOL))
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0"?><office:document-content {spaces}><office:body><office:spreadsheet>'
        f'<table:table table:name="Cartera">{rows}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    members = {
        "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": content.encode(),
        "META-INF/manifest.xml": b"<manifest/>",
    }
    found, _remarks = read(zipped(**members), "cartera.ods")
    assert names(found) == [ROAD[1], SCHOOL[1]]
    assert str(found.entries["2234235"].values["viable_amount"]) == "3000000.50"


def web_table(*rows: tuple[object, ...], head: str = "", declared: str = "") -> str:
    """A page as the State's systems export it under the name «.xls»."""
    lines = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<html><head>{declared}</head><table><tr><td>Menú</td></tr></table><table>{head}{lines}</table></html>"


def test_a_web_table_named_xls(read) -> None:
    page = web_table(HEADER, ROAD, SCHOOL)
    found, _remarks = read(page.encode(), "cartera.xls")
    assert (names(found), found.sheet) == ([ROAD[1], SCHOOL[1]], "tabla de una página web")
    assert found.entries["2234235"].values["updated_cost"] == 3500000


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-8-sig"])
def test_a_web_table_in_the_encodings_they_use(read, encoding) -> None:
    declared = f'<meta http-equiv="Content-Type" content="text/html; charset={encoding.removesuffix("-sig")}">'
    found, _remarks = read(web_table(HEADER, SCHOOL, declared=declared).encode(encoding), "cartera.xls")
    assert names(found) == [SCHOOL[1]]
    assert found.entries["2324969"].places == ["060106"]


def test_cells_of_a_web_table_that_span(read) -> None:
    head = "<tr><th colspan=9>CARTERA 2027</th></tr>"
    first = "".join(f"<td rowspan=2>{cell}</td>" for cell in ROAD[:8]) + "<td>060417</td>"
    lines = f"<tr>{first}</tr><tr><td>060106</td></tr>"
    titles = "<tr>" + "".join(f"<th>{title}</th>" for title in HEADER) + "</tr>"
    found, _remarks = read(f"<table>{head}{titles}{lines}</table>".encode())
    assert found.entries["2234235"].lines == [3, 4]
    assert found.entries["2234235"].places == ["060417", "060106"]


def test_a_hostile_web_table_reads_nothing_from_outside(read, tmp_path: Path) -> None:
    secret = tmp_path / "secreto"
    secret.write_text("SECRETO")
    name = f'<script>x</script>&secreto;<img src="file://{secret}">Camino'
    declared = f'<?xml version="1.0" encoding="utf-8"?><!DOCTYPE a [<!ENTITY secreto SYSTEM "file://{secret}">]>'
    found, _remarks = read((declared + web_table(HEADER, (ROAD[0], name, *ROAD[2:]))).encode())
    assert "SECRETO" not in found.entries["2234235"].name
    assert found.entries["2234235"].name.endswith("Camino")
    wide = web_table(HEADER, ROAD).replace("<td>", "<td colspan=99999999 rowspan=99999999>")
    assert "No encontré la fila de cabecera" in refusal(read, wide.encode())
