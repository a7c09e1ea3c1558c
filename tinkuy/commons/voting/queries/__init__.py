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
from .polls import MAIN, other_polls, poll_by_id, poll_of, poll_url, scopes_of
from .receipts import find_receipt, public_key, receipt_of, signed
from .runoffs import run_off_rule, second_round_of, ties_of
from .settings import poll_options
from .voters import basket_of, standing_of, vote_cast_in_name, voter_of, voting_facts

__all__ = [
    "MAIN",
    "ScopeTally",
    "ScopeTurnout",
    "ballots_of",
    "basket_of",
    "batches_of",
    "commitments_of",
    "draws_of",
    "find_receipt",
    "marks_by_channel",
    "other_polls",
    "poll_by_id",
    "poll_of",
    "poll_options",
    "poll_url",
    "public_key",
    "receipt_of",
    "run_off_rule",
    "scopes_of",
    "seals_of",
    "second_round_of",
    "signed",
    "standing_of",
    "tally",
    "ties_of",
    "turnout",
    "vote_cast_in_name",
    "voter_of",
    "voting_facts",
    "why_not_tally",
]
