"""The composition on a day, as CSV and as a spreadsheet: what the page shows, no personal data."""

import csv
from io import BytesIO, StringIO

import xlsxwriter
from django.utils.translation import gettext as _

from tinkuy.foundation.shared.text import neutral_cell
from tinkuy.foundation.territory.queries import names_by_code

from .queries import Place


def composition_rows(places: list[Place]) -> list[list[str]]:
    names = names_by_code({place.seat.ubigeo for place in places if place.seat.ubigeo})
    header = [
        _("Asiento"), _("Denominación"), _("Sector"), _("Territorio"), _("Se cubre"), _("Titular"), _("Organización"),
        _("Cargo"), _("Desde"), _("Hasta"), _("Documento"), _("Alterna o alterno"), _("Ejerce"),
    ]  # fmt: skip
    return [header, *[[str(neutral_cell(cell)) for cell in _cells(place, names)] for place in places]]


def _cells(place: Place, names: dict[str, str]) -> list[str]:
    seat, acting = place.seat, place.acting
    return [
        str(seat.number),
        seat.title,
        seat.get_sector_display(),
        names.get(seat.ubigeo, ""),
        seat.get_filled_by_display(),
        place.titular.public_name if place.titular else "",
        acting.organization_name if acting else "",
        acting.post if acting else "",
        acting.starts_on.isoformat() if acting else "",
        acting.last_day.isoformat() if acting and acting.last_day else "",
        acting.act_number if acting else "",
        place.alternate.public_name if place.alternate else "",
        acting.public_name if acting else "",
    ]


def as_csv(rows: list[list[str]]) -> str:
    out = StringIO()
    out.write("\ufeff")
    csv.writer(out).writerows(rows)
    return out.getvalue()


def as_xlsx(rows: list[list[str]]) -> bytes:
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    page = book.add_worksheet("Composición")
    for line, row in enumerate(rows):
        page.write_row(line, 0, row)
    page.freeze_panes(1, 0)
    page.set_column(1, 1, 40)
    page.set_column(5, 6, 30)
    book.close()
    return out.getvalue()
