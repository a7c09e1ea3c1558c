"""Rosters as spreadsheets. The public one and the staff one are different functions, so that no switch can mix them."""

import csv
import io
from collections.abc import Iterator
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from tinkuy.foundation.accounts.queries.sealing import Opener
from tinkuy.foundation.spaces.models import Space
from tinkuy.foundation.territory.queries import names_by_code

from . import queries
from .models import Accreditation, AccreditationRequest

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_RISKY = ("=", "+", "-", "@", "\t", "\r")


def neutral(value: object) -> str:
    """A cell that no spreadsheet takes for a formula (INTEGRITY 4.7)."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_RISKY) else text


def public_roster_rows(space: Space) -> Iterator[list[str]]:
    yield [_("N.º"), _("Nombre"), _("Organización"), _("Clase"), _("Puesto"), _("Provincia"), _("Voto"), _("Estado")]
    provinces = _province_names(space)
    for row in queries.published_roster(space).order_by("number").iterator(chunk_size=1000):
        yield _public_cells(row, provinces)


def masked_roster_rows(space: Space) -> Iterator[list[str]]:
    """For working with others of the entity: who is on file, in which state, with the last four of the document. No
    number, mail, telephone nor birth date: it is built from its own columns."""
    yield [
        _("Código"), _("Estado"), _("Credencial"), _("Documento"), _("Nombre"), _("Organización"), _("Cargo"),
        _("Puesto"), _("Clase"), _("Provincia"), _("Canal"),
    ]  # fmt: skip
    rows = AccreditationRequest.objects.filter(space=space).exclude(state="draft").select_related("accreditation")
    names = names_by_code(set(rows.values_list("province_code", flat=True)))
    for row in rows.order_by("id").iterator(chunk_size=500):
        yield [neutral(cell) for cell in _masked_cells(row, names)]


def staff_roster_rows(space: Space) -> Iterator[list[str]]:
    """Everything the desk keeps on who is on file, number of the document included: the caller records the reading."""
    yield [
        _("Código"), _("Estado"), _("Credencial"), _("Tipo de documento"), _("Número"), _("Apellido paterno"),
        _("Apellido materno"), _("Nombres"), _("Sexo"), _("Nacimiento"), _("Correo"), _("Celular"), _("Instrucción"),
        _("Profesión"), _("Organización"), _("RUC"), _("Cargo"), _("Puesto"), _("Clase"), _("Provincia"), _("Distrito"),
        _("Canal"),
    ]  # fmt: skip
    rows = AccreditationRequest.objects.filter(space=space).exclude(state="draft").select_related("accreditation")
    names = names_by_code(set(rows.values_list("district_code", flat=True)) | set(_province_names(space)))
    opener = Opener()
    for row in rows.order_by("id").iterator(chunk_size=500):
        yield [neutral(cell) for cell in _staff_cells(row, names, opener)]


def csv_lines(rows: Iterator[list[str]]) -> Iterator[str]:
    yield "\ufeff"
    for row in rows:
        yield _line(row)


def workbook(rows: Iterator[list[str]], *, sheet: str) -> bytes:
    """An XLSX whose cells are all text, so that a DNI keeps its leading zero."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    page = book.add_worksheet(sheet[:31])
    bold = book.add_format({"bold": True})
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            page.write_string(number, column, cell, bold if number == 0 else None)
    page.freeze_panes(1, 0)
    book.close()
    return out.getvalue()


def _public_cells(row: Accreditation, provinces: dict[str, str]) -> list[str]:
    cells = [
        row.number,
        row.public_name,
        row.organization_name,
        row.get_agent_class_display(),
        row.get_seat_display() if row.organization_name else "",
        provinces.get(row.province_code, ""),
        _("sí") if row.may_vote else _("solo voz"),
        row.get_status_display(),
    ]
    return [neutral(cell) for cell in cells]


def _masked_cells(row: AccreditationRequest, names: dict[str, str]) -> list[Any]:
    credential = getattr(row, "accreditation", None)
    return [
        row.code, row.get_state_display(), credential.number if credential else "",
        f"{row.document_kind.upper()} {row.masked_document}", row.full_name, row.organization_name, row.post,
        row.get_seat_display(), row.get_agent_class_display(), names.get(row.province_code, ""),
        row.get_channel_display(),
    ]  # fmt: skip


def _staff_cells(row: AccreditationRequest, names: dict[str, str], opener: Opener) -> list[Any]:
    credential = getattr(row, "accreditation", None)
    number = opener.open_number(kind=row.document_kind, cipher=row.document_cipher) or ""
    return [
        row.code, row.get_state_display(), credential.number if credential else "", row.document_kind.upper(), number,
        row.paternal_surname, row.maternal_surname, row.given_names, row.get_sex_display(), row.birth_date, row.email,
        row.phone, row.get_education_display(), row.profession, row.organization_name, row.organization_ruc, row.post,
        row.get_seat_display(), row.get_agent_class_display(), names.get(row.province_code, ""),
        names.get(row.district_code, ""), row.get_channel_display(),
    ]  # fmt: skip


def _province_names(space: Space) -> dict[str, str]:
    return names_by_code(set(queries.published_roster(space).values_list("province_code", flat=True).distinct()))


def _line(cells: list[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()
