"""Spreadsheets as rows of cells, read in a process of their own with limits (see `process.open_table`)."""
