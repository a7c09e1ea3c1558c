"""The receipt of a vote: proves that a ballot is in the box, not what it says."""

from dataclasses import dataclass

from tinkuy.foundation.shared.canonical import canonical_json

from .tokens import receipt_code


@dataclass(frozen=True)
class Receipt:
    """Signed by the platform over `message`; all fields are text, hashes in hex."""

    poll: str
    scope: str
    commitment: str
    rules_hash: str
    signature: str = ""

    @property
    def code(self) -> str:
        """What one copies from paper: 20 letters."""
        return receipt_code(self.commitment)

    @property
    def message(self) -> str:
        """The exact text that is signed."""
        return canonical_json(
            {
                "commitment": self.commitment,
                "poll": self.poll,
                "rules_hash": self.rules_hash,
                "scope": self.scope,
                "version": 1,
            }
        )
