"""A draw with a public seed: whoever has the head of the log and the text repeats it with any SHA-256."""

import hashlib
from collections.abc import Iterable


def seed_of(head: str, text: str) -> str:
    """SHA-256 of «head|text». The head was in the log before anybody knew the text."""
    return hashlib.sha256(f"{head}|{text}".encode()).hexdigest()


def number_of(seed: str, key: str) -> str:
    return hashlib.sha256(f"{seed}|{key}".encode()).hexdigest()


def drawn(seed: str, keys: Iterable[str]) -> list[tuple[str, str]]:
    """Key and number, in the order of the draw: ascending number."""
    return sorted(((key, number_of(seed, key)) for key in keys), key=lambda pair: (pair[1], pair[0]))
