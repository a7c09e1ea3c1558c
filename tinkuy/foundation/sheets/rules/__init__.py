"""What a spreadsheet is made of, and what is wrong with one that cannot be read."""

MAX_ROWS = 200_000


class UnreadableSheet(Exception):
    """Why the file cannot be read: a Spanish sentence that says what to do."""
