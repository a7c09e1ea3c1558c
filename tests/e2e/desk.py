"""What a team does at the desk to bring a process from nothing to its published result, with the pages alone."""

import io
import time
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pikepdf
import xlsxwriter
from playwright.sync_api import Page, expect
from python_calamine import CalamineWorkbook

from .walking import follow, picture, press

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PROJECTS = {"2490001": "Carretera departamental Chota a Cutervo", "2490002": "Represa para riego de tres provincias"}
TEAM = {"presidencia": "team_president", "tecnica": "technical_team", "tecnico": "technical_team", "mesa": "desk"}
LIMA = ZoneInfo("America/Lima")


def open_process(page: Page, title: str) -> None:
    page.goto("/panel/")
    follow(page, title)


def step(page: Page, title: str, step: str) -> None:
    open_process(page, title)
    follow(page, "Presupuesto")
    picture(page)
    page.locator("main ol.steps").get_by_role("link", name=step, exact=True).click()


def create(page: Page, title: str) -> None:
    follow(page, "Crear un proceso")
    page.fill("[name=title]", title)
    page.fill("[name=purpose]", "Decidir qué proyectos van primero.")
    page.fill("[name=legal_basis]", "Ley 28056")
    page.fill("[name=responsible_unit]", "Gerencia de Planeamiento")
    press(page, "Crear el borrador")
    now = datetime.now(LIMA)
    for kind, first, last in (
        ("inscripcion", -2, 1),
        ("evaluacion", -1, 1),
        ("votacion", 1, 5),
        ("resultados", 6, 9),
    ):
        schedule(page, kind, now + timedelta(days=first), now + timedelta(days=last))
    publish_document(page, "ordenanza", "Ordenanza de prueba")
    for key, role in TEAM.items():
        follow(page, "Equipo")
        page.fill("[name=email]", f"{key}@tinkuy.example")
        page.select_option("[name=role]", role)
        press(page, "Nombrar")
        expect(page.locator("main")).to_contain_text("Ya es parte del equipo")
    follow(page, "Resumen")
    press(page, "Publicar el proceso")
    expect(page.locator("main")).to_contain_text("cualquiera puede verlo")


def schedule(page: Page, kind: str, opens_at: datetime, closes_at: datetime, reason: str = "") -> None:
    follow(page, "Cronograma")
    page.select_option("[name=kind]", kind)
    page.fill("[name=opens_at]", opens_at.strftime("%Y-%m-%dT%H:%M"))
    page.fill("[name=closes_at]", closes_at.strftime("%Y-%m-%dT%H:%M"))
    page.fill("[name=reason]", reason)
    press(page, "Guardar las fechas")
    expect(page.locator("main")).to_contain_text("Cronograma guardado")


def publish_document(page: Page, kind: str, title: str) -> None:
    paper = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(paper)
    page.locator("main nav").get_by_role("link", name="Documentos", exact=True).click()
    page.select_option("[name=kind]", kind)
    page.fill("[name=title]", title)
    file = {"name": f"{kind}.pdf", "mimeType": "application/pdf", "buffer": paper.getvalue()}
    page.set_input_files("[name=upload]", files=[file])
    press(page, "Publicar el documento")
    expect(page.locator("main")).to_contain_text("Documento publicado")


def settle_the_rules(page: Page) -> None:
    follow(page, "Presupuesto")
    page.fill("[name=fiscal_year]", "2031")
    page.fill("[name=ceiling]", "S/ 30,000,000.00")
    page.fill("[name=institutional_share]", "12.5")
    page.fill("[name=vote_weight]", "0.30")
    picture(page)
    page.click("main form button[type=submit]")
    expect(page.locator("main")).to_contain_text("Los pesos suman 1.10 y deben sumar 1.")
    expect(page.locator("[name=ceiling]")).to_have_value("S/ 30,000,000.00")
    page.fill("[name=vote_weight]", "0.20")
    page.click("main form button[type=submit]")
    expect(page.locator("main")).to_contain_text("Sigue la lista de pasos")


def load_a_portfolio(page: Page) -> None:
    page.goto("/panel/")
    follow(page, "Cartera de inversiones")
    follow(page, "Cargar una hoja de cálculo")
    file = {"name": "cartera.xlsx", "mimeType": XLSX, "buffer": _portfolio()}
    page.set_input_files("[name=file]", files=[file])
    press(page, "Leer la hoja")
    bad = page.locator("main tr:has-text('S/ mucho')").first
    expect(bad).to_be_visible(timeout=30_000)
    picture(page)
    press(page, "Confirmar 2 inversiones")


def _portfolio() -> bytes:
    """Two investments over several districts, and a row whose amount is no amount."""
    rows = [
        (
            "CÓDIGO ÚNICO",
            "NOMBRE DE LA INVERSIÓN",
            "FUNCIÓN",
            "SITUACIÓN",
            "COSTO ACTUALIZADO",
            "BENEFICIARIOS",
            "UBIGEO",
        )
    ]
    for cui, name in PROJECTS.items():
        rows += [
            (cui, name, "TRANSPORTE", "VIABLE", "20,000,000.00", "400000", place)
            for place in ("060401", "060601", "060101")
        ]
    rows.append(("2490003", "Fila con un monto imposible", "TRANSPORTE", "VIABLE", "S/ mucho", "10", "060101"))
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for line, row in enumerate(rows):
            sheet.write_row(line, 0, row)
    return out.getvalue()


def choose_candidates(page: Page, title: str) -> None:
    step(page, title, "Cartera y candidatos")
    page.select_option("[name=version]", index=0)
    press(page, "Trabajar con esta versión")
    for cui in PROJECTS:
        page.check(f"[name=cui][value='{cui}']")
    press(page, "Agregar los marcados")
    step(page, title, "Elegibilidad por ley")
    press(page, "Revisar todos con esta norma")
    picture(page)


def approve_the_matrix(president: Page, coordinator: Page, title: str) -> None:
    step(president, title, "Matriz de priorización")
    if president.get_by_role("link", name="Editar los criterios").count() == 0:
        president.locator("main form button").first.click()
    else:
        follow(president, "Editar los criterios")
    picture(president)
    press(president, "Guardar la matriz")
    follow(president, "Aprobar con su acta")
    president.fill("[name=document]", "Acta 001")
    president.fill("[name=approved_on]", "2026-01-05")
    president.fill("[name=organ]", "Equipo técnico")
    press(president, "Aprobar esta matriz")
    follow(president, "Publicar su acta en «Documentos»")
    publish_document(president, "acta_matriz", "Acta que aprueba la matriz")


def name_evaluators(page: Page, title: str) -> None:
    for name in ("Elena Cabrera Díaz", "Abel Marín Ortiz"):
        step(page, title, "Equipo evaluador")
        page.select_option("[name=user]", label=name)
        press(page, "Nombrar para evaluar")
        expect(page.locator("main .cards")).to_contain_text(name)


def score_on_the_page(page: Page, title: str) -> None:
    for name in PROJECTS.values():
        open_process(page, title)
        follow(page, "Mis fichas")
        follow(page, name)
        page.check("[name=has_conflict][value=no]")
        for group in page.locator("main fieldset.group:has(textarea)").all():
            group.locator("input[type=radio]").first.check()
            group.locator("textarea").fill("Según la ficha técnica.")
        press(page, "Guardar y revisar antes de entregar")
        press(page, "Entregar mi ficha")
        expect(page.locator("main")).to_contain_text("Ficha entregada")


def score_by_spreadsheet(page: Page, title: str) -> None:
    open_process(page, title)
    follow(page, "Mis fichas")
    with page.expect_download() as download:
        follow(page, "Bajar la hoja de cálculo")
    rows = CalamineWorkbook.from_path(str(download.value.path())).get_sheet_by_index(0).to_python()
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, rows[0])
        for line, row in enumerate(rows[1:], start=1):
            sheet.write_row(line, 0, [*map(str, row[:7]), str(row[5]).split(" (")[0], "Según la hoja de campo."])
    follow(page, "Subir la hoja llena")
    page.set_input_files("[name=file]", files=[{"name": "fichas.xlsx", "mimeType": XLSX, "buffer": out.getvalue()}])
    press(page, "Leer el archivo")
    picture(page)
    press(page, "Guardar como borradores")
    for name in PROJECTS.values():
        follow(page, name)
        page.check("[name=has_conflict][value=no]")
        press(page, "Guardar y revisar antes de entregar")
        press(page, "Entregar mi ficha")


def prepare_the_vote(page: Page, title: str) -> datetime:
    """The roll is published, the dates come close, everything freezes, the box opens. Returns the closing instant."""
    open_process(page, title)
    publish_document(page, "padron", "Padrón definitivo")
    now = datetime.now(LIMA)
    closes_at = (now + timedelta(seconds=140)).replace(second=0, microsecond=0)
    schedule(page, "votacion", now - timedelta(minutes=2), closes_at, "Se adelanta para la prueba.")
    step(page, title, "Votación")
    press(page, "Congelar y preparar la votación")
    expect(page.locator("main .error-summary")).to_contain_text("no se puede deshacer")
    page.fill("[name=challenge_hours]", "0")
    page.check("[name=understood]")
    press(page, "Congelar y preparar la votación")
    expect(page.locator("main")).to_contain_text("Huella de las reglas")
    follow(page, "Conducir la votación")
    picture(page)
    press(page, "Congelar y abrir")
    expect(page.locator("main")).to_contain_text("La votación quedó abierta")
    return closes_at


def wait_until(moment: datetime) -> None:
    time.sleep(max((moment - datetime.now(LIMA)).total_seconds(), 0) + 0.5)


def close_the_vote(page: Page, title: str) -> None:
    """By hand, or the job was first; then its counts are published and its key destroyed."""
    open_process(page, title)
    page.locator("main nav").get_by_role("link", name="Votación", exact=True).click()
    if page.get_by_role("button", name="Cerrar y sellar", exact=True).count():
        press(page, "Cerrar y sellar")
        expect(page.locator("main")).to_contain_text("La votación quedó cerrada y sellada")
    picture(page)
    press(page, "Publicar los conteos")
    if page.get_by_role("button", name="Destruir la llave para siempre").count():
        press(page, "Destruir la llave para siempre")
    expect(page.locator("main")).to_contain_text("destruida")


def publish_the_result(page: Page, title: str) -> None:
    open_process(page, title)
    now = datetime.now(LIMA)
    schedule(page, "resultados", now - timedelta(minutes=1), now + timedelta(days=3), "Se adelanta para la prueba.")
    page.locator("main nav").get_by_role("link", name="Resultado", exact=True).click()
    press(page, "Calcular el resultado")
    expect(page.locator("main")).to_contain_text("Resultado calculado")
    picture(page)
    press(page, "Publicar este resultado")
    expect(page.locator("main")).to_contain_text("Resultado publicado")
    picture(page)
