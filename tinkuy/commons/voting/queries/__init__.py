"""What is known of a poll, a voter, a count, a receipt; each question in its file."""

from .batches import batches_of
from .counts import (
    ScopeTally,
    ScopeTurnout,
    ballots_of,
    commitments_of,
    marks_by_channel,
    seals_of,
    tally,
    turnout,
    why_not_tally,
)
from .draws import draws_of
from .polls import poll_by_id, poll_of, scopes_of
from .receipts import find_receipt, public_key, receipt_of, signed
from .runoffs import ties_of
from .settings import poll_options
from .voters import basket_of, standing_of, vote_cast_in_name, voter_of, voting_facts

__all__ = [
    "ScopeTally",
    "ScopeTurnout",
    "ballots_of",
    "basket_of",
    "batches_of",
    "commitments_of",
    "draws_of",
    "find_receipt",
    "marks_by_channel",
    "poll_options",
    "ties_of",
    "poll_by_id",
    "poll_of",
    "public_key",
    "receipt_of",
    "scopes_of",
    "seals_of",
    "signed",
    "standing_of",
    "tally",
    "turnout",
    "vote_cast_in_name",
    "voter_of",
    "voting_facts",
    "why_not_tally",
]
