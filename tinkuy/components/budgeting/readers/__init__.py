"""Reading what comes in files: evaluation spreadsheets, the presets that the program ships."""

from .sheets import HEADERS, CriterionCell, ReadRow, ReadSheets, Unreadable, read_sheets

__all__ = ["HEADERS", "CriterionCell", "ReadRow", "ReadSheets", "Unreadable", "read_sheets"]
