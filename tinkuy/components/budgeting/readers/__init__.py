"""Reading what comes in files; each kind in its file."""

from .sheets import HEADERS, CriterionCell, ReadRow, ReadSheets, Unreadable, read_sheets

__all__ = ["HEADERS", "CriterionCell", "ReadRow", "ReadSheets", "Unreadable", "read_sheets"]
