"""The only writers of a poll: prepare and open it, receive votes, seal and close it, rule on challenges, publish."""

from ..rules.specs import OptionSpec, RollPerson, ScopeSpec
from .batches import key_batch, observe_batch, receive_batch, reverse_batch, settle_batch
from .casting import Receipt, cast_ballot, save_basket
from .challenging import annul_roll_entry, destroy_vote_key, forget_destroyed_keys
from .closing import close_due_polls, close_poll, extend_poll, publish_poll, seal_due_batches
from .desk import cast_at_desk, claim_desk_session, end_desk_session, end_stale_sessions, look_up, open_desk_session
from .draws import announce_draw, hold_draw
from .preparing import create_poll, discard_poll, enroll, open_poll
from .runoffs import call_run_off
from .settings import apply_settings

__all__ = [
    "OptionSpec",
    "Receipt",
    "RollPerson",
    "ScopeSpec",
    "announce_draw",
    "annul_roll_entry",
    "apply_settings",
    "call_run_off",
    "cast_at_desk",
    "cast_ballot",
    "claim_desk_session",
    "close_due_polls",
    "close_poll",
    "create_poll",
    "destroy_vote_key",
    "discard_poll",
    "end_desk_session",
    "end_stale_sessions",
    "enroll",
    "extend_poll",
    "forget_destroyed_keys",
    "hold_draw",
    "key_batch",
    "look_up",
    "observe_batch",
    "open_desk_session",
    "open_poll",
    "publish_poll",
    "receive_batch",
    "reverse_batch",
    "save_basket",
    "seal_due_batches",
    "settle_batch",
]
