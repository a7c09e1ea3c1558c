"""The only writers of a poll: prepare and open it, receive votes, seal and close it, rule on challenges, publish."""

from ..rules.specs import OptionSpec, RollPerson, ScopeSpec
from .casting import Receipt, cast_ballot, save_basket
from .challenging import annul_roll_entry, destroy_vote_key, forget_destroyed_keys
from .closing import close_due_polls, close_poll, extend_poll, publish_poll, seal_due_batches
from .preparing import create_poll, discard_poll, enroll, open_poll

__all__ = [
    "OptionSpec",
    "Receipt",
    "RollPerson",
    "ScopeSpec",
    "annul_roll_entry",
    "cast_ballot",
    "close_due_polls",
    "close_poll",
    "create_poll",
    "destroy_vote_key",
    "discard_poll",
    "enroll",
    "extend_poll",
    "forget_destroyed_keys",
    "open_poll",
    "publish_poll",
    "save_basket",
    "seal_due_batches",
]
