"""How a person becomes a participating agent, at both sides of the desk."""

import random

from playwright.sync_api import Page, expect

from .walking import attach, follow, picture, press, sign_up


def register(page: Page, title: str) -> str:
    page.goto("/")
    follow(page, title)
    follow(page, "Inscríbete como agente participante")
    follow(page, "Crear mi cuenta")
    sign_up(page, "Domitila", "Quispe")
    press(page, "Empezar mi inscripción")
    page.fill("[name=document_number]", f"4{random.randrange(10**7):07}")
    page.fill("[name=given_names]", "Domitila")
    page.fill("[name=paternal_surname]", "Quispe")
    page.fill("[name=birth_date]", "1984-03-05")
    page.select_option("[name=sex]", "female")
    page.fill("[name=phone]", "976 000 111")
    page.select_option("[name=education]", "secondary")
    press(page, "Guardar y seguir")
    page.check("[name=represents][value=organization]")
    page.fill("[name=organization_name]", f"Comité de regantes El Tambo {random.randrange(10**6)}")
    page.select_option("[name=organization_kind]", index=1)
    page.fill("[name=post]", "Presidenta")
    page.select_option("[name=place]", "0608")
    press(page, "Guardar y seguir")
    attach(page, kind="mandate", name="acta.png")
    attach(page, kind="sworn_statement", name="declaracion.png")
    follow(page, "Seguir: revisar todo")
    for purpose in ("terms", "data", "sworn"):
        page.check(f"[name={purpose}]")
    press(page, "Enviar mi inscripción")
    expect(page.locator("h1")).to_have_text("Tu inscripción llegó")
    code = page.locator(".receipt .code").inner_text()
    picture(page)
    page.click("header a:has-text('Mis trámites')")
    expect(page.locator("main")).to_contain_text("Enviada")
    return code


def find(page: Page, code: str, title: str) -> None:
    page.goto("/")
    page.click("header a:has-text('Panel')")
    follow(page, title)
    follow(page, "Acreditación")
    page.fill("[name=q]", code)
    press(page, "Filtrar")
    picture(page)
    page.click(f"main tr:has-text('{code}') a")


def accredit(page: Page, code: str, title: str) -> None:
    find(page, code, title)
    press(page, "Admitir la inscripción")
    page.select_option("[name=grant-identity]", "desk")
    press(page, "Emitir la credencial")
    expect(page.locator("main")).to_contain_text("Credencial N.º")


def find_at(page: Page, slug: str, code: str) -> None:
    """The request at the desk of the process with that address, whatever its title says."""
    page.goto(f"/panel/espacios/{slug}/acreditacion/{code}/")
