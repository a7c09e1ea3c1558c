"""The ministry's tables, the process document and the register of its sending."""

import csv
import io
import zipfile
from datetime import date
from decimal import Decimal

import pikepdf
import pytest
from docx import Document
from python_calamine import CalamineWorkbook

from tests.components.budgeting.test_coordination import acts, refusal_of
from tests.factories import accreditation as agents
from tests.factories import cast, formal
from tinkuy.components.budgeting.actions import handover
from tinkuy.components.budgeting.exports import ministry
from tinkuy.components.budgeting.models import BudgetProcess, ExportColumn, ProcessDocument
from tinkuy.components.budgeting.queries.handover import sheet_rows
from tinkuy.components.budgeting.queries.process_document import missing_of, process_blocks
from tinkuy.components.budgeting.refusals import HandoverRefusal
from tinkuy.components.budgeting.rules.columns import DEFAULTS, PHASES, Column

pytestmark = pytest.mark.django_db
ON = date(2026, 6, 14)


def arrange(*columns: Column, sheet: str = "results") -> None:
    body = formal.process().space.body
    handover.arrange_columns(body=body, sheet=sheet, columns=columns, actor=cast.elena(), at=formal.AT)


def made() -> ProcessDocument:
    row = handover.request_document(process=formal.process(), actor=cast.elena(), at=formal.AT)
    handover.make_document(document=row, at=formal.AT)
    return ProcessDocument.objects.select_related("pdf", "docx").get(pk=row.pk)


# The ministry's tables -------------------------------------------------------------------------------------------


def test_every_phase_has_its_sheets_with_the_stable_headers():
    formal.published()
    for phase, keys in PHASES.items():
        content, _has = ministry.build(formal.process(), phase, "xlsx", at=ON)
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        heads = [book.get_sheet_by_name(name).to_python()[0] for name in book.sheet_names]
        assert heads == [[column.header for column in DEFAULTS[key]] for key in keys]


def test_projects_go_out_in_the_order_of_the_result_with_their_scores():
    formal.published()
    rows = sheet_rows(formal.process(), "projects", at=ON)
    assert [(row["order"], row["cui"], row["amount"]) for row in rows[:2]] == [
        (1, "2400001", Decimal("5200000.00")),
        (2, "2400002", Decimal("4100000.00")),
    ]
    assert rows[0]["score"] == rows[0]["technical_score"] + rows[0]["vote_score"]


def test_documents_of_people_go_out_only_in_the_staff_files_and_never_in_the_report():
    BudgetProcess.objects.create(space=agents.registering(), fiscal_year=2027, ceiling=Decimal(1))
    agents.accredited(formal.process().space, cast.rosa())
    [masked] = sheet_rows(formal.process(), "agents", at=ON)
    [clear] = sheet_rows(formal.process(), "agents", at=ON, shows_documents=True)
    assert masked["document"].startswith("****")
    assert clear["document"].isdigit()
    assert clear["document"].endswith(masked["document"][-4:])
    content, has_documents = ministry.build(formal.process(), "preparacion", "csv", at=ON)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert (clear["document"] in archive.read("1-agents.csv").decode("utf-8-sig"), has_documents) == (True, True)
    report, has_documents = ministry.build(formal.process(), "preparacion", "pdf", at=ON)
    with pikepdf.open(io.BytesIO(report)) as pdf:
        assert (str(pdf.Root.Lang), has_documents) == ("es-PE", False)
    sheets = ministry.sheets_of(formal.process(), "preparacion", at=ON, shows_documents=False)
    assert clear["document"] not in str(sheets)


def test_a_download_leaves_an_act_with_its_hash_and_not_its_content():
    formal.published()
    content, has = ministry.build(formal.process(), "concertacion", "xlsx", at=ON)
    call = {"phase": "concertacion", "ending": "xlsx", "content": content, "has_documents": has}
    handover.log_export(process=formal.process(), actor=cast.elena(), at=formal.AT, **call)
    [act] = acts("exported_for_ministry")
    assert '"has_documents":false' in act.payload
    assert "2400001" not in act.payload


def test_the_same_rows_give_the_same_csv_and_nothing_in_it_runs():
    formal.published()
    BudgetProcess.objects.get().prioritizations.get().agreement.__class__.objects.update(
        priority_results="=cmd|calc\n@sum(1)"
    )
    first, _has = ministry.build(formal.process(), "concertacion", "csv", at=ON)
    assert first == ministry.build(formal.process(), "concertacion", "csv", at=ON)[0]
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        rows = list(csv.reader(io.StringIO(archive.read("2-results.csv").decode("utf-8-sig"))))
    assert [row[1] for row in rows[1:]] == ["'=cmd|calc", "'@sum(1)"]


def test_an_entity_renames_reorders_and_hides_and_it_holds_for_the_next_export():
    formal.published()
    arrange(Column("result", "Problema"), Column("order", "N", "number", is_shown=False))
    [sheet] = [found for found in ministry.sheets_of(formal.process(), "concertacion", at=ON, shows_documents=False)
               if found.key == "results"]  # fmt: skip
    assert (sheet.header, sheet.rows) == (["Problema"], [["Menos horas de viaje entre provincias"]])
    assert len(acts("arranged_export")) == 1


@pytest.mark.parametrize(
    ("columns", "refusal"),
    [
        ([Column("order", "N"), Column("result", "N")], HandoverRefusal.HEADER_REPEATED),
        ([Column("order", "N", is_shown=False)], HandoverRefusal.NOTHING_SHOWN),
        ([Column("dni", "DNI")], HandoverRefusal.UNKNOWN_COLUMN),
    ],
)
def test_a_map_that_does_not_hold_is_refused(columns, refusal):
    formal.published()
    assert refusal_of(lambda: arrange(*columns)) == refusal
    assert not ExportColumn.objects.exists()


# The process document --------------------------------------------------------------------------------------------


def test_the_document_is_made_twice_from_one_text_and_its_hashes_are_logged():
    formal.published()
    formal.formalized()
    row = made()
    with row.docx.content.open("rb") as content:
        document = Document(content)
    chapters = [found.text for found in document.paragraphs if found.style.name == "Heading 2"]
    assert len(chapters) == 15
    assert (chapters[0], chapters[-1]) == ("1. La entidad y el proceso", "15. Anexos")
    captions = [found.text for found in document.paragraphs if found.style.name == "Caption"]
    assert any("Participación por lista" in text for text in captions)
    assert all('w:tblHeader w:val="true"' in table.rows[0]._tr.xml for table in document.tables)
    with row.pdf.content.open("rb") as content, pikepdf.open(content) as pdf:
        assert str(pdf.Root.Lang) == "es-PE"
        assert pdf.Root.MarkInfo.Marked
    [act] = acts("made_process_document")
    assert row.pdf.sha256 in act.payload
    assert row.docx.sha256 in act.payload


def test_the_result_stands_in_it_with_both_parts_and_the_turnout():
    formal.published()
    blocks = {block.caption: block for block in process_blocks(formal.process()) if hasattr(block, "caption")}
    header, first = blocks["Resultado"].header, blocks["Resultado"].rows[0]
    found = dict(zip(header, first, strict=True))
    parts = Decimal(found["Parte técnica"]) + Decimal(found["Parte de votación"])
    assert (found["CUI"], parts) == ("2400001", Decimal(found["Total"]))
    assert ["Multiprovincial", "12", "10"] in blocks["Participación por lista"].rows


def test_what_is_missing_is_said_as_missing_and_what_is_there_is_not():
    formal.published()
    before = missing_of(process_blocks(formal.process()))
    assert "No consta el acta de coordinación entre niveles de gobierno." in before
    assert "No consta el acuerdo que aprueba el presupuesto institucional de apertura." in before
    formal.formalized()
    after = missing_of(process_blocks(formal.process()))
    assert "No consta el acuerdo que aprueba el presupuesto institucional de apertura." not in after


def test_an_empty_process_has_a_document_that_says_so():
    space = cast.space("pp-2027")
    BudgetProcess.objects.create(space=space, fiscal_year=2027, ceiling=Decimal(1))
    assert len(made().missing) >= 12


def test_a_version_is_made_once_and_the_next_has_the_next_number():
    formal.published()
    first = made()
    handover.make_document(document=first, at=formal.AT)
    assert (made().version, len(acts("made_process_document"))) == (2, 2)


def test_while_one_is_being_made_another_is_not_asked_for():
    formal.published()
    ask = {"process": formal.process(), "actor": cast.elena(), "at": formal.AT}
    handover.request_document(**ask)
    assert refusal_of(lambda: handover.request_document(**ask)) == HandoverRefusal.BEING_MADE


def test_what_could_not_be_made_says_so_and_another_may_be_asked_for(monkeypatch):
    formal.published()
    row = handover.request_document(process=formal.process(), actor=cast.elena(), at=formal.AT)
    with monkeypatch.context() as patch:
        patch.setattr(handover, "render_docx", lambda *args, **kwargs: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            handover.make_document(document=row, at=formal.AT)
    row.refresh_from_db()
    assert (row.state, row.pdf) == ("failed", None)
    assert made().version == 2


# The sending -----------------------------------------------------------------------------------------------------


def send(**changes):
    """Reglamento de la Ley 28056, art. 10."""
    given = {"addressee": "comptroller", "sent_on": ON, "charge_number": "EXP-2026-0045", **changes}
    return handover.register_sending(process=formal.process(), actor=cast.elena(), at=formal.AT, **given)


def test_a_sending_names_the_version_its_date_and_its_charge():
    formal.published()
    assert refusal_of(send) == HandoverRefusal.NOT_READY
    version = made()
    assert send().version == version
    assert '"charge":"EXP-2026-0045"' in acts("sent_process_document")[0].payload
    assert refusal_of(send) == HandoverRefusal.ALREADY_SENT
    assert refusal_of(lambda: send(sent_on=date(2026, 6, 15))) == HandoverRefusal.SENT_IN_THE_FUTURE
    send(addressee="congress")
