"""The opening budget, replacements, the follow-up of agreements, accountability: who, when, what is recorded."""

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import pikepdf
import pytest
from django.db import IntegrityError, transaction

from tests.components.budgeting.test_coordination import acts, refusal_of
from tests.factories import cast, formal
from tinkuy.components.budgeting.actions import accountability, followup, formalization, replacement
from tinkuy.components.budgeting.exports.blank import report_csv, workbook
from tinkuy.components.budgeting.models import (
    AccountabilityReport,
    AgreementCommitment,
    BudgetProcess,
    CommitmentUpdate,
    Incorporation,
    ProjectReplacement,
)
from tinkuy.components.budgeting.queries import formalization as queries
from tinkuy.components.budgeting.readers.accountability import TEMPLATE, LineRow, read_lines
from tinkuy.components.budgeting.refusals import AccountabilityRefusal, FormalizationRefusal
from tinkuy.components.budgeting.rules.formalization import Update
from tinkuy.foundation.dossiers.models import Link
from tinkuy.foundation.mailing.models import OutboxMessage
from tinkuy.foundation.shared.refusals import Refused

pytestmark = pytest.mark.django_db


# The opening budget ----------------------------------------------------------------------------------------------


def test_an_agreed_project_is_programmed_by_year_with_its_schedule():
    formal.published()
    half = Decimal("2600000.00")
    steps = [formalization.Step("Expediente técnico", date(2027, 1, 10), date(2027, 3, 1))]
    row = formal.incorporated("2400001", years=[(2027, half), (2028, half)], steps=steps)
    assert (row.agreed, row.programmed, row.difference) == (Decimal("5200000.00"),) * 2 + (0,)
    assert [year.year for year in row.years.all()] == [2027, 2028]
    assert row.steps.get().title == "Expediente técnico"
    assert '"programmed":"5200000.00"' in acts("incorporated_project")[0].payload


def test_written_again_the_line_of_a_project_is_rewritten_whole():
    formal.published()
    formal.incorporated("2400001")
    row = formal.incorporated("2400001", state="not_incorporated", reason="Sin terreno", norm="Informe 8-2026")
    assert Incorporation.objects.count() == 1
    assert (row.programmed, row.years.count(), row.state) == (0, 0, "not_incorporated")


def test_an_amount_over_the_agreed_without_explanation_is_refused_with_both_figures():
    formal.published()
    with pytest.raises(Refused) as caught:
        formal.incorporated("2400001", years=[(2027, Decimal("5200000.01"))])
    assert caught.value.refusal == FormalizationRefusal.DIFFERENCE_UNEXPLAINED
    assert "S/ 5,200,000.01" in caught.value.sentence
    assert "S/ 5,200,000.00" in caught.value.sentence


def test_the_database_itself_refuses_an_unexplained_difference():
    formal.published()
    row = formal.incorporated("2400001")
    with pytest.raises(IntegrityError), transaction.atomic():
        Incorporation.objects.filter(pk=row.pk).update(programmed=1)


@pytest.mark.parametrize(
    ("cui", "changes", "refusal"),
    [
        ("2400003", {}, FormalizationRefusal.NOT_PRIORITIZED),
        ("2400001", {"years": []}, FormalizationRefusal.NO_AMOUNT),
        ("2400001", {"years": [(2027, Decimal(1)), (2027, Decimal(2))]}, FormalizationRefusal.YEAR_REPEATED),
        ("2400001", {"years": [(2026, Decimal(1))]}, FormalizationRefusal.YEAR_BEFORE),
        ("2400001", {"state": "not_incorporated"}, FormalizationRefusal.NO_NORM),
        (
            "2400001",
            {"steps": [formalization.Step("Obra", date(2027, 2, 2), date(2027, 2, 1))]},
            FormalizationRefusal.STEP_BACKWARDS,
        ),
    ],
)
def test_a_line_that_does_not_hold_is_refused(cui, changes, refusal):
    formal.published()
    line = formal.line(Decimal("5200000.00"), **changes)
    call = {"project": formal.project(cui), "line": line, "actor": cast.elena(), "at": formal.AT}
    assert refusal_of(lambda: formalization.incorporate(**call)) == refusal
    assert not Incorporation.objects.exists()


def test_the_agreement_waits_until_every_project_has_said_whether_it_is_in():
    formal.published()
    formal.incorporated("2400001")
    call = {"norm": "AR 1", "approved_on": formal.ON, "organ": "CR", "institutional_budget": Decimal(9 * 10**8)}
    issue = lambda **more: formalization.issue_formalization(  # noqa: E731
        process=formal.process(), act=None, actor=cast.elena(), at=formal.AT, **{**call, **more}
    )
    with pytest.raises(Refused) as caught:
        issue()
    assert caught.value.refusal == FormalizationRefusal.INCOMPLETE
    assert "2400002, 2400004" in caught.value.sentence
    formal.incorporated("2400002")
    formal.incorporated("2400004")
    assert refusal_of(lambda: issue(institutional_budget=Decimal(10))) == FormalizationRefusal.BUDGET_TOO_SMALL


def test_the_budget_agreement_says_its_share_and_then_nothing_changes():
    """Ley 28056 art. 7: the percentage of the institutional budget is published."""
    formal.published()
    record = formal.formalized()
    assert (record.programmed, round(record.share, 2)) == (Decimal("10500000.00"), Decimal("1.17"))
    kinds = set(formal.process().space.documents.values_list("kind", flat=True))
    assert {"acuerdo_pia", "acuerdo_consejo"} <= kinds
    with record.document.file.content.open("rb") as content, pikepdf.open(content) as pdf:
        assert pdf.Root.MarkInfo.Marked
    assert record.sha256 in acts("issued_formalization")[0].payload
    assert refusal_of(lambda: formal.incorporated("2400001")) == FormalizationRefusal.ALREADY_ISSUED


# Replacement -----------------------------------------------------------------------------------------------------


def replace(cui: str = "2400001", **changes) -> ProjectReplacement:
    given = {"reason": "El terreno está en litigio", "act": "RER 210-2027", "act_on": date(2027, 4, 2)}
    given |= {"document": changes.pop("document", None) or formal.paper()}
    return replacement.replace_project(
        project=formal.project(cui), actor=cast.elena(), at=formal.AT, **{**given, **changes}
    )


def test_the_next_of_the_reserve_takes_the_place_and_the_result_stays_as_published():
    result = formal.published()
    before = list(result.rows.values_list("project__cui", "outcome"))
    row = replace()
    assert (row.incoming.cui, row.available, row.amount, row.remainder) == (
        "2400003",
        Decimal("6700000.00"),
        Decimal("3000000.00"),
        Decimal("3700000.00"),
    )
    assert list(result.rows.values_list("project__cui", "outcome")) == before
    standing = queries.standing_of(formal.process())
    assert [(found.project.cui, found.instead_of and found.instead_of.cui) for found in standing] == [
        ("2400002", None),
        ("2400004", None),
        ("2400003", "2400001"),
    ]


def test_a_replacement_keeps_its_working_and_its_act_and_the_thread_tells_it():
    formal.published()
    row = replace()
    assert row.working == [
        "Hay S/ 6,700,000.00: lo que libera el proyecto más el saldo de su techo.",
        "2400003, orden 4, pide S/ 3,000,000.00: cabe, toma el lugar.",
        "Queda un saldo de S/ 3,700,000.00.",
    ]
    assert row.document.kind == "acto_reemplazo_1"
    assert Link.objects.filter(source=row.outgoing.dossier, target=row.incoming.dossier, kind="replaced_by").exists()
    assert '"incoming":"2400003"' in acts("replaced_project")[0].payload


def test_the_councils_and_the_oversight_committee_are_told_once():
    formal.published()
    space = formal.process().space
    cast.give_role(cast.victor(), space, "oversight")
    cast.give_role(cast.elena(), space, "coordinator")
    cast.give_role(cast.julio(), space, "desk")
    replace()
    told = OutboxMessage.objects.filter(kind="project_replacement")
    assert sorted(told.values_list("recipient", flat=True)) == ["elena@ejemplo.pe", "victor@ejemplo.pe"]
    assert all(message.is_legal_notice and "El terreno está en litigio" in message.body for message in told)


def test_the_follow_up_of_the_one_ends_and_that_of_the_other_is_born():
    formal.published()
    replace()
    states = dict(AgreementCommitment.objects.exclude(project=None).values_list("project__cui", "state"))
    assert states == {"2400001": "replaced", "2400002": "pending", "2400003": "pending", "2400004": "pending"}


@pytest.mark.parametrize(
    ("cui", "changes", "refusal"),
    [
        ("2400003", {}, FormalizationRefusal.NOT_STANDING),
        ("2400006", {}, FormalizationRefusal.NOT_STANDING),
        ("2400001", {"reason": " "}, FormalizationRefusal.NO_REASON),
        ("2400001", {"act": ""}, FormalizationRefusal.NO_ACT),
        ("2400004", {}, FormalizationRefusal.NOTHING_FITS),
    ],
)
def test_a_replacement_that_may_not_be_is_refused_and_nothing_is_left(cui, changes, refusal):
    formal.published()
    assert refusal_of(lambda: replace(cui, **changes)) == refusal
    assert not ProjectReplacement.objects.exists()
    assert not acts("replaced_project")


def test_without_the_act_itself_nothing_is_replaced():
    formal.published()
    call = {"reason": "Litigio", "act": "RER 1", "act_on": formal.ON, "document": None}
    project = formal.project("2400001")
    found = refusal_of(lambda: replacement.replace_project(project=project, actor=cast.elena(), at=formal.AT, **call))
    assert found == FormalizationRefusal.NO_ACT


def test_a_second_replacement_finds_the_reserve_empty_and_the_same_one_already_replaced():
    formal.published()
    replace()
    assert refusal_of(lambda: replace("2400002")) == FormalizationRefusal.EMPTY_RESERVE
    assert refusal_of(replace) == FormalizationRefusal.ALREADY_REPLACED


# Follow-up -------------------------------------------------------------------------------------------------------


def news(**changes) -> Update:
    fields = {"state": "executing", "progress": 35, "text": "Empezó la obra", "evidence": "https://ejemplo.pe/acta"}
    return Update(**{**fields, "happened_on": date(2026, 6, 12), **changes})


def report(update: Update, number: int = 2, **more) -> CommitmentUpdate:
    commitment = queries.commitment_of(formal.process(), number)
    return followup.report_progress(commitment=commitment, update=update, actor=cast.elena(), at=formal.AT, **more)


def test_every_prioritised_project_and_promise_is_born_with_an_owner_and_a_follow_up():
    formal.published()
    rows = list(queries.commitments_of(formal.process()))
    assert [(row.position, row.owner, row.project and row.project.cui) for row in rows] == [
        (1, "Gobierno Regional", None),
        (2, "Gerencia Regional de Planeamiento y Presupuesto", "2400001"),
        (3, "Gerencia Regional de Planeamiento y Presupuesto", "2400002"),
        (4, "Gerencia Regional de Planeamiento y Presupuesto", "2400004"),
    ]
    assert {row.due_on for row in rows[1:]} == {date(2027, 12, 31)}
    assert {row.state for row in rows} == {"pending"}


def test_news_are_added_to_the_history_and_move_the_state():
    formal.published()
    report(news(), file=formal.paper())
    report(news(state="finished", progress=100, text="Se entregó"))
    commitment = queries.commitment_of(formal.process(), 2)
    assert (commitment.state, commitment.progress) == ("finished", 100)
    assert [row.progress for row in commitment.updates.all()] == [100, 35]
    assert len(acts("reported_progress")) == 2
    assert refusal_of(lambda: report(news())) == AccountabilityRefusal.IS_OVER


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"evidence": ""}, AccountabilityRefusal.NO_EVIDENCE),
        ({"happened_on": formal.AT.date() + timedelta(days=1)}, AccountabilityRefusal.IN_THE_FUTURE),
        ({"progress": 34}, AccountabilityRefusal.GOES_BACKWARDS),
    ],
)
def test_news_without_evidence_of_tomorrow_or_backwards_are_refused(changes, refusal):
    formal.published()
    report(news())
    assert refusal_of(lambda: report(news(**changes))) == refusal
    assert CommitmentUpdate.objects.count() == 1


# Accountability --------------------------------------------------------------------------------------------------


def next_year() -> BudgetProcess:
    """This year's process of the same entity, after last year's was published, formalised and moved."""
    formal.published()
    formal.formalized()
    report(news())
    replace("2400002")
    space = cast.space("pp-2028", title="Presupuesto Participativo Regional 2028")
    return BudgetProcess.objects.create(space=space, fiscal_year=2028, ceiling=Decimal("9000000.00"))


def drafted() -> AccountabilityReport:
    return accountability.start_report(process=next_year(), actor=cast.elena(), at=formal.AT)


def test_the_report_is_born_with_last_years_agreements_and_what_is_known_of_them():
    found = drafted()
    lines = {line.cui or "promesa": line for line in found.lines.all()}
    assert (found.fiscal_year, found.institutional_share) == (2027, Decimal("1.17"))
    assert set(lines) == {"promesa", "2400001", "2400002", "2400003", "2400004"}
    assert (lines["2400001"].agreed, lines["2400001"].pia) == (Decimal("5200000.00"),) * 2
    assert (lines["2400001"].state, lines["2400001"].progress) == ("executing", 35)
    assert (lines["2400002"].state, lines["2400002"].reason) == ("replaced", "El terreno está en litigio")
    # What nobody reported is not known, which is not the same as not begun.
    assert (lines["2400004"].state, lines["2400004"].progress) == ("", None)


def complete(found: AccountabilityReport) -> None:
    rows = [
        LineRow(line.kind, line.title, cui=line.cui, pim=Decimal(10), spent=Decimal(9), progress=90, state="executing")
        for line in found.lines.filter(state="")
    ]
    for line, row in zip(found.lines.filter(state=""), rows, strict=True):
        accountability.save_line(line=line, row=row, actor=cast.elena(), at=formal.AT)


def publish(found: AccountabilityReport, share: str | None = "1.17") -> None:
    accountability.publish_report(
        report=found,
        summary="Se hizo casi todo",
        institutional_share=share and Decimal(share),
        actor=cast.elena(),
        at=formal.AT,
    )


def test_the_report_is_published_whole_once_with_its_document_and_its_hash():
    found = drafted()
    assert refusal_of(lambda: publish(found)) == AccountabilityRefusal.STATE_MISSING
    complete(found)
    assert refusal_of(lambda: publish(found, None)) == AccountabilityRefusal.SHARE_MISSING
    publish(found)
    found.refresh_from_db()
    assert found.document.kind == "informe_rendicion"
    assert found.sha256 in acts("published_accountability")[0].payload
    assert refusal_of(lambda: publish(found)) == AccountabilityRefusal.ALREADY_PUBLISHED
    assert refusal_of(lambda: complete_again(found)) == AccountabilityRefusal.ALREADY_PUBLISHED


def complete_again(found: AccountabilityReport) -> None:
    accountability.add_lines(report=found, rows=[LineRow("project", "Otro")], actor=cast.elena(), at=formal.AT)


def test_a_correction_is_another_version_that_starts_from_what_was_published():
    found = drafted()
    process = found.process
    start = {"process": process, "actor": cast.elena(), "at": formal.AT}
    assert refusal_of(lambda: accountability.start_report(**start)) == AccountabilityRefusal.DRAFT_EXISTS
    complete(found)
    publish(found)
    second = accountability.start_report(**start)
    assert (second.version, second.lines.count()) == (2, 5)
    assert queries.published_report(process) == found


def test_without_last_year_on_the_platform_the_lines_are_read_from_a_sheet():
    space = cast.space("pp-2028")
    process = BudgetProcess.objects.create(space=space, fiscal_year=2028, ceiling=Decimal("9000000.00"))
    found = accountability.start_report(process=process, actor=cast.elena(), at=formal.AT)
    assert refusal_of(lambda: publish(found)) == AccountabilityRefusal.NO_LINES
    row = ["Proyecto", "2400009", "Puente", "GRI", "100", "100", "120", "60", "50 %", "En ejecución", ""]
    read = read_lines(workbook(TEMPLATE, [row], title="Acuerdos"))
    accountability.add_lines(report=found, rows=read.rows, actor=cast.elena(), at=formal.AT)
    accountability.add_lines(report=found, rows=read.rows, actor=cast.elena(), at=formal.AT)
    line = found.lines.get()
    assert (line.cui, line.pim, line.spent, line.progress, line.state) == (
        "2400009",
        Decimal(120),
        Decimal(60),
        50,
        "executing",
    )


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({9: "Casi"}, "«Casi» no es un estado"),
        ({2: ""}, "Falta el acuerdo"),
        ({8: "101"}, "de 0 a 100"),
        ({7: "1.234"}, "miles o decimales"),
    ],
)
def test_a_wrong_row_of_the_sheet_is_said_with_its_line(cells, words):
    row = ["Proyecto", "2400009", "Puente", "GRI", "100", "100", "120", "60", "50", "Concluido", ""]
    for place, cell in cells.items():
        row[place] = cell
    [(line, sentence)] = read_lines(workbook(TEMPLATE, [row], title="Acuerdos")).errors
    assert (line, words in sentence) == (2, True)


@pytest.mark.parametrize(
    ("row", "refusal"),
    [
        (LineRow("project", "P", state="paralysed"), AccountabilityRefusal.REASON_MISSING),
        (LineRow("project", "P", pim=Decimal(1), spent=Decimal(2)), AccountabilityRefusal.SPENT_OVER_BUDGET),
    ],
)
def test_a_line_that_does_not_hold_is_not_kept(row, refusal):
    found = drafted()
    call = {"report": found, "rows": [row], "actor": cast.elena(), "at": formal.AT}
    assert refusal_of(lambda: accountability.add_lines(**call)) == refusal
    assert found.lines.count() == 5


def test_the_published_table_is_read_back_and_runs_nothing():
    found = drafted()
    complete_with = LineRow("project", "=HYPERLINK(1)", cui="99999", state="finished")
    accountability.add_lines(report=found, rows=[complete_with], actor=cast.elena(), at=formal.AT)
    text = report_csv(found).decode("utf-8-sig")
    assert text.splitlines()[0] == ",".join(TEMPLATE)
    assert "'=HYPERLINK(1)" in text
    assert len(read_lines(BytesIO(report_csv(found)).getvalue()).rows) == 6
