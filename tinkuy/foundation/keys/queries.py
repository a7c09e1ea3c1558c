"""Secrets that must not live in the database: one file per key, made at first use, readable by the program only."""

from pathlib import Path

from django.conf import settings


def key(name: str) -> bytes | None:
    """The key, or None when it does not exist (or was destroyed)."""
    path = path_of(name)
    return bytes.fromhex(path.read_text()) if path.exists() else None


def path_of(name: str) -> Path:
    if not name.replace("-", "").replace("_", "").isalnum():
        raise ValueError("A key's name has only letters, digits, dashes and underscores.")
    return Path(settings.KEYS_DIR) / f"{name}.key"
