"""Signatures of the platform (Ed25519): whoever has the public key can check what we said."""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey


def sign(private_key: bytes, message: str) -> str:
    """The signature of the text, hex. The key is its 32 bytes."""
    return Ed25519PrivateKey.from_private_bytes(private_key).sign(message.encode()).hex()


def public_key(private_key: bytes) -> str:
    """The public half, hex (32 bytes)."""
    return Ed25519PrivateKey.from_private_bytes(private_key).public_key().public_bytes_raw().hex()


def is_signed(public_key_hex: str, message: str, signature_hex: str) -> bool:
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key_hex))
        key.verify(bytes.fromhex(signature_hex), message.encode())
    except (InvalidSignature, ValueError):
        return False
    return True
