"""Lists that come up, what is twice, co-financing, reports of councils, the minutes that close the step."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

import pikepdf
import pytest

from tests.factories import budgeting, cast, formal
from tinkuy.commons.investments.models import InvestmentRecord
from tinkuy.components.budgeting.actions import coordination as actions
from tinkuy.components.budgeting.actions.coordination import Act, Share
from tinkuy.components.budgeting.exports.blank import workbook
from tinkuy.components.budgeting.exports.package import write_package
from tinkuy.components.budgeting.exports.tables import to_csv
from tinkuy.components.budgeting.models import CofinancingAgreement, DuplicateFlag, ReceivedPriority, ReceivedResult
from tinkuy.components.budgeting.queries import coordination as queries
from tinkuy.components.budgeting.readers import Unreadable
from tinkuy.components.budgeting.readers.received import TEMPLATE, read_priorities
from tinkuy.components.budgeting.refusals import CoordinationRefusal
from tinkuy.foundation.audit.models import Act as LoggedAct
from tinkuy.foundation.organizations.models import PublicBody
from tinkuy.foundation.shared.refusals import Refused

pytestmark = pytest.mark.django_db
PLACES = {"06": "Cajamarca", "0601": "Cajamarca", "0604": "Chota", "060401": "Chota", "060402": "Anguía"}


def refusal_of(call) -> object:
    with pytest.raises(Refused) as caught:
        call()
    return caught.value.refusal


def acts(kind: str) -> list[LoggedAct]:
    return list(LoggedAct.objects.filter(kind=f"budgeting.{kind}").order_by("sequence"))


# Reading ---------------------------------------------------------------------------------------------------------


def sheet(*rows) -> bytes:
    return workbook(TEMPLATE, rows, title="Prioridades")


def test_the_template_is_read_back_row_by_row():
    content = sheet(["1", "2500001", "Camino vecinal", "060401", "Transporte", "S/ 300,000.00"])
    found = read_priorities(content, within="0604", places=PLACES)
    assert found.errors == []
    assert found.rows == [formal.priority(title="Camino vecinal")]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (["1", "", "Camino vecinal", "60401", "", "10"], "El lugar «60401» no existe"),
        (["1", "", "Camino vecinal", "069999", "", "10"], "El lugar «069999» no existe"),
        (["1", "", "Camino vecinal", "0601", "", "10"], "no está dentro de la entidad"),
        (["1", "abc", "Camino vecinal", "0604", "", "10"], "«abc» no es un código"),
        (["1", "", "xx", "0604", "", "10"], "Falta el nombre"),
        (["1", "", "Camino vecinal", "0604", "", "16140.42534"], "más de dos decimales"),
        (["1", "", "Camino vecinal", "0604", "", "0"], "mayor que cero"),
        (["1", "", "Camino vecinal", "0604", "", ""], "está vacío"),
    ],
)
def test_a_wrong_row_is_said_with_its_line_and_never_put_right_in_silence(row, sentence):
    found = read_priorities(sheet(row), within="0604", places=PLACES)
    assert found.rows == []
    [(line, problem)] = found.errors
    assert line == 2
    assert sentence in problem


@pytest.mark.parametrize("content", [b"PK\x03\x04 no", b"a,b\r\n1,2\r\n", b"", workbook(TEMPLATE, title="Vacia")])
def test_what_is_no_list_is_refused_whole(content):
    with pytest.raises(Unreadable):
        read_priorities(content, within="0604", places=PLACES)


def test_the_csv_of_another_platform_like_this_brings_its_prioritised_projects():
    content, _kind = to_csv(formal.published())
    found = read_priorities(content, within="06", places=PLACES)
    assert [row.cui for row in found.rows] == ["2400001", "2400002", "2400004"]
    assert [row.ubigeo for row in found.rows] == ["06", "06", "0601"]


def test_the_package_of_another_platform_like_this_brings_the_same():
    sink = BytesIO()
    result = formal.published()
    write_package(result, sink)
    found = read_priorities(sink.getvalue(), within="06", places={**PLACES, "060108": "Baños del Inca"})
    assert [(row.cui, row.amount) for row in found.rows][-1] == ("2400004", Decimal("1200000.00"))
    assert len(found.rows) == 3


# Receiving -------------------------------------------------------------------------------------------------------


def test_a_list_is_received_with_its_act_and_logged():
    formal.published()
    received = formal.receive(formal.priority(), formal.priority("2500002", "Puente colgante", "0604", "50.00"))
    assert (received.level, received.place_name, received.row_count) == ("provincial", "Chota", 2)
    assert received.amount == Decimal("300050.00")
    [act] = acts("received_result")
    assert '"rows":2' in act.payload
    assert received.file.sha256 in act.payload


def test_a_newer_list_of_the_same_place_replaces_the_first_which_stays():
    formal.published()
    first, second = formal.receive(), formal.receive(formal.priority("2500009", "Otro camino distinto"))
    assert list(queries.received_of(formal.process())) == [second]
    first.refresh_from_db()
    assert first.replaced_at == formal.AT
    assert [row.cui for row in queries.priorities_of(formal.process())] == ["2500009"]


@pytest.mark.parametrize("ubigeo", ["06", "0199", "069999", ""])
def test_only_a_province_or_district_of_the_territory_sends_its_list(ubigeo):
    formal.published()
    assert refusal_of(lambda: formal.receive(ubigeo=ubigeo)) == CoordinationRefusal.NOT_BELOW


@pytest.mark.parametrize("act", [Act("", formal.ON), Act("Acta 1", None), Act("  ", formal.ON)])
def test_without_its_act_a_list_is_not_received(act):
    formal.published()
    call = {"process": formal.process(), "entity_name": "MPC", "ubigeo": "0604", "rows": [formal.priority()]}
    assert (
        refusal_of(
            lambda: actions.receive_from_file(**call, file=formal.paper(), act=act, actor=cast.elena(), at=formal.AT)
        )
        == CoordinationRefusal.NO_ACT
    )
    assert not ReceivedResult.objects.exists()


def test_before_there_is_a_result_there_is_nothing_to_coordinate():
    budgeting.resolved_process()
    assert refusal_of(formal.receive) == CoordinationRefusal.NO_RESULT


def chota_result(year: int = 2027):
    """Another entity of this platform, a province, with its published result of the same projects."""
    body = PublicBody.objects.create(
        slug="mp-chota",
        name="Municipalidad Provincial de Chota",
        short_name="MP Chota",
        level="provincial",
        ubigeo="0604",
    )
    cast.space("pp-chota", body=body)
    settings = replace(budgeting.SETTINGS, fiscal_year=year)
    return budgeting.published_process("pp-chota", settings=settings)


def test_a_result_published_here_by_a_province_is_read_as_it_was_published():
    formal.published()
    theirs = chota_result()
    [waiting] = queries.results_below(formal.process())
    assert waiting == theirs
    received = actions.receive_from_platform(
        process=formal.process(), result=theirs, act=formal.ACT, actor=cast.elena(), at=formal.AT
    )
    assert (received.source, received.row_count, received.amount) == ("platform", 3, Decimal("10500000.00"))
    assert {flag.kind for flag in DuplicateFlag.objects.all()} == {"same_cui"}
    assert queries.results_below(formal.process()) == []


def test_the_result_of_another_year_is_not_received():
    formal.published()
    theirs = chota_result(2026)
    assert queries.results_below(formal.process()) == []
    call = {"process": formal.process(), "result": theirs, "act": formal.ACT, "actor": cast.elena(), "at": formal.AT}
    assert refusal_of(lambda: actions.receive_from_platform(**call)) == CoordinationRefusal.OTHER_YEAR


# What is twice ---------------------------------------------------------------------------------------------------


def same_water(**changes):
    """Our water project, as a district asks for it."""
    title = "Ampliación del Servicio de AGUA potable, en cuatro distritos"
    return formal.priority(**{"cui": "", "title": title, "ubigeo": "060401", "amount": "100000.00", **changes})


def test_the_same_code_or_the_same_title_and_place_is_flagged_with_its_overlap():
    formal.published()
    formal.receive(same_water(), formal.priority("2400001", "Otra carretera"), formal.priority())
    flags = list(DuplicateFlag.objects.order_by("project__cui"))
    assert [(flag.project.cui, flag.kind) for flag in flags] == [("2400001", "same_cui"), ("2400002", "same_title")]
    # Its balance is what we ask already: all that they ask is asked twice.
    assert [flag.overlap for flag in flags] == [Decimal("300000.00"), Decimal("100000.00")]


def test_a_province_and_a_district_that_ask_the_same_are_flagged_too():
    formal.published()
    formal.receive(formal.priority())
    formal.receive(formal.priority(), ubigeo="060401", name="MD Chota")
    [flag] = DuplicateFlag.objects.all()
    assert (flag.project, flag.other.received.ubigeo, flag.overlap) == (None, "0604", None)


def test_a_person_decides_once_with_a_ground_and_it_is_public():
    formal.published()
    formal.receive(same_water())
    flag = DuplicateFlag.objects.get()
    decide = {"flag": flag, "actor": cast.elena(), "at": formal.AT}
    call = lambda **changes: actions.decide_duplicate(**{**decide, **changes})  # noqa: E731
    assert refusal_of(lambda: call(decision="different", ground=" ")) == CoordinationRefusal.NO_GROUND
    call(decision="same_joint", ground="Mismo expediente técnico")
    assert refusal_of(lambda: call(decision="different", ground="No")) == CoordinationRefusal.ALREADY_DECIDED
    flag.refresh_from_db()
    assert (flag.decision, flag.decided_by, flag.decided_at) == ("same_joint", cast.elena(), formal.AT)
    assert "Mismo expediente técnico" in acts("decided_duplicate")[0].payload


# Co-financing ----------------------------------------------------------------------------------------------------


def lacking_project(missing: str = "800000.00"):
    formal.published()
    project = formal.project("2400001")
    InvestmentRecord.objects.filter(pk=project.record_id).update(balance=project.amount + Decimal(missing))
    return formal.project("2400001")


def shares(*amounts: str) -> list[Share]:
    kinds = ("money", "labor", "materials")
    return [Share(f"Socio {n}", kinds[n % 3], Decimal(amount)) for n, amount in enumerate(amounts)]


def cofinance(project, *amounts: str, document: str = "Convenio 12-2026") -> CofinancingAgreement:
    return actions.agree_cofinancing(
        project=project,
        shares=shares(*amounts),
        document=document,
        signed_on=formal.ON,
        actor=cast.elena(),
        at=formal.AT,
    )


def test_partners_pay_all_that_lacks_and_a_new_version_replaces_the_whole():
    project = lacking_project()
    cofinance(project, "500000.00", "300000.00")
    second = cofinance(project, "800000.00")
    [current] = queries.cofinancing_of(formal.process())
    assert (current, second.version, current.lacking) == (second, 2, Decimal("800000.00"))
    assert len(acts("agreed_cofinancing")) == 2


@pytest.mark.parametrize(
    ("amounts", "words"), [(("500000.00",), "faltan S/ 300,000.00"), (("900000.00",), "sobran S/ 100,000.00")]
)
def test_cofinancing_that_does_not_sum_says_how_much(amounts, words):
    project = lacking_project()
    with pytest.raises(Refused) as caught:
        cofinance(project, *amounts)
    assert caught.value.refusal == CoordinationRefusal.DOES_NOT_SUM
    assert words in caught.value.sentence
    assert not CofinancingAgreement.objects.exists()


def test_without_document_without_lack_or_without_agreement_nobody_cofinances():
    project = lacking_project()
    assert refusal_of(lambda: cofinance(project, "1", document="")) == CoordinationRefusal.NO_DOCUMENT
    assert refusal_of(lambda: cofinance(formal.project("2400002"), "1")) == CoordinationRefusal.NOTHING_LACKS
    assert refusal_of(lambda: cofinance(formal.project("2400006"), "1")) == CoordinationRefusal.NOT_AGREED


# Closing ---------------------------------------------------------------------------------------------------------


def close():
    return actions.close_coordination(
        process=formal.process(),
        place="Cajamarca",
        held_on=date(2026, 7, 1),
        attendants="Alcaldía de Chota",
        agreements="Financiar en conjunto el agua",
        actor=cast.elena(),
        at=formal.AT,
    )


def test_the_step_does_not_close_with_something_undecided():
    formal.published()
    formal.receive(same_water())
    assert refusal_of(close) == CoordinationRefusal.UNDECIDED


def test_the_minutes_are_a_tagged_document_of_the_file_and_close_the_step():
    formal.published()
    formal.receive()
    record = close()
    assert record.document.kind == "acta_coordinacion"
    with record.document.file.content.open("rb") as content, pikepdf.open(content) as pdf:
        assert str(pdf.Root.Lang) == "es-PE"
        assert pdf.Root.MarkInfo.Marked
    assert record.sha256 in acts("closed_coordination")[0].payload
    assert refusal_of(formal.receive) == CoordinationRefusal.CLOSED
    assert refusal_of(close) == CoordinationRefusal.CLOSED
    assert ReceivedPriority.objects.count() == 1


def test_councils_inform_the_next_one_up_and_are_numbered():
    """Ley 28056 art. 5: presidents of CCLD inform the CCLP, and these the CCR."""
    formal.published()
    rows = [
        actions.register_council_report(
            process=formal.process(),
            council="CCL provincial de Chota",
            reported_by="Alcalde de Chota",
            subject="Prioridades 2027",
            document=f"Oficio {number}",
            received_on=formal.ON,
            actor=cast.elena(),
            at=formal.AT,
        )
        for number in (1, 2)
    ]
    assert [row.number for row in rows] == [1, 2]
    assert len(acts("received_council_report")) == 2
