"""The spreadsheets of portfolios, through the reader that all lists share (`foundation/sheets`)."""

from contextlib import AbstractContextManager
from pathlib import Path

from tinkuy.foundation.sheets.readers.kinds import MAX_BYTES, kind_of
from tinkuy.foundation.sheets.readers.process import Table
from tinkuy.foundation.sheets.readers.process import open_table as open_any_table

__all__ = ["MAX_BYTES", "Table", "kind_of", "open_table"]


def open_table(path: Path) -> AbstractContextManager[Table]:
    return open_any_table(path, headings="tinkuy.commons.investments.rules.headers")
