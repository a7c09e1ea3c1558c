"""The desk: every step without programming; a refusal is a sentence; strangers find nothing."""

import re
from decimal import Decimal
from io import BytesIO

import pytest
import time_machine
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from python_calamine import CalamineWorkbook

from tests.factories import budgeting, cast
from tinkuy.commons.voting.queries import poll_of
from tinkuy.components.budgeting.forms.desk import SettingsForm
from tinkuy.components.budgeting.models import BudgetProcess, EvaluationSheet, Prioritization
from tinkuy.components.budgeting.readers import HEADERS
from tinkuy.components.budgeting.refusals import EvaluationRefusal
from tinkuy.foundation.shared.refusals import Refused

pytestmark = pytest.mark.django_db
DESK = "/panel/espacios/pp-2027/presupuesto/"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def team(role: str = "coordinator", user=None) -> Client:
    """Elena at the desk with the role asked for."""
    person = user or cast.elena()
    cast.give_role(person, budgeting.space(), role)
    return cast.sign_in(Client(), person)


def settings_data(**changes: object) -> dict[str, object]:
    values = SettingsForm.initial_of(BudgetProcess.objects.first())
    return {name: "" if value is None else value for name, value in {**values, **changes}.items()}


PAGES = (
    "",
    "reglas/",
    "candidatos/",
    "candidatos/2400001/",
    "elegibilidad/",
    "matriz/",
    "evaluadores/",
    "evaluacion/",
    "votacion/",
    "resultado/",
)


@pytest.mark.parametrize("path", PAGES)
def test_the_coordination_opens_every_page_and_strangers_none(path: str) -> None:
    budgeting.judged_process()
    assert team().get(DESK + path).status_code == 200
    assert Client().get(DESK + path).status_code == 302
    assert cast.sign_in(Client(), cast.rosa()).get(DESK + path).status_code in (302, 403)
    assert cast.sign_in(Client(), cast.carmen()).get(DESK + path).status_code == 403


@pytest.mark.parametrize("role", ["oversight", "desk", "technical_team", "team_president"])
def test_only_the_coordination_creates_the_budget_of_a_space(role: str) -> None:
    budgeting.territory()
    client = team(role)
    assert client.get(DESK).status_code == 403
    assert client.post(DESK, settings_data()).status_code == 403
    assert BudgetProcess.objects.count() == 0


def test_a_space_without_a_process_offers_the_form_that_creates_it() -> None:
    budgeting.territory()
    budgeting.space()
    client = team()
    assert "Crear el presupuesto participativo" in client.get(DESK).content.decode()
    assert client.get(DESK + "reglas/").status_code == 302
    data = settings_data(fiscal_year=2027, ceiling="12,000,000.00")
    assert client.post(DESK, data).status_code == 302
    process = BudgetProcess.objects.get()
    assert process.ceiling == Decimal("12000000.00")
    assert list(process.lists.values_list("key", flat=True)) == ["0601", "0604", "MULTI"]


def keys() -> list[str]:
    return list(BudgetProcess.objects.get().lists.values_list("key", flat=True))


def test_lists_are_taken_out_and_put_back_before_the_rules_freeze() -> None:
    budgeting.process()
    BudgetProcess.objects.get().projects.filter(list__key="0604").update(list=BudgetProcess.objects.get().lists.last())
    client = team()
    assert client.post(DESK + "reglas/listas/", {"remove": ["0604"]}).status_code == 302
    assert keys() == ["0601", "MULTI"]
    assert client.post(DESK + "reglas/listas/", {"add": ["0199"]}).status_code == 422
    assert client.post(DESK + "reglas/listas/", {"add": ["0604"]}).status_code == 302
    assert keys() == ["0601", "0604", "MULTI"]
    refused = client.post(DESK + "reglas/listas/", {"remove": ["MULTI"]})
    assert (refused.status_code, "tiene proyectos y no puede quitarse" in refused.content.decode()) == (422, True)
    assert team("technical_team", cast.victor()).post(DESK + "reglas/listas/", {"remove": ["0604"]}).status_code == 403
    assert keys() == ["0601", "0604", "MULTI"]


def test_the_coordination_sets_the_limits_of_the_ideas() -> None:
    process = budgeting.process()
    client = team()
    page = DESK + "reglas/ideas/"
    assert client.post(page, {"idea_limit": 2, "support_limit": 3}).status_code == 302
    assert (process.idea_rules.idea_limit, process.idea_rules.support_limit) == (2, 3)
    refused = client.post(page, {"idea_limit": 0, "support_limit": 3})
    assert (refused.status_code, "Cada límite va de 1 a 100." in refused.content.decode()) == (422, True)
    assert cast.sign_in(Client(), cast.carmen()).post(page, {"idea_limit": 9, "support_limit": 9}).status_code == 403
    process.idea_rules.refresh_from_db()
    assert process.idea_rules.idea_limit == 2


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"vote_weight": "0.30"}, "Los pesos suman 1.10 y deben sumar 1."),
        ({"ceiling": "S/ 16140.42534"}, "más de dos decimales"),
        ({"ceiling": "0"}, "debe ser mayor que cero"),
    ],
)
def test_settings_that_do_not_hold_come_back_with_their_sentence(change, sentence: str) -> None:
    budgeting.process()
    response = team().post(DESK + "reglas/", settings_data(**change))
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert BudgetProcess.objects.get().ceiling == Decimal("12000000.00")


def test_the_rules_are_shown_and_not_editable_once_frozen() -> None:
    budgeting.voting_process()
    client = team()
    assert "Congeladas el" in client.get(DESK + "reglas/").content.decode()
    response = client.post(DESK + "reglas/", settings_data(max_choices=5))
    assert response.status_code == 422
    assert BudgetProcess.objects.get().max_choices == 2


def test_candidates_are_added_from_the_portfolio_and_withdrawn_with_a_ground() -> None:
    process = budgeting.process()
    process.projects.get(cui="2400006").delete()
    client = team()
    assert "2400006" in client.get(DESK + "candidatos/?texto=jesus").content.decode()
    assert client.post(DESK + "candidatos/agregar/", {"cui": ["2400006"]}).status_code == 302
    page = DESK + "candidatos/2400006/"
    assert client.post(page, {"withdraw": "1", "retiro-ground": ""}).status_code == 422
    assert client.post(page, {"withdraw": "1", "retiro-ground": "La entidad lo retiró"}).status_code == 302
    assert process.projects.get(cui="2400006").state == "withdrawn"


def test_only_the_presidency_opens_the_page_to_decide_against_the_rules() -> None:
    budgeting.judged_process()
    page = DESK + "elegibilidad/2400005/"
    assert team("technical_team").get(page).status_code == 403
    client = team("team_president", cast.victor())
    data = {"is_eligible": "si", "ground": "Le falta un céntimo", "document": "Informe 12"}
    assert client.post(page, data).status_code == 302
    assert "Le falta un céntimo" in Client().get("/espacios/pp-2027/presupuesto/2400005/").content.decode()


def test_the_matrix_is_edited_and_approved_with_its_act() -> None:
    budgeting.process()
    client = team()
    client.post(DESK + "matriz/nueva/")
    assert "plantilla sin fuerza normativa" in client.get(DESK + "matriz/").content.decode()
    assert client.get(DESK + "matriz/editar/").status_code == 200
    response = client.post(DESK + "matriz/aprobar/", {"document": "", "approved_on": "2026-05-04", "organ": "ET"})
    assert response.status_code == 422
    data = {"document": "Acta 3", "approved_on": "2026-05-04", "organ": "Equipo técnico"}
    assert client.post(DESK + "matriz/aprobar/", data).status_code == 302
    assert BudgetProcess.objects.get().matrices.get().status == "approved"


def sheet_data(process: BudgetProcess, *, but: str = "", conflict: str = "no") -> dict[str, object]:
    data: dict[str, object] = {"has_conflict": conflict, "next": "1"}
    for criterion in process.matrices.get().criteria.prefetch_related("options"):
        if criterion.code != but:
            data[f"score_{criterion.pk}"] = criterion.options.first().pk
            data[f"ground_{criterion.pk}"] = f"Sustento de {criterion.code}"
    return data


@time_machine.travel(budgeting.AT, tick=False)
def test_a_sheet_is_saved_reviewed_and_handed_in() -> None:
    process = budgeting.judged_process()
    client = team("technical_team")
    page = DESK + "fichas/2400001/"
    assert "Los datos sugieren" in client.get(page).content.decode()
    assert client.post(page, sheet_data(process, but="C8")).status_code == 302
    refused = client.post(page + "entregar/")
    assert refused.status_code == 422
    assert "Falta puntuar: Género" in refused.content.decode()
    client.post(page, sheet_data(process))
    assert client.post(page + "entregar/").status_code == 302
    assert EvaluationSheet.objects.get().status == "submitted"
    assert "Ya no cambia" in client.get(page, follow=True).content.decode()


@time_machine.travel(budgeting.AT, tick=False)
def test_nobody_sees_the_points_of_another_before_handing_in_their_own() -> None:
    process = budgeting.judged_process()
    project = process.projects.get(cui="2400001")
    third = cast.give_role(cast.person("nora@ejemplo.pe", "Nora", "Paz", "Luna"), process.space, "technical_team")
    budgeting.name_evaluator(process=process, user=third, actor=cast.elena(), at=budgeting.AT)
    budgeting.fill_sheet(project, cast.elena())
    waiting = cast.sign_in(Client(), budgeting.marta())
    assert "100.00" not in waiting.get(DESK + "evaluacion/").content.decode()
    budgeting.fill_sheet(project, budgeting.marta())
    assert "100.00" in waiting.get(DESK + "evaluacion/").content.decode()
    assert "100.00" not in cast.sign_in(Client(), third).get(DESK + "evaluacion/").content.decode()


def workbook(rows: list[tuple[str, ...]], headers: tuple[str, ...] = HEADERS) -> SimpleUploadedFile:
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    page = book.add_worksheet()
    page.write_row(0, 0, headers)
    for number, row in enumerate(rows, start=1):
        page.write_row(number, 0, row)
    book.close()
    return SimpleUploadedFile("fichas.xlsx", out.getvalue(), XLSX)


@time_machine.travel(budgeting.AT, tick=False)
def test_the_spreadsheet_goes_out_and_comes_back_as_drafts() -> None:
    process = budgeting.judged_process()
    client = team("technical_team")
    content = client.get(DESK + "fichas/hoja.xlsx").content
    rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    assert len(rows) == 1 + 4 * 8
    filled = [(*map(str, row[:7]), str(row[5]).split(" (")[0], "Sustento") for row in rows[1:9]]
    preview = client.post(DESK + "fichas/subir/", {"file": workbook(filled)})
    assert preview.status_code == 200
    assert EvaluationSheet.objects.count() == 0
    stored = preview.context["stored"]
    assert client.post(DESK + "fichas/subir/", {"confirm": stored.pk}).status_code == 302
    assert EvaluationSheet.objects.get().scores.count() == 8
    other = cast.sign_in(Client(), budgeting.marta())
    assert other.post(DESK + "fichas/subir/", {"confirm": stored.pk}).status_code == 404
    assert process.projects.get(cui="2400001").sheets.get().status == "draft"


@time_machine.travel(budgeting.AT, tick=False)
@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (("9999999", "", "C1", "", "", "", "", "Directo", "s"), "«9999999» no está entre los que te toca puntuar"),
        (("2400001", "", "C99", "", "", "", "", "Directo", "s"), "«C99» no es de la matriz"),
        (("2400001", "", "C1", "", "", "", "", "99", "s"), "«99» no es una de las opciones de C1"),
    ],
)
def test_each_wrong_row_of_the_spreadsheet_is_named_and_nothing_is_kept(row, sentence: str) -> None:
    budgeting.judged_process()
    response = team("technical_team").post(DESK + "fichas/subir/", {"file": workbook([row])})
    assert response.status_code == 422
    page = response.content.decode()
    assert sentence in page
    assert re.search(r'<td class="number"[^>]*>2</td>', page)
    assert EvaluationSheet.objects.count() == 0


@time_machine.travel(budgeting.AT, tick=False)
def test_a_file_with_a_wrong_row_is_not_kept_even_if_somebody_insists() -> None:
    budgeting.judged_process()
    client = team("technical_team")
    wrong = workbook([["9999999", "", "C1", "", 1, "algo", "1", "Sustento"]])
    stored = client.post(DESK + "fichas/subir/", {"file": wrong}).context["stored"]
    response = client.post(DESK + "fichas/subir/", {"confirm": stored.pk})
    refused = Refused(EvaluationRefusal.BAD_FILE, why="todavía tiene filas con error")
    assert (response.status_code, str(refused.sentence) in response.content.decode()) == (422, True)
    assert EvaluationSheet.objects.count() == 0


@time_machine.travel(budgeting.AT, tick=False)
@pytest.mark.parametrize(
    "upload",
    [
        workbook([], headers=("Otra", "hoja")),
        SimpleUploadedFile("fichas.xlsx", b"no es una hoja", XLSX),
        SimpleUploadedFile("fichas.xlsx", b"", XLSX),
    ],
)
def test_a_file_that_is_not_our_spreadsheet_gets_a_sentence(upload: SimpleUploadedFile) -> None:
    budgeting.judged_process()
    upload.seek(0)
    assert team("technical_team").post(DESK + "fichas/subir/", {"file": upload}).status_code == 422


@time_machine.travel(budgeting.AT, tick=False)
def test_preparing_the_vote_says_what_is_missing_and_needs_a_confirmation() -> None:
    process = budgeting.evaluated_process()
    client = team()
    assert "Antes falta" in client.get(DESK + "votacion/").content.decode()
    assert client.post(DESK + "votacion/", {"challenge_hours": 72}).status_code == 422
    assert poll_of(process.space) is None
    assert client.post(DESK + "votacion/", {"challenge_hours": 72, "understood": "on"}).status_code == 302
    assert poll_of(process.space).status == "draft"
    assert client.post(DESK + "votacion/padron/").status_code == 302
    assert client.post(DESK + "votacion/fechas/").status_code == 302


@time_machine.travel(budgeting.AFTER, tick=False)
def test_the_result_is_computed_published_and_its_act_issued_at_the_desk() -> None:
    budgeting.voted_process()
    client = team()
    assert client.post(DESK + "resultado/", {"reason": ""}).status_code == 302
    assert client.post(DESK + "resultado/", {"reason": ""}).status_code == 422
    assert Prioritization.objects.count() == 1
    assert client.post(DESK + "resultado/publicar/").status_code == 302
    assert client.post(DESK + "resultado/publicar/").status_code == 409
    data = {
        "place": "Cajamarca",
        "held_on": "2026-06-08",
        "attendance": 12,
        "commitments": "GORE | Incluirlos | 2026-12-31 | PIA",
    }
    assert client.post(DESK + "resultado/acta/", data).status_code == 302
    commitment = Prioritization.objects.get().agreement.commitments.get(project=None)
    assert (commitment.actor, str(commitment.due_on), commitment.evidence) == ("GORE", "2026-12-31", "PIA")


@time_machine.travel(budgeting.VOTE_OPENS, tick=False)
def test_no_result_is_computed_at_the_desk_while_the_vote_is_open() -> None:
    budgeting.voting_process()
    response = team().post(DESK + "resultado/", {"reason": "Prisa"})
    assert response.status_code == 422
    assert "La votación no ha cerrado" in response.content.decode()


@time_machine.travel(budgeting.AT, tick=False)
def test_the_matrix_is_saved_as_a_browser_sends_it_with_open_ranges_and_an_empty_last_criterion() -> None:
    process = budgeting.process()
    client = team("technical_team")
    client.post(DESK + "matriz/nueva/")
    forms = client.get(DESK + "matriz/editar/").context["forms"]
    sent = {field.html_name: "" if field.value() is None else field.value() for field in forms.management_form}
    for form in forms:
        for field in form:
            value = field.value()
            if value is not None and value is not False:
                sent[field.html_name] = str(value)
    assert client.post(DESK + "matriz/editar/", sent).status_code == 302
    assert process.matrices.get().criteria.count() == 8
