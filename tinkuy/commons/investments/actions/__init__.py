from .confirming import confirm_portfolio, discard_portfolio
from .mapping import teach_columns
from .reading import read_again, read_file, read_portfolio
from .receiving import receive_portfolio

__all__ = [
    "confirm_portfolio",
    "discard_portfolio",
    "read_again",
    "read_file",
    "read_portfolio",
    "receive_portfolio",
    "teach_columns",
]
