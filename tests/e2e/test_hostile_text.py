"""Whatever people, agents and staff write stays text: it is stored in every form, then every page that shows it is
visited (INTEGRITY 3)."""

import io
import random
from datetime import datetime, timedelta

import pytest
import xlsxwriter
from playwright.sync_api import Browser, Page, expect

from . import desk
from .agents import find_at
from .conftest import Site
from .hostile import PAYLOADS, Watch, fill
from .walking import PASSWORD, attach, follow, page_kinds, press

pytestmark = pytest.mark.browser
CUI = "2590001"


def test_no_text_that_somebody_stored_becomes_code(people, browser: Browser, site: Site):
    staff, citizen = people("administracion"), people("agent")
    for page in (staff, citizen, people("mesa"), people("presidencia"), people("tecnica")):
        page.set_viewport_size({"width": 360, "height": 740})
    watches = [Watch(staff), Watch(citizen), Watch(people("tecnica"))]
    slug = _process(staff)
    _rules(staff, slug)
    _portfolio(staff)
    _candidates(staff, people("presidencia"), slug)
    _matrix(people("presidencia"), slug)
    _evaluation(staff, people("tecnica"), slug)
    code = _registration(citizen, people("mesa"), slug)
    _idea(citizen, staff, slug)
    _vote(staff, slug)
    stranger = browser.new_page(base_url=site.url, viewport={"width": 360, "height": 740})
    watches.append(Watch(stranger))
    kinds = _visit(stranger, watches[-1], f"/espacios/{slug}/") | _visit(citizen, watches[1], f"/espacios/{slug}/")
    kinds |= _visit(staff, watches[0], f"/panel/espacios/{slug}/")
    kinds |= _visit(people("tecnica"), watches[2], f"/panel/espacios/{slug}/")
    staff.goto(f"/panel/espacios/{slug}/acreditacion/{code}/")
    watches[0].look(staff)
    _search(stranger, watches[-1])
    stranger.context.close()
    assert {"spaces:detail", "spaces:log", "budgeting:project", "budgeting:idea", "voting:staff"} <= kinds
    assert [fault for watch in watches for fault in watch.faults] == []


def _visit(page: Page, watch: Watch, start: str) -> set[str]:
    return set(page_kinds(page, start=start, look=watch.look, limit=55))


def _submit(page: Page, button: str, keep: dict[str, object] | None = None) -> None:
    fill(page, button, keep)
    press(page, button)


def _process(page: Page) -> str:
    page.goto("/panel/")
    follow(page, "Crear un proceso")
    _submit(page, "Crear el borrador", {"title": f"{PAYLOADS[2]} {random.randrange(10**6)}"})
    page.wait_for_url("**/panel/espacios/*/**")
    slug = page.url.split("/espacios/")[1].split("/")[0]
    now = datetime.now(desk.LIMA)
    for kind, last in (("inscripcion", 2), ("ideas", 2), ("evaluacion", 2), ("votacion", 5), ("resultados", 9)):
        desk.schedule(page, kind, now - timedelta(days=1), now + timedelta(days=last))
    for kind in ("ordenanza", "acta_matriz", "padron"):
        desk.publish_document(page, kind, random.choice(PAYLOADS))
    for key, role in desk.TEAM.items():
        follow(page, "Equipo")
        page.fill("[name=email]", f"{key}@tinkuy.example")
        page.select_option("[name=role]", role)
        press(page, "Nombrar")
    follow(page, "Resumen")
    press(page, "Publicar el proceso")
    follow(page, "Cronograma")
    dates = {
        "kind": "ideas",
        "opens_at": _moment(now - timedelta(days=1)),
        "closes_at": _moment(now + timedelta(days=3)),
    }
    _submit(page, "Guardar las fechas", dates)
    return slug


def _moment(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M")


def _rules(page: Page, slug: str) -> None:
    page.goto(f"/panel/espacios/{slug}/presupuesto/")
    button = page.locator("main form button[type=submit]").inner_text()
    _submit(page, button)
    expect(page.locator("main .error-summary")).to_be_visible()
    page.fill("[name=fiscal_year]", "2031")
    page.fill("[name=ceiling]", "30000000")
    page.fill("[name=institutional_share]", "12.5")
    page.fill("[name=technical_weight]", "0.80")
    page.fill("[name=vote_weight]", "0.20")
    page.fill("[name=max_choices]", "3")
    page.fill("[name=minimum_evaluators]", "1")
    page.fill("[name=spread_threshold]", "20")
    page.click("main form button[type=submit]")
    expect(page.locator("main")).to_contain_text("Sigue la lista de pasos")


def _portfolio(page: Page) -> None:
    """Every column hostile but code, amount and place; and a row whose amount and place are hostile."""
    titles = ["CÓDIGO ÚNICO", "NOMBRE DE LA INVERSIÓN", "FUNCIÓN", "SITUACIÓN", "UNIDAD EJECUTORA", PAYLOADS[1]]
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("<img src=x onerror=y>")
        sheet.write_row(0, 0, [*titles, "COSTO ACTUALIZADO", "BENEFICIARIOS", "UBIGEO"])
        for line, place in enumerate(("060401", "060601", "060101"), start=1):
            texts = [CUI, PAYLOADS[0], PAYLOADS[2], "VIABLE", PAYLOADS[13], PAYLOADS[24]]
            sheet.write_row(line, 0, [*texts, "20,000,000.00", "400000", place])
        for line, payload in enumerate(PAYLOADS, start=4):
            sheet.write_row(line, 0, [f"25900{line:02}", *[payload] * 5, payload, payload, payload])
    page.goto("/panel/")
    follow(page, "Cartera de inversiones")
    follow(page, "Cargar una hoja de cálculo")
    file = {"name": "<img src=x onerror=window.__pwned=1>.xlsx", "mimeType": desk.XLSX, "buffer": out.getvalue()}
    page.set_input_files("[name=file]", files=[file])
    press(page, "Leer la hoja")
    page.get_by_role("button", name="Confirmar 1 inversiones").wait_for(timeout=30_000)
    press(page, "Confirmar 1 inversiones")


def _candidates(page: Page, president: Page, slug: str) -> None:
    here = f"/panel/espacios/{slug}/presupuesto/"
    page.goto(here + "candidatos/")
    page.select_option("[name=version]", index=0)
    press(page, "Trabajar con esta versión")
    page.check(f"[name=cui][value='{CUI}']")
    press(page, "Agregar los marcados")
    page.goto(here + f"candidatos/{CUI}/")
    _submit(page, "Guardar el monto", {"amount": "19000000"})
    page.goto(here + "elegibilidad/")
    press(page, "Revisar todos con esta norma")
    president.goto(here + f"elegibilidad/{CUI}/")
    _submit(president, "Firmar la decisión", {"is_eligible": "si"})


def _matrix(page: Page, slug: str) -> None:
    page.goto(f"/panel/espacios/{slug}/presupuesto/matriz/")
    page.locator("main form button").first.click()
    boxes = page.locator("main form input[name$=weight]").all()
    keep = {}
    for box in boxes:
        name = box.get_attribute("name") or ""
        stem = name.removesuffix("weight")
        for part in ("weight", "code", "options"):
            keep[stem + part] = page.locator(f"[name='{stem}{part}']").input_value()
        if not keep[name]:
            keep |= {stem + part: "" for part in ("name", "description", "data_source")}
    _submit(page, "Guardar la matriz", keep)
    page.goto(f"/panel/espacios/{slug}/presupuesto/matriz/aprobar/")
    _submit(page, "Aprobar esta matriz", {"approved_on": "2026-01-05"})


def _evaluation(coordinator: Page, evaluator: Page, slug: str) -> None:
    coordinator.goto(f"/panel/espacios/{slug}/presupuesto/evaluadores/")
    coordinator.select_option("[name=user]", label="Elena Cabrera Díaz")
    press(coordinator, "Nombrar para evaluar")
    evaluator.goto(f"/panel/espacios/{slug}/presupuesto/fichas/{CUI}/")
    _submit(evaluator, "Guardar y revisar antes de entregar", {"has_conflict": "no"})
    press(evaluator, "Entregar mi ficha")


def _registration(citizen: Page, office: Page, slug: str) -> str:
    citizen.goto(f"/cuenta/signup/?next=/espacios/{slug}/inscripcion/")
    mail = f"hostil{random.randrange(10**9)}@ejemplo.pe"
    terms = {"consent_terms": True, "consent_data": True}
    _submit(citizen, "Crear mi cuenta", {"email": mail, "password1": PASSWORD, **terms})
    press(citizen, "Empezar mi inscripción")
    known = {"document_kind": "dni", "document_number": f"4{random.randrange(10**7):07}", "birth_date": "1984-03-05"}
    _submit(citizen, "Guardar y seguir", {**known, "phone": "976000111", "email": mail})
    keep = {"represents": "organization", "organization_ruc": "", "place": "0608", "organization_founded_on": ""}
    _submit(citizen, "Guardar y seguir", keep)
    attach(citizen, kind="mandate", name="<img src=x onerror=window.__pwned=1>.png")
    attach(citizen, kind="sworn_statement", name="'\"><svg onload=window.__pwned=2>.png")
    follow(citizen, "Seguir: revisar todo")
    for purpose in ("terms", "data", "sworn"):
        citizen.check(f"[name={purpose}]")
    press(citizen, "Enviar mi inscripción")
    code = citizen.locator(".receipt .code").inner_text()
    find_at(office, slug, code)
    office.click("summary:has-text('Observar: falta algo')")
    _submit(office, "Observar y avisar")
    citizen.goto(f"/espacios/{slug}/inscripcion/{code}/subsanar/")
    _submit(citizen, "Enviar subsanación")
    expect(citizen.locator("main")).to_contain_text("Subsanada")
    find_at(office, slug, code)
    press(office, "Admitir la inscripción")
    office.select_option("[name=grant-identity]", "desk")
    press(office, "Emitir la credencial")
    expect(office.locator("main")).to_contain_text("Credencial N.º")
    return code


def _idea(citizen: Page, page: Page, slug: str) -> None:
    citizen.goto(f"/espacios/{slug}/ideas/nueva/")
    _submit(citizen, "Publicar mi idea")
    expect(citizen.locator("main .error-summary")).to_be_visible()
    keep = {"amount": "1200", "beneficiaries": "10", "ubigeo": "0608", "shows_author": True}
    _submit(citizen, "Publicar mi idea", keep)
    expect(citizen.locator("main")).to_contain_text("Tu idea está publicada")
    code = citizen.url.rstrip("/").rsplit("/", 1)[1]
    page.goto(f"/panel/espacios/{slug}/ideas/{code}/")
    _submit(page, "Publicar la respuesta", {"cui": ""})


def _vote(page: Page, slug: str) -> None:
    page.goto(f"/panel/espacios/{slug}/presupuesto/votacion/")
    page.check("[name=understood]")
    press(page, "Congelar y preparar la votación")
    follow(page, "Conducir la votación")
    press(page, "Congelar y abrir")
    page.click("summary:has-text('Prorrogar la votación')")
    later = datetime.now(desk.LIMA) + timedelta(days=8)
    _submit(page, "Prorrogar", {"closes_at": _moment(later)})
    page.goto(f"/panel/espacios/{slug}/votacion/padron/")
    page.locator("main table a").first.click()
    _submit(page, "Proponer la anulación")
    expect(page.locator("main [role=alert]")).to_be_visible()


def _search(page: Page, watch: Watch) -> None:
    """What is typed comes back too: in the search and in the filters."""
    for number, payload in enumerate(PAYLOADS):
        path = ("/buscar/?q=", "/inversiones/?q=")[number % 2]
        page.goto(path + "".join(f"%{byte:02X}" for byte in payload.encode()))
        watch.look(page)
