"""How an act is hashed and how a chain is checked (INTEGRITY 2). The verifier repeats this on its own."""

from collections.abc import Iterable, Mapping
from typing import Any

from tinkuy.foundation.shared.canonical import canonical_json, sha256

HASHED = (
    "chain", "sequence", "at", "kind", "actor_role", "actor_number",
    "subject_kind", "subject_number", "subject_label", "payload", "previous_hash",
)  # fmt: skip
# The roles of who takes part, as against those of who conducts.
PEOPLE = frozenset({"citizen", "participant", "person"})


def act_hash(act: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical JSON of every field but the hash itself."""
    return sha256(canonical_json({name: act[name] for name in HASHED}))


def first_break(acts: Iterable[Mapping[str, Any]]) -> int | None:
    """The sequence of the first act that does not follow from the one before; None when the chain holds."""
    previous, expected = "", 1
    for act in acts:
        if act["sequence"] != expected or act["previous_hash"] != previous or act["hash"] != act_hash(act):
            return expected
        previous, expected = act["hash"], expected + 1
    return None
