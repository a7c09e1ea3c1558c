"""One hash for many commitments (RFC 6962: leaves and nodes are hashed apart, so that neither passes for the other)."""

import hashlib
from collections.abc import Iterable


def root(commitments: Iterable[str]) -> str:
    """The Merkle root of the sorted commitments, hex. Of none: the hash of nothing."""
    level = [hashlib.sha256(b"\x00" + bytes.fromhex(leaf)).digest() for leaf in sorted(commitments)]
    if not level:
        return hashlib.sha256(b"").hexdigest()
    while len(level) > 1:
        pairs = zip(level[::2], level[1::2], strict=False)
        rest = level[-1:] if len(level) % 2 else []
        level = [hashlib.sha256(b"\x01" + left + right).digest() for left, right in pairs] + rest
    return level[0].hex()
