"""One way to write a value as bytes, so that a hash means the same everywhere (RFC 8785 in spirit: sorted keys,
no spaces, UTF-8). Floats are refused: money and scores are strings or integers."""

import hashlib
import json
from datetime import UTC, date, datetime
from decimal import Decimal


def canonical_json(value: object) -> str:
    return json.dumps(_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sha256(value: object) -> str:
    """Hex SHA-256 of the canonical form, or of the bytes or text itself."""
    raw = (
        value
        if isinstance(value, bytes)
        else value.encode()
        if isinstance(value, str)
        else canonical_json(value).encode()
    )
    return hashlib.sha256(raw).hexdigest()


def instant(at: datetime) -> str:
    """UTC, to the second: 2026-05-08T14:00:00Z."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _plain(value: object) -> object:
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        raise TypeError("No floats in what is hashed: use Decimal or text.")
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime):
        return instant(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return str(value)
