"""Spreadsheets that people send: read in a process of their own with limits, whatever they hold."""
