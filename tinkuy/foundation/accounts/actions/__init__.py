"""What happens to accounts. `identity`: documents and who they belong to; `account`: profile, consents, closing."""

from ..queries.sealing import SealedNumber, seal_number
from .account import close_account, create_account, give_consent, update_profile, withdraw_consent
from .identity import (
    count_lookup,
    declare_document,
    link_verified_document,
    read_document_number,
    verify_document,
    verify_identity,
)

__all__ = [
    "SealedNumber",
    "seal_number",
    "verify_document",
    "close_account",
    "count_lookup",
    "create_account",
    "declare_document",
    "give_consent",
    "link_verified_document",
    "read_document_number",
    "update_profile",
    "verify_identity",
    "withdraw_consent",
]
