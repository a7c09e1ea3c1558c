import os
import secrets

from . import queries


def ensure_key(name: str) -> bytes:
    """The key of that name, made with 32 random bytes when it does not exist; two callers at once get the same."""
    path = queries.path_of(name)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _wait_for(name)
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_bytes(32).hex())
        file.flush()
        os.fsync(file.fileno())
    return bytes.fromhex(path.read_text())


def destroy_key(name: str) -> None:
    """Overwrites and removes the key. What it protected can no longer be linked to anybody."""
    path = queries.path_of(name)
    if path.exists():
        path.write_text(secrets.token_hex(32))
        path.unlink()


def _wait_for(name: str) -> bytes:
    for _ in range(1000):
        key = queries.key(name)
        if key:
            return key
    raise RuntimeError(f"The key {name} exists but is empty.")
