"""Blank templates that others fill in, and the accountability report as a table. Headers never change."""

import csv
from collections.abc import Iterable, Sequence
from io import BytesIO, StringIO

import xlsxwriter

from tinkuy.foundation.shared.text import neutral_cell

from ..models import AccountabilityReport
from ..readers.accountability import TEMPLATE


def workbook(header: Sequence[str], rows: Iterable[Sequence[object]] = (), *, title: str) -> bytes:
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    page = book.add_worksheet(title[:31])
    bold = book.add_format({"bold": True})
    for number, row in enumerate([header, *rows]):
        for column, cell in enumerate(row):
            page.write_string(number, column, str(neutral_cell(str(cell))), bold if number == 0 else None)
    page.set_column(0, len(header) - 1, 20)
    page.freeze_panes(1, 0)
    book.close()
    return out.getvalue()


def report_csv(report: AccountabilityReport) -> bytes:
    """The published report with the headers of the template, so that it can be read back."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(TEMPLATE)
    for line in report.lines.all():
        cells = [
            line.get_kind_display(), line.cui, line.title, line.actor, line.agreed, line.pia, line.pim, line.spent,
            line.progress, line.get_state_display(), line.reason,
        ]  # fmt: skip
        writer.writerow([neutral_cell("" if cell is None else str(cell)) for cell in cells])
    return b"\xef\xbb\xbf" + out.getvalue().encode()
