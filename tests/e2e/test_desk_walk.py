"""A team takes a process from nothing to the door of the vote with the pages alone, and anybody checks a result."""

import io
import random
import subprocess
import sys
import zipfile
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pikepdf
import pytest
import xlsxwriter
from playwright.sync_api import Browser, Page, expect
from python_calamine import CalamineWorkbook

from .conftest import Site
from .walking import follow, picture, press, sign_in

pytestmark = pytest.mark.browser
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PROJECTS = {"2490001": "Carretera departamental Chota a Cutervo", "2490002": "Represa para riego de tres provincias"}
TEAM = {"presidencia": "team_president", "tecnica": "technical_team", "tecnico": "technical_team", "mesa": "desk"}


@pytest.fixture
def people(browser: Browser, site: Site):
    """Opens the site as one of the team, each with a browser of their own, kept for the whole walk."""
    contexts, pages = [], {}

    def as_(key: str) -> Page:
        if key not in pages:
            contexts.append(browser.new_context(base_url=site.url, locale="es-PE", accept_downloads=True))
            contexts[-1].set_default_timeout(8_000)
            pages[key] = contexts[-1].new_page()
            sign_in(pages[key], f"{key}@tinkuy.example")
        return pages[key]

    yield as_
    for context in contexts:
        context.close()


def test_a_team_takes_a_process_to_the_vote_without_programming(people):
    coordinator = people("administracion")
    title = f"Presupuesto participativo {random.randrange(2031, 2099)}"
    _create(coordinator, title)
    _settle_the_rules(coordinator)
    _load_a_portfolio(coordinator)
    _choose_candidates(coordinator, title)
    _approve_the_matrix(people("presidencia"), coordinator, title)
    _name_evaluators(coordinator, title)
    _score_on_the_page(people("tecnica"), title)
    _score_by_spreadsheet(people("tecnico"), title)
    _step(coordinator, title, "Evaluación técnica")
    expect(coordinator.locator("main")).to_contain_text("2490001")
    _step(coordinator, title, "Votación")
    expect(coordinator.locator("main")).to_contain_text("Padrón")
    picture(coordinator)


def _open(page: Page, title: str) -> None:
    page.goto("/panel/")
    follow(page, title)


def _step(page: Page, title: str, step: str) -> None:
    _open(page, title)
    follow(page, "Presupuesto")
    picture(page)
    page.locator("main ol.steps").get_by_role("link", name=step, exact=True).click()


def _create(page: Page, title: str) -> None:
    follow(page, "Crear un proceso")
    page.fill("[name=title]", title)
    page.fill("[name=purpose]", "Decidir qué proyectos van primero.")
    page.fill("[name=legal_basis]", "Ley 28056")
    page.fill("[name=responsible_unit]", "Gerencia de Planeamiento")
    press(page, "Crear el borrador")
    now = datetime.now(ZoneInfo("America/Lima"))
    for kind, first, last in (
        ("inscripcion", -2, 1),
        ("evaluacion", -1, 1),
        ("votacion", 1, 5),
        ("resultados", 6, 9),
    ):
        follow(page, "Cronograma")
        page.select_option("[name=kind]", kind)
        page.fill("[name=opens_at]", (now + timedelta(days=first)).strftime("%Y-%m-%dT%H:%M"))
        page.fill("[name=closes_at]", (now + timedelta(days=last)).strftime("%Y-%m-%dT%H:%M"))
        press(page, "Guardar las fechas")
        expect(page.locator("main")).to_contain_text("Cronograma guardado")
    _publish_document(page, "ordenanza", "Ordenanza de prueba")
    for key, role in TEAM.items():
        follow(page, "Equipo")
        page.fill("[name=email]", f"{key}@tinkuy.example")
        page.select_option("[name=role]", role)
        press(page, "Nombrar")
        expect(page.locator("main")).to_contain_text("Ya es parte del equipo")
    follow(page, "Resumen")
    press(page, "Publicar el proceso")
    expect(page.locator("main")).to_contain_text("cualquiera puede verlo")


def _publish_document(page: Page, kind: str, title: str) -> None:
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


def _settle_the_rules(page: Page) -> None:
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


def _load_a_portfolio(page: Page) -> None:
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


def _choose_candidates(page: Page, title: str) -> None:
    _step(page, title, "Cartera y candidatos")
    page.select_option("[name=version]", index=0)
    press(page, "Trabajar con esta versión")
    for cui in PROJECTS:
        page.check(f"[name=cui][value='{cui}']")
    press(page, "Agregar los marcados")
    _step(page, title, "Elegibilidad por ley")
    press(page, "Revisar todos con esta norma")
    picture(page)


def _approve_the_matrix(president: Page, coordinator: Page, title: str) -> None:
    _step(president, title, "Matriz de priorización")
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
    _publish_document(president, "acta_matriz", "Acta que aprueba la matriz")


def _name_evaluators(page: Page, title: str) -> None:
    for name in ("Elena Cabrera Díaz", "Abel Marín Ortiz"):
        _step(page, title, "Equipo evaluador")
        page.select_option("[name=user]", label=name)
        press(page, "Nombrar para evaluar")
        expect(page.locator("main .cards")).to_contain_text(name)


def _score_on_the_page(page: Page, title: str) -> None:
    for name in PROJECTS.values():
        _open(page, title)
        follow(page, "Mis fichas")
        follow(page, name)
        page.check("[name=has_conflict][value=no]")
        for group in page.locator("main fieldset.group:has(textarea)").all():
            group.locator("input[type=radio]").first.check()
            group.locator("textarea").fill("Según la ficha técnica.")
        press(page, "Guardar y revisar antes de entregar")
        press(page, "Entregar mi ficha")
        expect(page.locator("main")).to_contain_text("Ficha entregada")


def _score_by_spreadsheet(page: Page, title: str) -> None:
    _open(page, title)
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


def test_anybody_downloads_the_package_of_a_result_and_checks_it(page: Page, site: Site, tmp_path: Path):
    page.goto("/")
    follow(page, "Mira qué se decidió")
    picture(page)
    with page.expect_download() as download:
        page.locator("main a[href$='paquete.zip']").first.click()
    package = tmp_path / "paquete.zip"
    package.write_bytes(download.value.path().read_bytes())
    assert site.tinkuy("verify", str(package)).returncode == 0
    with zipfile.ZipFile(package) as archive:
        archive.extract("verify.py", tmp_path)
    alone = [sys.executable, str(tmp_path / "verify.py"), str(package)]
    assert subprocess.run(alone, capture_output=True, check=False).returncode == 0
    raw = bytearray(package.read_bytes())
    raw[len(raw) // 2] ^= 1
    package.write_bytes(raw)
    assert site.tinkuy("verify", str(package)).returncode == 1
