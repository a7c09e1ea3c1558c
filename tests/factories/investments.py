"""Portfolios as officials have them: small spreadsheets with fixed values, and versions already confirmed."""

import csv
import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories.cast import AT, give_entity_role, person, public_body
from tinkuy.commons.investments.actions import confirm_portfolio, read_portfolio, receive_portfolio
from tinkuy.commons.investments.models import PortfolioVersion
from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.organizations.models import PublicBody

HEADER = (
    *("Código único de inversión", "Nombre de la inversión", "Estado de la inversión", "Monto viable"),
    *("Costo actualizado", "Departamento", "Provincia", "Distrito", "Ubigeo"),
)
ROAD = (
    2234235,
    "MEJORAMIENTO DE LA CARRETERA CHOTA - TACABAMBA",
    "ACTIVO",
    3000000.5,
    3500000,
    "CAJAMARCA",
    "CHOTA",
    "TACABAMBA",
    60417,
)
SCHOOL = (
    2324969,
    "MEJORAMIENTO DEL SERVICIO EDUCATIVO EN LA COLIPA",
    "ACTIVO",
    850000,
    900000.25,
    "CAJAMARCA",
    "CAJAMARCA",
    "JESÚS",
    60106,
)
WATER = (
    2585850,
    "AMPLIACIÓN DEL AGUA POTABLE DE SAN IGNACIO",
    "CERRADO",
    1200000,
    1200000,
    "CAJAMARCA",
    "SAN IGNACIO",
    "SAN IGNACIO",
    60901,
)


def xlsx(*sheets: tuple[str, Sequence[Sequence[Any]]]) -> bytes:
    """A workbook: (name, rows from line 1) for each sheet."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"strings_to_formulas": False})
    for name, rows in sheets:
        sheet = book.add_worksheet(name)
        for line, row in enumerate(rows):
            sheet.write_row(line, 0, row)
    book.close()
    return out.getvalue()


def portfolio(*rows: Sequence[Any], header: Sequence[str] = HEADER) -> bytes:
    return xlsx(("Cartera", [header, *rows]))


def text(*rows: Sequence[Any], separator: str = ",", header: Sequence[str] = HEADER) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows([header, *rows])
    return out.getvalue()


def upload(content: bytes, name: str = "cartera.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def pilar() -> User:
    """She plans: may load and confirm the portfolio of the region."""
    return give_entity_role(person("pilar@ejemplo.pe", "Pilar", "Quispe", "Rojas"), public_body(), "planning")


def previewed(content: bytes | None = None, *, body: PublicBody | None = None, unit: int = 1) -> PortfolioVersion:
    version = receive_portfolio(
        body=body or public_body(),
        upload=upload(content or portfolio(ROAD, SCHOOL, WATER)),
        actor=pilar(),
        at=AT,
        unit=unit,
    )
    return read_portfolio(version=version, at=AT)


def confirmed(content: bytes | None = None, *, body: PublicBody | None = None) -> PortfolioVersion:
    return confirm_portfolio(version=previewed(content, body=body), actor=pilar(), at=AT)
