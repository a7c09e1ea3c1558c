"""Pages of coordination, formalisation, agreements and handover: for whom, what they say, what they cost."""

from decimal import Decimal

import pytest
import time_machine
from django.test import Client

from tests.factories import cast, formal
from tinkuy.components.budgeting.exports.blank import workbook
from tinkuy.components.budgeting.models import (
    AccountabilityReport,
    AgreementCommitment,
    CofinancingAgreement,
    CommitmentUpdate,
    CouncilReport,
    DuplicateFlag,
    Incorporation,
    ProjectReplacement,
    ReceivedPriority,
    ReceivedResult,
    Sending,
)
from tinkuy.components.budgeting.readers.received import TEMPLATE
from tinkuy.foundation.audit.models import Act

pytestmark = pytest.mark.django_db
SPACE = "/espacios/pp-2027/"
DESK = "/panel/espacios/pp-2027/presupuesto/"
PUBLIC = (
    "coordinacion/",
    "presupuesto-de-apertura/",
    "acuerdos/",
    "acuerdos/2/",
    "rendicion/",
    "documento-del-proceso/",
)
STAFF = (
    "coordinacion/", "coordinacion/resultado/", "coordinacion/archivo/", "coordinacion/plantilla.xlsx",
    "coordinacion/cofinanciar/2400001/", "coordinacion/informes/", "coordinacion/acta/", "formalizacion/",
    "formalizacion/acuerdo/", "formalizacion/proyectos/2400001/", "formalizacion/proyectos/2400001/reemplazar/",
    "acuerdos/", "acuerdos/2/", "rendicion/", "rendicion/plantilla.xlsx", "aplicativo/",
    "aplicativo/columnas/projects/",
    "aplicativo/concertacion.xlsx", "documento/", "documento/envio/",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _after_the_result():
    with time_machine.travel(formal.AT, tick=False):
        yield


def coordinator() -> Client:
    cast.give_role(cast.elena(), formal.process().space, "coordinator")
    return cast.sign_in(Client(), cast.elena())


def text_of(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status
    return response.content.decode()


@pytest.mark.parametrize("path", STAFF)
def test_the_coordination_enters_and_strangers_do_not(path):
    formal.published()
    assert coordinator().get(DESK + path).status_code == 200
    assert Client().get(DESK + path).status_code == 302
    assert cast.sign_in(Client(), cast.carmen()).get(DESK + path).status_code == 403


@pytest.mark.parametrize("path", PUBLIC)
def test_anybody_reads_the_public_pages_and_they_cost_little(path, client, django_assert_max_num_queries):
    formal.published()
    formal.receive(*[formal.priority(f"25{n:05d}", f"Camino vecinal {n}") for n in range(300)])
    formal.formalized()
    with django_assert_max_num_queries(25):
        assert client.get(SPACE + path).status_code == 200


@pytest.mark.parametrize(
    "path", ["acuerdos/99/", "acuerdos/2/evidencia/1/", "rendicion/datos.csv", "documento-del-proceso/v1.pdf"]
)
def test_what_is_not_there_is_not_found(path, client):
    formal.published()
    assert client.get(SPACE + path).status_code == 404


def test_before_there_is_a_result_pages_say_what_is_missing(client):
    from tests.factories import budgeting  # noqa: PLC0415 - only here without a result

    budgeting.process()
    assert "No consta el acta de coordinación" in text_of(client, SPACE + "coordinacion/")
    assert "Todavía no hay acuerdos" in text_of(client, SPACE + "acuerdos/")


def send_list(client: Client, *rows, **changes):
    file = formal.upload("lista.xlsx", workbook(TEMPLATE, rows, title="Prioridades"))
    data = {
        "entity_name": "MP Chota",
        "ubigeo": "0604",
        "act": "Acta 4",
        "act_on": "2026-06-10",
        "file": file,
        **changes,
    }
    return client.post(DESK + "coordinacion/archivo/", data)


def test_a_list_is_received_from_its_file_and_shown_to_all(client):
    formal.published()
    row = ["1", "2400001", "Carretera a Chota", "060401", "Transporte", "1000.00"]
    assert send_list(coordinator(), row).status_code == 302
    assert "Carretera a Chota" in text_of(client, SPACE + "coordinacion/")
    number = DuplicateFlag.objects.get().pk
    page = DESK + f"coordinacion/coincidencias/{number}/"
    assert coordinator().post(page, {"decision": "same_joint", "ground": ""}).status_code == 422
    assert coordinator().post(page, {"decision": "same_joint", "ground": "Convenio <b>3</b>"}).status_code == 302
    assert "Convenio &lt;b&gt;3&lt;/b&gt;" in text_of(client, SPACE + "coordinacion/")


def test_a_list_with_unknown_places_is_refused_line_by_line_and_nothing_is_kept():
    formal.published()
    rows = [["1", "", "Camino bueno", "060401", "", "10"], ["2", "", "Camino malo", "069999", "", "10"]]
    response = send_list(coordinator(), *rows)
    assert response.status_code == 422
    assert "Fila 3: El lugar «069999» no existe" in response.content.decode()
    assert not ReceivedResult.objects.exists()
    assert not ReceivedPriority.objects.exists()


def test_a_file_that_is_no_list_and_a_list_without_its_act_are_refused():
    formal.published()
    row = ["1", "", "Camino bueno", "060401", "", "10"]
    assert send_list(coordinator(), row, file=formal.upload("x.pdf")).status_code == 422
    assert send_list(coordinator(), row, file=formal.upload("x.csv", b"a,b\r\n1,2\r\n")).status_code == 422
    response = send_list(coordinator(), row, act="")
    assert (response.status_code, "Falta el acta" in response.content.decode()) == (422, True)


def rows_of(prefix: str, *rows: dict[str, str]) -> dict[str, str]:
    data = {f"{prefix}-TOTAL_FORMS": str(len(rows)), f"{prefix}-INITIAL_FORMS": "0"}
    return data | {f"{prefix}-{n}-{name}": value for n, row in enumerate(rows) for name, value in row.items()}


def test_cofinancing_that_does_not_sum_comes_back_with_what_was_typed():
    from tests.components.budgeting.test_coordination import lacking_project  # noqa: PLC0415 - one builder for both

    lacking_project()
    share = {"partner": "Municipalidad de Chota", "kind": "money", "amount": "500000"}
    data = {"document": "Convenio 1", "signed_on": "2026-06-10", **rows_of("share", share)}
    response = coordinator().post(DESK + "coordinacion/cofinanciar/2400001/", data)
    page = response.content.decode()
    assert (response.status_code, "faltan S/ 300,000.00" in page, "Municipalidad de Chota" in page) == (422, True, True)
    data = {**data, **rows_of("share", {**share, "amount": "800,000.00"})}
    assert coordinator().post(DESK + "coordinacion/cofinanciar/2400001/", data).status_code == 302
    assert CofinancingAgreement.objects.get().shares.get().amount == Decimal("800000.00")


def test_the_minutes_and_the_reports_are_written_on_the_desk(client):
    formal.published()
    report = {"council": "CCL Chota", "reported_by": "Alcalde", "subject": "Prioridades", "document": "Oficio 1"}
    done = coordinator().post(DESK + "coordinacion/informes/", {**report, "received_on": "2026-06-10"})
    assert (done.status_code, CouncilReport.objects.get().number) == (302, 1)
    minutes = {"place": "Cajamarca", "held_on": "2026-06-12", "attendants": "Todas", "agreements": "Sumar"}
    assert coordinator().post(DESK + "coordinacion/acta/", minutes).status_code == 302
    assert "Acta de coordinación entre niveles de gobierno (PDF)" in text_of(client, SPACE + "coordinacion/")


def test_a_project_is_written_into_the_budget_and_an_unexplained_difference_is_not():
    formal.published()
    page = DESK + "formalizacion/proyectos/2400001/"
    base = {"state": "in_pia", "responsible_unit": "GRI", **rows_of("step")}
    over = coordinator().post(page, {**base, **rows_of("year", {"year": "2027", "amount": "5200001"})})
    assert (over.status_code, "falta decir por qué" in over.content.decode()) == (422, True)
    done = coordinator().post(page, {**base, **rows_of("year", {"year": "2027", "amount": "5200000"})})
    assert (done.status_code, Incorporation.objects.get().programmed) == (302, Decimal("5200000.00"))


def test_a_replacement_shows_its_working_before_and_after(client):
    formal.published()
    page = DESK + "formalizacion/proyectos/2400001/reemplazar/"
    assert "2400003, orden 4, pide S/ 3,000,000.00: cabe" in text_of(coordinator(), page)
    data = {"reason": "Litigio", "act": "RER 1", "act_on": "2026-06-12"}
    assert coordinator().post(page, data).status_code == 422
    assert coordinator().post(page, {**data, "document": formal.upload()}).status_code == 302
    assert ProjectReplacement.objects.get().incoming.cui == "2400003"
    assert "lo reemplaza 2400003" in text_of(client, SPACE + "acuerdos/")
    assert "Lo reemplaza" in text_of(client, SPACE + "presupuesto/2400001/")


def test_news_of_an_agreement_are_public_with_their_evidence(client):
    formal.published()
    data = {"state": "executing", "progress": "20", "text": "Empezó", "happened_on": "2026-06-12"}
    assert coordinator().post(DESK + "acuerdos/2/", data).status_code == 422
    more = {**data, "evidence": "Acta de inicio", "file": formal.upload()}
    assert coordinator().post(DESK + "acuerdos/2/", more).status_code == 302
    update = CommitmentUpdate.objects.get()
    assert "Acta de inicio" in text_of(client, SPACE + "acuerdos/2/")
    assert client.get(SPACE + f"acuerdos/2/evidencia/{update.pk}/").status_code == 200
    assert client.get(SPACE + f"acuerdos/3/evidencia/{update.pk}/").status_code == 404


def test_accountability_is_begun_filled_and_published_on_the_desk(client):
    formal.published()
    desk = coordinator()
    assert desk.post(DESK + "rendicion/empezar/").status_code == 302
    line = {"kind": "project", "title": "Puente de Chota", "pim": "10", "spent": "11", "state": "finished"}
    assert desk.post(DESK + "rendicion/linea/", line).status_code == 422
    assert desk.post(DESK + "rendicion/linea/", {**line, "spent": "9"}).status_code == 302
    assert desk.get(DESK + "rendicion/linea/1/").status_code == 200
    assert desk.post(DESK + "rendicion/archivo/", {"file": formal.upload("x.csv", b"a,b\r\n")}).status_code == 422
    assert desk.post(DESK + "rendicion/publicar/", {"summary": "Bien"}).status_code == 422
    publish = {"summary": "Bien", "institutional_share": "4.50"}
    assert desk.post(DESK + "rendicion/publicar/", publish).status_code == 302
    assert AccountabilityReport.objects.get().published_at == formal.AT
    assert "Puente de Chota" in text_of(client, SPACE + "rendicion/")
    assert "Puente de Chota" in text_of(client, SPACE + "rendicion/datos.csv")


def test_an_export_leaves_an_act_and_an_unknown_one_is_not_found():
    formal.published()
    desk = coordinator()
    before = Act.objects.filter(kind="budgeting.exported_for_ministry").count()
    response = desk.get(DESK + "aplicativo/preparacion.csv")
    assert response["Content-Disposition"] == 'attachment; filename="mef-preparacion-pp-2027.csv.zip"'
    assert Act.objects.filter(kind="budgeting.exported_for_ministry").count() == before + 1
    assert desk.get(DESK + "aplicativo/otra.csv").status_code == 404
    assert desk.get(DESK + "aplicativo/preparacion.exe").status_code == 404
    assert desk.get(DESK + "aplicativo/columnas/otra/").status_code == 404


def test_columns_are_renamed_with_a_preview_and_a_repeated_header_is_refused():
    formal.published()
    first = {"source": "order", "position": "2", "header": "N", "format": "number", "is_shown": "on"}
    second = {"source": "result", "position": "1", "header": "Problema", "format": "text", "is_shown": "on"}
    page = DESK + "aplicativo/columnas/results/"
    data = rows_of("column", first, second) | {"column-INITIAL_FORMS": "2"}
    assert coordinator().post(page, {**data, "column-1-header": "N"}).status_code == 422
    assert coordinator().post(page, data).status_code == 302
    shown = text_of(coordinator(), page)
    assert '<th scope="col">Problema</th><th scope="col">N</th>' in shown
    assert "Menos horas de viaje" in shown


def test_the_process_document_is_asked_for_read_and_sent(client, django_capture_on_commit_callbacks):
    formal.published()
    with django_capture_on_commit_callbacks(execute=True):
        assert coordinator().post(DESK + "documento/preparar/").status_code == 302
    waiting = formal.process().process_documents.get()
    if waiting.state == "waiting":
        assert "Se está preparando" in text_of(coordinator(), DESK + "documento/")
        from tinkuy.components.budgeting.actions.handover import make_document  # noqa: PLC0415 - the job, by hand

        make_document(document=waiting, at=formal.AT)
    assert client.get(SPACE + "documento-del-proceso/v1.pdf")["Content-Type"] == "application/pdf"
    assert "wordprocessingml" in client.get(SPACE + "documento-del-proceso/v1.docx")["Content-Type"]
    assert client.get(SPACE + "documento-del-proceso/v1.exe").status_code == 404
    sent = {"addressee": "dgpp", "sent_on": "2026-06-14", "charge_number": "HR 7"}
    assert coordinator().post(DESK + "documento/envio/", sent).status_code == 302
    assert Sending.objects.get().version == waiting
    assert "HR 7" in text_of(client, SPACE + "documento-del-proceso/")


def test_a_person_of_the_team_reads_the_desk_but_does_not_decide_for_the_coordination():
    formal.published()
    cast.give_role(cast.julio(), formal.process().space, "technical_team")
    desk = cast.sign_in(Client(), cast.julio())
    assert desk.get(DESK + "formalizacion/").status_code == 200
    assert desk.get(DESK + "formalizacion/proyectos/2400001/reemplazar/").status_code == 403
    assert desk.get(DESK + "aplicativo/preparacion.xlsx").status_code == 403
    assert AgreementCommitment.objects.count() == 4
